package cl.reparto.request;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestSettingsTests {

	@Test
	void needsNothing() {
		assertThat(bind(Map.of())).isEqualTo(new RequestSettings(Duration.ofMillis(4500), 500));
	}

	@ParameterizedTest
	@CsvSource({ "reparto.answer-within, 0s", "reparto.at-once, 0" })
	void refusesAWrongSettingByItsName(String name, String value) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, value)))
			.havingRootCause()
			.withMessageStartingWith(name + " must be ");
	}

	private static RequestSettings bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("reparto", RequestSettings.class);
	}

}
