package cl.reparto.service.streams;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Gives records that have no time the time at which they are read. Brokers take a record
 * with a time before 1970, which no client of ours writes, and Kafka Streams ends of it:
 * a task unless its timestamp extractor knows better, a global store always, for it asks
 * none. So it is mended before either sees it (decision 19). Made by Kafka's consumers.
 */
public final class TimedRecords implements ConsumerInterceptor<byte[], byte[]> {

	/** Of every consumer that Kafka Streams has. */
	private static final String SETTING = StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

	private final InstantSource clock;

	/** Goes by the system's clock. */
	public TimedRecords() {
		this(InstantSource.system());
	}

	TimedRecords(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Lets Kafka Streams read no record without a time.
	 * @param streams the settings of Kafka Streams
	 */
	public static void readBy(Map<Object, Object> streams) {
		streams.put(SETTING, TimedRecords.class.getName());
	}

	@Override
	public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
		for (ConsumerRecord<byte[], byte[]> record : records) {
			if (record.timestamp() < 0) {
				return timed(records);
			}
		}
		return records;
	}

	private ConsumerRecords<byte[], byte[]> timed(ConsumerRecords<byte[], byte[]> records) {
		long now = this.clock.millis();
		Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> timed = new HashMap<>();
		for (TopicPartition partition : records.partitions()) {
			timed.put(partition,
					records.records(partition)
						.stream()
						.map((record) -> (record.timestamp() < 0) ? at(now, record) : record)
						.toList());
		}
		return new ConsumerRecords<>(timed, records.nextOffsets());
	}

	private static ConsumerRecord<byte[], byte[]> at(long time, ConsumerRecord<byte[], byte[]> record) {
		return new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), time, record.timestampType(),
				record.serializedKeySize(), record.serializedValueSize(), record.key(), record.value(),
				record.headers(), record.leaderEpoch());
	}

	@Override
	public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
		// Nothing to see to.
	}

	@Override
	public void close() {
		// Nothing to close.
	}

	@Override
	public void configure(Map<String, ?> configs) {
		// Nothing to set.
	}

}
