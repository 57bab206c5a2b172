package cl.reparto.service.keys;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DerivedIdsTests {

	private static final String KEY = "8e03978e-40d5";

	private final DerivedIds ids = new DerivedIds("0123456789abcdef");

	@Test
	void givesAKeyItsIdOnEveryInstanceAndForGood() {
		assertThat(this.ids.of(KEY)).hasToString(
				// printf 8e03978e-40d5 | openssl dgst -sha256 -hmac 0123456789abcdef,
				// with
				// the version and variant of a UUID.
				"62782d1e-341c-886a-8fa6-f0453ec8e851");
	}

	@Test
	void marksDerivedIdsAsVersion8() {
		UUID id = this.ids.of(KEY);

		assertThat(id.version()).isEqualTo(8);
		assertThat(id.variant()).isEqualTo(2);
		assertThat(DerivedIds.mayHave(id.toString())).isTrue();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "8", "00000000-0000-8000-8000-0000000000012", "00000000-0000-4000-8000-000000000001" })
	void knowsWhatIsNoIdAtAll(@Nullable String key) {
		assertThat(DerivedIds.mayHave(key)).isFalse();
	}

	@Test
	void cannotBeGuessedFromTheKeyWithoutTheSecret() {
		assertThat(new DerivedIds("fedcba9876543210").of(KEY)).isNotEqualTo(this.ids.of(KEY));
	}

	@Test
	void givesEachKeyAnotherId() {
		assertThat(this.ids.of("8e03978e-40d6")).isNotEqualTo(this.ids.of(KEY));
	}

}
