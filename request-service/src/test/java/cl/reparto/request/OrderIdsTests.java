package cl.reparto.request;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import cl.reparto.service.topics.TopicLayout;

import static org.assertj.core.api.Assertions.assertThat;

class OrderIdsTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final int PARTITIONS = 5;

	private final OrderIds ids = at(NOW);

	@Test
	void givesEachOrderWithoutAKeyAnotherRandomId() {
		UUID id = this.ids.next();

		assertThat(id).isNotEqualTo(this.ids.next());
		assertThat(id.version()).isEqualTo(4);
	}

	@Test
	void givesOrdersOfTheSameMomentOnePartition() {
		assertThat(Stream.generate(this.ids::next).limit(100)).doesNotHaveDuplicates()
			.extracting(OrderIdsTests::partition)
			.containsOnly(partition(this.ids.next()));
	}

	@Test
	void givesEachPartitionItsTurn() {
		assertThat(IntStream.range(0, 50).map((ms) -> partition(at(NOW.plusMillis(ms)).next())).distinct())
			.containsExactly(0, 1, 2, 3, 4);
	}

	private static int partition(UUID id) {
		return OrderIds.partition(id, PARTITIONS);
	}

	private static OrderIds at(Instant time) {
		return new OrderIds(new TopicLayout(PARTITIONS, 1, 1, true), Clock.fixed(time, ZoneOffset.UTC));
	}

}
