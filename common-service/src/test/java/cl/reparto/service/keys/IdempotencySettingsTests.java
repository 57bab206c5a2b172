package cl.reparto.service.keys;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdempotencySettingsTests {

	private static final String NAME = "reparto.idempotency.secret";

	@ParameterizedTest
	@ValueSource(strings = { "", "0123456789abcde" })
	void refusesAShortSecret(String secret) {
		refused(Map.of(NAME, secret));
	}

	@Test
	void refusesToStartWithoutASecret() {
		refused(Map.of());
	}

	@Test
	void keepsTheSecretOutOfLogs() {
		IdempotencySettings settings = bind(Map.of(NAME, "0123456789abcdef"));

		assertThat(settings.secret()).isEqualTo("0123456789abcdef");
		assertThat(settings.stateDir()).isEqualTo(Path.of("state"));
		assertThat(settings.toString()).doesNotContain("0123456789abcdef");
	}

	private static void refused(Map<String, String> settings) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(settings))
			.havingRootCause()
			.withMessageStartingWith(NAME + " must be set");
	}

	private static IdempotencySettings bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("reparto.idempotency",
				IdempotencySettings.class);
	}

}
