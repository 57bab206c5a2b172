package cl.reparto.request;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestSettingsTests {

	private static final String SECRET = "0123456789abcdef";

	@Test
	void needsNothingButTheSecret() {
		RequestSettings settings = bind(Map.of("reparto.idempotency.secret", SECRET));

		assertThat(settings).isEqualTo(new RequestSettings("http://localhost:8082", Duration.ofMillis(4500),
				Duration.ofSeconds(10), 500, new RequestSettings.Idempotency(SECRET)));
	}

	@ParameterizedTest
	@CsvSource({ "reparto.idempotency.secret, ''", "reparto.idempotency.secret, 0123456789abcde",
			"reparto.status-url, localhost:8082", "reparto.status-url, http://localhost/", "reparto.answer-within, 0s",
			"reparto.body-within, 0s" })
	void refusesAWrongSettingByItsName(String name, String value) {
		Map<String, String> settings = new java.util.HashMap<>(Map.of("reparto.idempotency.secret", SECRET));
		settings.put(name, value);

		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(settings))
			.withRootCauseInstanceOf(IllegalArgumentException.class)
			.havingRootCause()
			.withMessageStartingWith(name + " must ");
	}

	@Test
	void refusesToStartWithoutASecret() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of()))
			.havingRootCause()
			.withMessageStartingWith("reparto.idempotency.secret must be set");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://reparto.example", "http://localhost:8082", "https://reparto.example/api", "" })
	void saysWhereTheStatusIs(String statusUrl) {
		UUID id = UUID.randomUUID();

		RequestSettings settings = bind(Map.of("reparto.idempotency.secret", SECRET, "reparto.status-url", statusUrl));

		assertThat(settings.statusOf(id)).isEqualTo(statusUrl + "/orders/" + id + "/status");
	}

	@Test
	void keepsTheSecretOutOfLogs() {
		assertThat(bind(Map.of("reparto.idempotency.secret", SECRET)).toString()).doesNotContain(SECRET);
	}

	private static RequestSettings bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("reparto", RequestSettings.class);
	}

}
