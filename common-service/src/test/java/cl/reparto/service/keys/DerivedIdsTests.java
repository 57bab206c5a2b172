package cl.reparto.service.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DerivedIdsTests {

	private static final String KEY = "8e03978e-40d5";

	private static final String SECRET = "0123456789abcdef";

	private static final String OTHER = "fedcba9876543210";

	/** When a day of the key begins. */
	private static final Instant TURN = Instant.parse("2026-01-02T03:33:37.302Z");

	private static final Duration LIFE = Duration.ofHours(72);

	private final DerivedIds ids = new DerivedIds(List.of(SECRET), LIFE);

	@Test
	void givesAKeyItsIdOnEveryInstance() {
		assertThat(at(TURN).current()).hasToString(
				// printf '20456\0008e03978e-40d5' | openssl dgst -sha256 -hmac
				// 0123456789abcdef, with the version and variant of a UUID.
				"4365691e-3930-8722-a638-9d6d6acb6476");
	}

	@Test
	void knowsTheIdThatAKeyHadBeforeThereWereDays() {
		assertThat(at(TURN).all()).contains(
				// printf 8e03978e-40d5 | openssl dgst -sha256 -hmac 0123456789abcdef
				UUID.fromString("62782d1e-341c-886a-8fa6-f0453ec8e851"));
	}

	@Test
	void keepsAnIdForADay() {
		DerivedIds.Candidates first = at(TURN);
		DerivedIds.Candidates last = at(TURN.plus(DerivedIds.DAY).minusMillis(1));

		assertThat(last.current()).isEqualTo(first.current());
		assertThat(first.sinceTurn()).isZero();
		assertThat(last.sinceTurn()).isEqualTo(DerivedIds.DAY.minusMillis(1));
	}

	@Test
	void givesAKeyAnotherIdTheDayAfter() {
		UUID before = at(TURN.minusMillis(1)).current();

		assertThat(at(TURN).current()).isNotEqualTo(before);
		assertThat(at(TURN).all().get(1)).isEqualTo(before);
	}

	/** Whatever remembers the first one for longer meets it no more. */
	@Test
	void knowsAnIdForTheLifeOfItsKeyAndNeverGivesItToAnother() {
		UUID first = at(TURN).current();

		assertThat(at(TURN.plus(LIFE)).all()).contains(first);
		assertThat(at(TURN.plus(LIFE)).current()).isNotEqualTo(first);
	}

	@Test
	void letsKeysTurnAtTimesOfTheirOwn() {
		assertThat(this.ids.of("8e03978e-40d6", TURN).sinceTurn()).isNotEqualTo(at(TURN).sinceTurn());
	}

	@Test
	void marksDerivedIdsAsVersion8() {
		assertThat(at(TURN).all()).allSatisfy((id) -> {
			assertThat(id.version()).isEqualTo(8);
			assertThat(id.variant()).isEqualTo(2);
			assertThat(DerivedIds.mayHave(id.toString())).isTrue();
		});
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "8", "00000000-0000-8000-8000-0000000000012", "00000000-0000-4000-8000-000000000001" })
	void knowsWhatIsNoIdAtAll(@Nullable String key) {
		assertThat(DerivedIds.mayHave(key)).isFalse();
	}

	@Test
	void cannotBeGuessedFromTheKeyWithoutTheSecret() {
		assertThat(new DerivedIds(List.of(OTHER), LIFE).of(KEY, TURN).all())
			.doesNotContainAnyElementsOf(at(TURN).all());
	}

	@Test
	void derivesWithTheFirstSecretAndKnowsWhatTheOthersGave() {
		DerivedIds rotated = new DerivedIds(List.of(OTHER, SECRET), LIFE);

		assertThat(rotated.of(KEY, TURN).current()).isNotEqualTo(at(TURN).current());
		assertThat(rotated.of(KEY, TURN).all()).containsAll(at(TURN).all());
		assertThat(rotated.marks()).containsAll(this.ids.marks()).hasSize(2);
	}

	@Test
	void givesEachKeyAnotherId() {
		assertThat(this.ids.of("8e03978e-40d6", TURN).all()).doesNotContainAnyElementsOf(at(TURN).all());
	}

	private DerivedIds.Candidates at(Instant now) {
		return this.ids.of(KEY, now);
	}

}
