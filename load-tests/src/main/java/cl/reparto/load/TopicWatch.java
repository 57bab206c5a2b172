package cl.reparto.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what is committed from now on, as soon as it is there.
 */
final class TopicWatch implements AutoCloseable {

	private static final List<Topic<?>> TOPICS = List.of(Topics.ORDER_REQUESTS, Topics.ORDER_PROCESSING,
			Topics.ORDER_NOTIFICATIONS);

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final Queue<Sighting> sightings = new ConcurrentLinkedQueue<>();

	private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

	private final KafkaConsumer<String, byte[]> consumer;

	private final Thread thread;

	/**
	 * Begins to read; what is committed after this returns, is seen.
	 * @param bootstrapServers where Kafka is
	 */
	TopicWatch(String bootstrapServers) {
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
				new StringDeserializer(), new ByteArrayDeserializer());
		List<TopicPartition> partitions = TOPICS.stream()
			.flatMap((topic) -> this.consumer.partitionsFor(topic.name()).stream())
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.toList();
		TOPICS.forEach((topic) -> this.counts.put(topic.name(), new AtomicLong()));
		this.consumer.assign(partitions);
		this.consumer.seekToEnd(partitions);
		// Seeking is put off until then.
		partitions.forEach(this.consumer::position);
		this.thread = Thread.ofPlatform().name("topic-watch").start(this::read);
	}

	private void read() {
		try {
			while (true) {
				Iterable<ConsumerRecord<String, byte[]>> records = this.consumer.poll(Duration.ofSeconds(1));
				Instant now = Instant.now();
				for (ConsumerRecord<String, byte[]> each : records) {
					this.sightings.add(new Sighting(now, each.topic(), each.key(), each.value()));
					this.counts.get(each.topic()).incrementAndGet();
				}
			}
		}
		catch (WakeupException ex) {
			// Closed.
		}
	}

	/**
	 * Waits until so many orders have been through every status and all mails about them
	 * are noted.
	 * @param orders how many
	 * @param mails how many for each order
	 * @param limit how long to wait
	 * @return all that was seen
	 * @throws IllegalStateException if that takes longer
	 */
	List<Sighting> await(int orders, int mails, Duration limit) throws InterruptedException {
		Instant deadline = Instant.now().plus(limit);
		long statuses = (long) orders * Status.values().length;
		long notes = (long) orders * mails;
		while (count(Topics.ORDER_REQUESTS) < orders || count(Topics.ORDER_PROCESSING) < statuses
				|| count(Topics.ORDER_NOTIFICATIONS) < notes) {
			if (Instant.now().isAfter(deadline)) {
				throw new IllegalStateException(limit.toSeconds() + " s after " + orders + " orders there are "
						+ this.counts + " records, not " + orders + ", " + statuses + " and " + notes);
			}
			Thread.sleep(PAUSE);
		}
		return List.copyOf(this.sightings);
	}

	private long count(Topic<?> topic) {
		return this.counts.get(topic.name()).get();
	}

	@Override
	public void close() {
		this.consumer.wakeup();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.consumer.close();
	}

}
