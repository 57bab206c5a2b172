package cl.reparto.notification.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads parts of topics for whoever looks at a page: few at once and none for long, so
 * that nobody else waits for a thread. What was left unread is told.
 */
@Component
final class TopicScans {

	static final int AT_ONCE = 2;

	private static final int MOST = 200_000;

	/**
	 * With what comes before and after, below the time after which the gateway gives up.
	 */
	private static final Duration LONGEST = Duration.ofSeconds(4);

	/** For each question to a broker. */
	private static final int ANSWER_MS = 2_000;

	private static final Duration POLL = Duration.ofMillis(100);

	private static final Duration GOODBYE = Duration.ofMillis(500);

	private final ConsumerFactory<byte[], byte[]> consumers;

	private final int most;

	private final Duration longest;

	private final Semaphore places = new Semaphore(AT_ONCE);

	@Autowired
	TopicScans(ConsumerFactory<byte[], byte[]> consumers) {
		this(consumers, MOST, LONGEST);
	}

	/**
	 * Reads nothing yet.
	 * @param consumers connection and login
	 * @param most how many records a scan reads at most, but for what comes with the last
	 * @param longest how long it goes on reading
	 */
	TopicScans(ConsumerFactory<byte[], byte[]> consumers, int most, Duration longest) {
		this.consumers = consumers;
		this.most = most;
		this.longest = longest;
	}

	/**
	 * Begins a scan.
	 * @return a scan, to be closed; null while as many go on as may
	 * @throws KafkaException if there can be none
	 */
	@Nullable Scan open() {
		if (!this.places.tryAcquire()) {
			return null;
		}
		try {
			return new Scan(this.consumers.createConsumer(null, "ops", null, configs()));
		}
		catch (RuntimeException ex) {
			this.places.release();
			throw ex;
		}
	}

	private Properties configs() {
		Properties configs = new Properties();
		configs.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		configs.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
		configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		configs.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
		configs.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
		configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(2_000, this.most));
		return configs;
	}

	/** One look. For one thread. */
	final class Scan implements AutoCloseable {

		private final Consumer<byte[], byte[]> consumer;

		private final long deadline = System.nanoTime() + TopicScans.this.longest.toNanos();

		private final List<Unread> unread = new ArrayList<>();

		private @Nullable Map<String, List<PartitionInfo>> topics;

		private int left = TopicScans.this.most;

		private Scan(Consumer<byte[], byte[]> consumer) {
			this.consumer = consumer;
		}

		/**
		 * The partitions of a topic.
		 * @return none if there is no such topic
		 * @throws KafkaException if Kafka does not tell
		 */
		List<TopicPartition> partitions(String topic) {
			if (this.topics == null) {
				this.topics = this.consumer.listTopics();
			}
			return this.topics.getOrDefault(topic, List.of())
				.stream()
				.map((each) -> new TopicPartition(topic, each.partition()))
				.toList();
		}

		/**
		 * Reads what is committed by now, as far as it may go.
		 * @param partitions where
		 * @param since what is older is left out; null for nothing
		 * @param taker gets each record
		 * @throws KafkaException if Kafka does not answer in time
		 */
		void read(Collection<TopicPartition> partitions, @Nullable Instant since,
				java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
			this.consumer.assign(partitions);
			Map<TopicPartition, Long> ends = this.consumer.endOffsets(partitions);
			begin(partitions, since, ends);
			Set<TopicPartition> open = new HashSet<>(partitions);
			while (leaveFinished(open, ends) && this.left > 0 && System.nanoTime() < this.deadline) {
				for (ConsumerRecord<byte[], byte[]> record : this.consumer.poll(POLL)) {
					this.left--;
					taker.accept(record);
				}
			}
			open.stream()
				.map((each) -> new Unread(each, ends.get(each) - this.consumer.position(each)))
				.forEach(this.unread::add);
		}

		private void begin(Collection<TopicPartition> partitions, @Nullable Instant since,
				Map<TopicPartition, Long> ends) {
			if (since == null) {
				this.consumer.seekToBeginning(partitions);
				return;
			}
			Map<TopicPartition, Long> times = partitions.stream()
				.collect(Collectors.toMap(Function.identity(), (each) -> Math.max(0, since.toEpochMilli())));
			this.consumer.offsetsForTimes(times).forEach((partition, found) -> seek(partition, found, ends));
		}

		private void seek(TopicPartition partition, @Nullable OffsetAndTimestamp found,
				Map<TopicPartition, Long> ends) {
			this.consumer.seek(partition, (found != null) ? found.offset() : ends.get(partition));
		}

		/** What came since this began is not waited for. */
		private boolean leaveFinished(Set<TopicPartition> open, Map<TopicPartition, Long> ends) {
			open.removeIf((each) -> this.consumer.position(each) >= ends.get(each));
			this.consumer.pause(this.consumer.assignment().stream().filter((each) -> !open.contains(each)).toList());
			return !open.isEmpty();
		}

		/** Where reading has stopped before the end. */
		List<Unread> unread() {
			return List.copyOf(this.unread);
		}

		@Override
		public void close() {
			try {
				this.consumer.close(CloseOptions.timeout(GOODBYE));
			}
			finally {
				TopicScans.this.places.release();
			}
		}

	}

	/**
	 * A partition that was not read to its end.
	 *
	 * @param partition which
	 * @param records how many offsets are left
	 */
	record Unread(TopicPartition partition, long records) {
	}

}
