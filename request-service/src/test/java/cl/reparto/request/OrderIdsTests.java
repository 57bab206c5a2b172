package cl.reparto.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.service.topics.TopicLayout;

import static org.assertj.core.api.Assertions.assertThat;

class OrderIdsTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final int PARTITIONS = 5;

	private static final IdempotencyKey KEY = new IdempotencyKey("8e03978e-40d5");

	private final OrderIds ids = withSecret("0123456789abcdef");

	@Test
	void givesEachOrderWithoutAKeyAnotherRandomId() {
		UUID id = this.ids.random();

		assertThat(id).isNotEqualTo(this.ids.random());
		assertThat(id.version()).isEqualTo(4);
		assertThat(OrderIds.mayBeDerived(id.toString())).isFalse();
	}

	@Test
	void givesAKeyItsIdOnEveryInstanceAndForGood() {
		assertThat(this.ids.derived(KEY)).hasToString(
				// printf 8e03978e-40d5 | openssl dgst -sha256 -hmac 0123456789abcdef,
				// with
				// the version and variant of a UUID.
				"62782d1e-341c-886a-8fa6-f0453ec8e851");
	}

	@Test
	void marksDerivedIdsAsVersion8() {
		UUID id = this.ids.derived(KEY);

		assertThat(id.version()).isEqualTo(8);
		assertThat(id.variant()).isEqualTo(2);
		assertThat(OrderIds.mayBeDerived(id.toString())).isTrue();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "8", "00000000-0000-8000-8000-0000000000012" })
	void knowsWhatIsNoIdAtAll(@Nullable String key) {
		assertThat(OrderIds.mayBeDerived(key)).isFalse();
	}

	@Test
	void cannotBeGuessedFromTheKeyWithoutTheSecret() {
		assertThat(withSecret("fedcba9876543210").derived(KEY)).isNotEqualTo(this.ids.derived(KEY));
	}

	@Test
	void givesEachKeyAnotherId() {
		assertThat(this.ids.derived(new IdempotencyKey("8e03978e-40d6"))).isNotEqualTo(this.ids.derived(KEY));
	}

	@Test
	void givesOrdersOfTheSameMomentOnePartition() {
		assertThat(Stream.generate(this.ids::random).limit(100)).doesNotHaveDuplicates()
			.extracting(OrderIdsTests::partition)
			.containsOnly(partition(this.ids.random()));
	}

	@Test
	void givesEachPartitionItsTurn() {
		assertThat(IntStream.range(0, 50).map((ms) -> partition(at(NOW.plusMillis(ms)).random())).distinct())
			.containsExactly(0, 1, 2, 3, 4);
	}

	private static int partition(UUID id) {
		return OrderIds.partition(id, PARTITIONS);
	}

	private static OrderIds withSecret(String secret) {
		return ids(secret, NOW);
	}

	private static OrderIds at(Instant time) {
		return ids("0123456789abcdef", time);
	}

	private static OrderIds ids(String secret, Instant time) {
		return new OrderIds(
				new RequestSettings("", Duration.ofSeconds(1), Duration.ofSeconds(1), 1,
						new RequestSettings.Idempotency(secret)),
				new TopicLayout(PARTITIONS, 1, 1), Clock.fixed(time, ZoneOffset.UTC));
	}

}
