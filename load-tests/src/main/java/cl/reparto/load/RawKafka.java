package cl.reparto.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.load.trial.TopicTail;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Records that are written to a topic of their own and read back, with nobody between.
 */
final class RawKafka implements AutoCloseable {

	private static final String TOPIC = "raw";

	/** As long as a request. */
	private static final byte[] VALUE = new byte[256];

	private static final long LONGEST_SECONDS = 10;

	private final Map<String, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

	private final AtomicLong written = new AtomicLong();

	private final KafkaProducer<String, byte[]> producer;

	private final TopicTail tail;

	/**
	 * Makes the topic and begins to read it.
	 * @param bootstrapServers where Kafka is
	 * @param partitions how many partitions the topic is to have
	 */
	RawKafka(String bootstrapServers, int partitions) throws InterruptedException, ExecutionException {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
			admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1))).all().get();
		}
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all",
				"enable.idempotence", true, "linger.ms", 0), new StringSerializer(), new ByteArraySerializer());
		this.tail = new TopicTail(bootstrapServers, List.of(TOPIC),
				(each) -> this.underWay.remove(each.key()).complete(null));
	}

	/** Writes a record and waits until it is read. */
	void writeAndRead() throws InterruptedException, ExecutionException, TimeoutException {
		String key = Long.toString(this.written.incrementAndGet());
		CompletableFuture<?> read = new CompletableFuture<>();
		this.underWay.put(key, read);
		this.producer.send(new ProducerRecord<>(TOPIC, key, VALUE));
		read.get(LONGEST_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		this.producer.close();
		this.tail.close();
	}

}
