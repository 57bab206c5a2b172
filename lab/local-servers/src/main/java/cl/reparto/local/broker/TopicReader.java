package cl.reparto.local.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics to their present end, read committed, as often as it is asked. It begins
 * with the first record there is; a topic that is not there yet has none. What a
 * transaction wrote is there a moment after its commit returned, when the brokers have
 * written its markers. For one thread.
 *
 * @param <K> what keys are read as
 * @param <V> what values are read as
 */
public final class TopicReader<K, V> implements AutoCloseable {

	private static final Duration TURN = Duration.ofMillis(100);

	private static final Duration PAUSE = Duration.ofMillis(20);

	/** How soon partitions are read that a topic is given. */
	private static final int NEWS_MS = 1_000;

	private final KafkaConsumer<K, V> consumer;

	private final List<String> topics;

	private final List<ConsumerRecord<K, V>> records = new ArrayList<>();

	/**
	 * A reader.
	 * @param bootstrapServers where the brokers are
	 * @param keys reads keys
	 * @param values reads values
	 * @param topics what to read
	 */
	public TopicReader(String bootstrapServers, Deserializer<K> keys, Deserializer<V> values, String... topics) {
		this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level",
				"read_committed", "auto.offset.reset", "earliest", "metadata.max.age.ms", NEWS_MS), keys, values);
		this.topics = List.of(topics);
	}

	/**
	 * A reader of text.
	 * @param bootstrapServers where the brokers are
	 * @param topics what to read
	 * @return a reader that takes anything
	 */
	public static TopicReader<String, String> ofStrings(String bootstrapServers, String... topics) {
		return new TopicReader<>(bootstrapServers, new StringDeserializer(), new StringDeserializer(), topics);
	}

	/**
	 * A reader of what is written, as it is.
	 * @param bootstrapServers where the brokers are
	 * @param topics what to read
	 * @return a reader that takes anything
	 */
	public static TopicReader<byte[], byte[]> ofBytes(String bootstrapServers, String... topics) {
		return new TopicReader<>(bootstrapServers, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics);
	}

	/**
	 * Goes to other places, forward or back.
	 * @param offsets the next record to read, of some partitions or all
	 * @return this reader
	 */
	public TopicReader<K, V> seek(Map<TopicPartition, Long> offsets) {
		this.consumer.assign(partitions());
		offsets.forEach(this.consumer::seek);
		return this;
	}

	/**
	 * Leaves out all that is there by now.
	 * @return this reader
	 */
	public TopicReader<K, V> fromNow() {
		return seek(this.consumer.endOffsets(partitions()));
	}

	/**
	 * Reads on to the present end and keeps nothing.
	 * @param taker gets each record, in the order of its partition
	 */
	public void readOn(Consumer<? super ConsumerRecord<K, V>> taker) {
		List<TopicPartition> partitions = partitions();
		this.consumer.assign(partitions);
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(partitions);
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			this.consumer.poll(TURN).forEach(taker);
		}
	}

	/**
	 * Reads on to the present end.
	 * @return all records that this method and {@link #await} have read so far, those of
	 * a partition in order
	 */
	public List<ConsumerRecord<K, V>> records() {
		readOn(this.records::add);
		return List.copyOf(this.records);
	}

	/**
	 * Reads on until enough is there.
	 * @param atMost how long to wait
	 * @param enough whether these are all that one waits for
	 * @return {@link #records()}
	 * @throws AssertionError if it is not enough within that time
	 */
	public List<ConsumerRecord<K, V>> await(Duration atMost, Predicate<List<ConsumerRecord<K, V>>> enough) {
		Instant deadline = Instant.now().plus(atMost);
		List<ConsumerRecord<K, V>> all = records();
		while (!enough.test(all)) {
			if (Instant.now().isAfter(deadline)) {
				throw new AssertionError("Not enough within " + atMost + ": " + all);
			}
			LockSupport.parkNanos(PAUSE.toNanos());
			all = records();
		}
		return all;
	}

	/**
	 * Reads on until so many records are there.
	 * @param atMost how long to wait
	 * @param count how many at least
	 * @return {@link #records()}
	 * @throws AssertionError if they are not within that time
	 */
	public List<ConsumerRecord<K, V>> await(Duration atMost, int count) {
		return await(atMost, (all) -> all.size() >= count);
	}

	private List<TopicPartition> partitions() {
		return this.topics.stream()
			.flatMap((topic) -> this.consumer.partitionsFor(topic).stream())
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.toList();
	}

	@Override
	public void close() {
		// It would wait for its last fetch, half a second.
		this.consumer.close(CloseOptions.timeout(Duration.ZERO));
	}

}
