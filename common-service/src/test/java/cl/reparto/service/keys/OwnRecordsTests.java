package cl.reparto.service.keys;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class OwnRecordsTests {

	private static final String TOPIC = "texts";

	private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);

	private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);

	private final OwnRecords own = new OwnRecords();

	private final Map<TopicPartition, Long> offsets = new HashMap<>(Map.of(ZERO, 5L, ONE, 0L));

	@Test
	void givesWhatComesNextOfEachPartition() {
		add(ZERO, 5);
		add(ZERO, 6);
		add(ONE, 0);

		OwnRecords.Next next = this.own.take(this.offsets);

		assertThat(next.records()).extracting(ConsumerRecord::partition, ConsumerRecord::offset)
			.containsExactlyInAnyOrder(tuple(0, 5L), tuple(0, 6L), tuple(1, 0L));
		assertThat(this.offsets).containsOnly(Map.entry(ZERO, 7L), Map.entry(ONE, 1L));
		assertThat(this.own.take(this.offsets).records()).as("again").isEmpty();
	}

	@Test
	void keepsTheRecordAsItIs() {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(TOPIC, 0, "key", new byte[] { 1 });
		record.headers().add("one", new byte[] { 2 });
		this.own.add(record, new RecordMetadata(ZERO, 5, 0, 42, 3, 1));

		assertThat(this.own.take(this.offsets).records()).singleElement().satisfies((taken) -> {
			assertThat(taken.key()).isEqualTo(record.key());
			assertThat(taken.value()).isEqualTo(record.value());
			assertThat(taken.headers()).isEqualTo(record.headers());
			assertThat(taken.timestamp()).isEqualTo(42);
		});
	}

	@Test
	void saysWhetherAllBeforeARecordIsKnown() {
		assertThat(add(ZERO, 5)).as("before anything was noted").isFalse();
		this.own.noted(this.offsets);

		assertThat(add(ZERO, 5)).isTrue();
		assertThat(add(ZERO, 6)).isTrue();
		assertThat(add(ZERO, 8)).as("after one of somebody else").isFalse();
		assertThat(add(ZERO, 9)).isFalse();

		this.own.noted(Map.of(ZERO, 10L));
		assertThat(add(ZERO, 10)).as("once that is noted").isTrue();
	}

	/** It may be of the same key, and who waits for it may have left. */
	@Test
	void knowsNothingAfterOneThatIsAwaitedBeforeThatIsNoted() {
		this.own.noted(this.offsets);
		add(ZERO, 5, (_) -> false);
		assertThat(add(ZERO, 6)).isFalse();

		this.own.take(this.offsets);
		assertThat(add(ZERO, 7)).as("taken, and not noted yet").isFalse();

		this.own.noted(Map.of(ZERO, 8L));
		assertThat(add(ZERO, 8)).isTrue();
	}

	@Test
	void givesNothingThatComesAfterWhatOthersHaveAppended() {
		add(ZERO, 6);

		assertThat(this.own.take(this.offsets).records()).isEmpty();
		assertThat(this.offsets).containsEntry(ZERO, 5L);

		this.offsets.put(ZERO, 6L);
		assertThat(this.own.take(this.offsets).records()).as("once that is read").hasSize(1);
	}

	@Test
	void givesNothingThatWasRead() {
		add(ZERO, 5);
		add(ZERO, 6);
		this.offsets.put(ZERO, 6L);

		assertThat(this.own.take(this.offsets).records()).extracting(ConsumerRecord::offset).containsExactly(6L);
	}

	@Test
	void saysWhetherSomebodyWaitsForOthersToBeRead() throws InterruptedException {
		add(ZERO, 6, (_) -> true);
		assertThat(this.own.take(this.offsets).afterOthers()).isFalse();
		assertThat(this.own.await(Duration.ZERO)).isFalse();

		add(ZERO, 7, (_) -> false);

		assertThat(this.own.await(Duration.ZERO)).isTrue();
		assertThat(this.own.await(Duration.ZERO)).as("once").isFalse();
		assertThat(this.own.take(this.offsets).afterOthers()).isTrue();
		this.offsets.put(ZERO, 6L);
		assertThat(this.own.take(this.offsets).afterOthers()).as("once they are").isFalse();
	}

	/** Such as one that was sent twice, since its answer was lost. */
	@Test
	void leavesOutWhoseOffsetIsNotKnown() {
		this.own.noted(this.offsets);

		assertThat(add(ZERO, -1)).isFalse();

		assertThat(this.own.take(this.offsets).records()).isEmpty();
	}

	@Test
	void isBoundedWhileNothingIsRead() {
		this.own.noted(this.offsets);
		LongStream.range(5, 20_005).forEach((offset) -> assertThat(add(ZERO, offset)).isEqualTo(offset < 10_005));

		assertThat(add(ONE, 0)).as("of another partition").isFalse();

		assertThat(this.own.take(this.offsets).records()).hasSize(10_000);
		assertThat(add(ZERO, 20_005)).as("after what was left out").isFalse();
		add(ONE, 0);
		assertThat(this.own.take(this.offsets).records()).as("once there is room").hasSize(1);
	}

	private boolean add(TopicPartition partition, long offset) {
		AtomicBoolean known = new AtomicBoolean();
		add(partition, offset, (isNext) -> {
			known.set(isNext);
			return true;
		});
		return known.get();
	}

	private void add(TopicPartition partition, long offset, Predicate<Boolean> settle) {
		this.own.add(new ProducerRecord<>(TOPIC, partition.partition(), "key", new byte[0]),
				new RecordMetadata(partition, offset, 0, 0, 0, 0), settle);
	}

}
