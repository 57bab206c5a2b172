package cl.reparto.service.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of topics for one question, and not for long: somebody waits. Whatever it
 * costs to open, nothing is kept between questions that could be old. Each method throws
 * a {@link org.apache.kafka.common.KafkaException} if Kafka does not answer in time. For
 * one thread.
 */
public final class BriefReader implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(100);

	/** Closing waits for the fetch that was begun last, and for nothing. */
	private static final int IDLE_MS = 10;

	/** Of what comes at once, since a record may be large. */
	private static final int FETCH_BYTES = 8 * 1024 * 1024;

	private final Consumer<byte[], byte[]> consumer;

	private final long deadline;

	private final Map<TopicPartition, Long> unread = new HashMap<>();

	private final Runnable closed;

	private int left;

	/**
	 * Opens it.
	 * @param configured connection and more, as people set it
	 * @param level whether it reads what is not committed
	 * @param most how many records it reads at most, but for what comes with the last
	 * @param longest how long it goes on reading from now on, and twice as long as it
	 * waits for an answer
	 * @param closed run when it is closed
	 */
	public BriefReader(Map<String, Object> configured, IsolationLevel level, int most, Duration longest,
			Runnable closed) {
		int answerMs = Math.toIntExact(longest.toMillis() / 2);
		Map<String, Object> configs = new HashMap<>(configured);
		configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, level.toString());
		configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		configs.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, answerMs);
		configs.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, answerMs);
		configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(2_000, most));
		configs.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
		configs.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, IDLE_MS);
		this.consumer = new KafkaConsumer<>(configs, new ByteArrayDeserializer(), new ByteArrayDeserializer());
		this.deadline = System.nanoTime() + longest.toNanos();
		this.left = most;
		this.closed = closed;
	}

	/**
	 * The partitions of a topic.
	 * @param topic its name
	 * @return empty if it is not there
	 */
	public List<TopicPartition> partitions(String topic) {
		return this.consumer.partitionsFor(topic)
			.stream()
			.map((each) -> new TopicPartition(topic, each.partition()))
			.toList();
	}

	/**
	 * Where partitions begin.
	 * @param partitions which
	 * @return the first offset of each
	 */
	public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
		return this.consumer.beginningOffsets(partitions);
	}

	/**
	 * Where partitions end by now.
	 * @param partitions which
	 * @return the offset after the last one of each that can be read
	 */
	public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
		return this.consumer.endOffsets(partitions);
	}

	/**
	 * Reads what is there by now, as far as it may go.
	 * @param partitions where
	 * @param since what is older is left out; null for nothing
	 * @param taker gets each record
	 */
	public void read(Collection<TopicPartition> partitions, @Nullable Instant since,
			java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
		Map<TopicPartition, Long> ends = ends(partitions);
		read((since != null) ? since(partitions, since) : begins(partitions), ends, taker);
	}

	private Map<TopicPartition, Long> since(Collection<TopicPartition> partitions, Instant time) {
		Map<TopicPartition, Long> since = new HashMap<>();
		this.consumer
			.offsetsForTimes(partitions.stream()
				.collect(Collectors.toMap(Function.identity(), (each) -> Math.max(0, time.toEpochMilli()))))
			.forEach((partition, found) -> {
				if (found != null) {
					since.put(partition, found.offset());
				}
			});
		return since;
	}

	/**
	 * Reads, as far as it may go.
	 * @param from the first offset of each partition
	 * @param to the offset after the last one of each
	 * @param taker gets each record
	 */
	public void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
			java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
		this.consumer.assign(from.keySet());
		from.forEach(this.consumer::seek);
		Set<TopicPartition> open = new HashSet<>(from.keySet());
		while (leaveFinished(open, to) && this.left > 0 && System.nanoTime() - this.deadline < 0) {
			for (ConsumerRecord<byte[], byte[]> record : this.consumer.poll(POLL)) {
				this.left--;
				if (record.offset() < to.get(new TopicPartition(record.topic(), record.partition()))) {
					taker.accept(record);
				}
			}
		}
		open.forEach((each) -> this.unread.put(each, to.get(each) - this.consumer.position(each)));
	}

	private boolean leaveFinished(Set<TopicPartition> open, Map<TopicPartition, Long> to) {
		open.removeIf((each) -> this.consumer.position(each) >= to.get(each));
		this.consumer.pause(this.consumer.assignment().stream().filter((each) -> !open.contains(each)).toList());
		return !open.isEmpty();
	}

	/**
	 * Where reading has stopped before the end.
	 * @return how many offsets are left of which partitions
	 */
	public Map<TopicPartition, Long> unread() {
		return Map.copyOf(this.unread);
	}

	@Override
	public void close() {
		try {
			this.consumer.close();
		}
		finally {
			this.closed.run();
		}
	}

}
