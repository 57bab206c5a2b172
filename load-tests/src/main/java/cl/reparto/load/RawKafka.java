package cl.reparto.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/**
 * Records that are written to a topic of their own and read back, with nobody between.
 */
final class RawKafka implements AutoCloseable {

	private static final String TOPIC = "raw";

	/** As long as a request. */
	private static final byte[] VALUE = new byte[256];

	private static final long LONGEST_SECONDS = 10;

	private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

	private final AtomicLong written = new AtomicLong();

	private final KafkaProducer<Long, byte[]> producer;

	private final KafkaConsumer<Long, byte[]> consumer;

	private final Thread reader;

	/**
	 * Makes the topic and begins to read it.
	 * @param bootstrapServers where Kafka is
	 * @param partitions how many partitions the topic is to have
	 */
	RawKafka(String bootstrapServers, int partitions) throws InterruptedException, ExecutionException {
		Map<String, Object> brokers = Map.of("bootstrap.servers", bootstrapServers);
		try (Admin admin = Admin.create(brokers)) {
			admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1))).all().get();
		}
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all",
				"enable.idempotence", true, "linger.ms", 0), new LongSerializer(), new ByteArraySerializer());
		this.consumer = new KafkaConsumer<>(brokers, new LongDeserializer(), new ByteArrayDeserializer());
		List<TopicPartition> all = IntStream.range(0, partitions)
			.mapToObj((each) -> new TopicPartition(TOPIC, each))
			.toList();
		this.consumer.assign(all);
		this.consumer.seekToBeginning(all);
		this.reader = Thread.ofPlatform().name("raw-kafka").start(this::read);
	}

	private void read() {
		try {
			while (true) {
				this.consumer.poll(Duration.ofSeconds(1))
					.forEach((each) -> this.underWay.remove(each.key()).complete(null));
			}
		}
		catch (WakeupException ex) {
			// Closed.
		}
	}

	/**
	 * Writes a record and waits until it is read.
	 */
	void writeAndRead() throws InterruptedException, ExecutionException, TimeoutException {
		long key = this.written.incrementAndGet();
		CompletableFuture<?> read = new CompletableFuture<>();
		this.underWay.put(key, read);
		this.producer.send(new ProducerRecord<>(TOPIC, key, VALUE));
		read.get(LONGEST_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		this.producer.close();
		this.consumer.wakeup();
		try {
			this.reader.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.consumer.close();
	}

}
