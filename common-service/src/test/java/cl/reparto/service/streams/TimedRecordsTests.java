package cl.reparto.service.streams;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimedRecordsTests {

	private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

	private static final TopicPartition PARTITION = new TopicPartition("t", 0);

	private final TimedRecords times = new TimedRecords(() -> NOW);

	@Test
	void givesWhatHasNoTimeTheTimeOfReadingAndLeavesTheRest() {
		ConsumerRecord<byte[], byte[]> odd = at(-1);
		ConsumerRecords<byte[], byte[]> read = records(List.of(at(7), odd, at(0), at(Long.MIN_VALUE)));

		ConsumerRecords<byte[], byte[]> timed = this.times.onConsume(read);

		assertThat(timed.records(PARTITION)).extracting(ConsumerRecord::timestamp)
			.containsExactly(7L, NOW.toEpochMilli(), 0L, NOW.toEpochMilli());
		assertThat(timed.records(PARTITION).get(1)).usingRecursiveComparison()
			.ignoringFields("timestamp")
			.isEqualTo(odd);
		assertThat(timed.nextOffsets()).isEqualTo(read.nextOffsets());
	}

	@Test
	void copiesNothingIfAllHaveATime() {
		ConsumerRecords<byte[], byte[]> read = records(List.of(at(7), at(0)));

		assertThat(this.times.onConsume(read)).isSameAs(read);
	}

	private static ConsumerRecords<byte[], byte[]> records(List<ConsumerRecord<byte[], byte[]>> records) {
		return new ConsumerRecords<>(Map.of(PARTITION, records),
				Map.of(PARTITION, new OffsetAndMetadata(9, Optional.of(3), "")));
	}

	private static ConsumerRecord<byte[], byte[]> at(long time) {
		return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 5, time, TimestampType.CREATE_TIME, 1, 2,
				new byte[] { 1 }, new byte[] { 2, 3 }, new RecordHeaders().add("h", new byte[] { 4 }), Optional.of(3));
	}

}
