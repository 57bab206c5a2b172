package cl.reparto.service.keys;

import java.nio.file.Path;
import java.time.Duration;
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

	private static final String OTHERS = "reparto.idempotency.other-secrets";

	private static final String LIFE = "reparto.idempotency.life";

	@ParameterizedTest
	@ValueSource(strings = { "", "0123456789abcde" })
	void refusesAShortSecret(String secret) {
		refused(Map.of(NAME, secret), NAME + " must be set");
	}

	@Test
	void refusesToStartWithoutASecret() {
		refused(Map.of(), NAME + " must be set");
	}

	@Test
	void knowsTheSecretInUseBeforeTheOthers() {
		IdempotencySettings settings = bind(
				Map.of(NAME, "0123456789abcdef", OTHERS, "fedcba9876543210,0123456789abcdef"));

		assertThat(settings.secrets()).containsExactly("0123456789abcdef", "fedcba9876543210");
		assertThat(settings.toString()).doesNotContain("fedcba9876543210");
	}

	/** As Compose passes on what is not set. */
	@Test
	void takesNothingForNoOtherSecretsAndNoHeader() {
		IdempotencySettings settings = bind(
				Map.of(NAME, "0123456789abcdef", OTHERS, "", "reparto.idempotency.client-header", ""));

		assertThat(settings.secrets()).containsExactly("0123456789abcdef");
		assertThat(settings.clientHeader()).isNull();
	}

	@Test
	void refusesAShortOtherSecretAndAShortLife() {
		refused(Map.of(NAME, "0123456789abcdef", OTHERS, "short"), OTHERS + " must have");
		refused(Map.of(NAME, "0123456789abcdef", LIFE, "23h"), LIFE + " must be 24h or more");
	}

	@Test
	void keepsTheSecretOutOfLogs() {
		IdempotencySettings settings = bind(Map.of(NAME, "0123456789abcdef"));

		assertThat(settings.life()).isEqualTo(Duration.ofHours(72));

		assertThat(settings.secret()).isEqualTo("0123456789abcdef");
		assertThat(settings.stateDir()).isEqualTo(Path.of("state"));
		assertThat(settings.toString()).doesNotContain("0123456789abcdef");
	}

	private static void refused(Map<String, String> settings, String message) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(settings))
			.havingRootCause()
			.withMessageStartingWith(message);
	}

	private static IdempotencySettings bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("reparto.idempotency",
				IdempotencySettings.class);
	}

}
