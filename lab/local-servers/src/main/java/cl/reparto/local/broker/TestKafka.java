package cl.reparto.local.broker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static org.awaitility.Awaitility.await;

/**
 * The Kafka that tests run against: one broker for the whole test JVM, started at first
 * use and gone with it. The system property {@code kafka} says what it is:
 * {@code process} (the default) or {@code testcontainers} (decision 4).
 */
public interface TestKafka extends AutoCloseable {

	/**
	 * The name by which JUnit's {@code @ResourceLock} knows the {@link #shared} one: for
	 * who freezes it, or uses topics or groups that others use too.
	 */
	String SHARED = "the broker of this JVM";

	/**
	 * The broker of this JVM.
	 * @return a broker that answers
	 */
	static TestKafka shared() {
		return SharedKafka.INSTANCE;
	}

	/**
	 * A broker that a test has for itself, for what others must not meet, such as topics
	 * that grow. Always a process.
	 * @return a broker that answers, to be closed
	 */
	static TestKafka alone() {
		return ProcessKafka.start();
	}

	/**
	 * Makes topics that can be described from then on: a broker says that it has made one
	 * a moment before it tells what it has.
	 * @param admin who makes them
	 * @param topics the topics
	 */
	static void make(Admin admin, NewTopic... topics) throws ExecutionException, InterruptedException {
		admin.createTopics(List.of(topics)).all().get();
		List<String> names = Stream.of(topics).map(NewTopic::name).toList();
		await().ignoreExceptions()
			.until(() -> admin.describeTopics(names).allTopicNames().get().size() == topics.length);
	}

	/**
	 * Where clients find it.
	 * @return host and port
	 */
	String bootstrapServers();

	/**
	 * Who changes topics and groups.
	 * @return to be closed
	 */
	default Admin admin() {
		return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
	}

	/**
	 * Who writes.
	 * @return to be closed
	 */
	default KafkaProducer<String, byte[]> producer() {
		return new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer());
	}

	/**
	 * Freezes the broker: connections stay open and nothing is answered.
	 */
	void pause();

	/**
	 * Lets a frozen broker go on; does nothing if it is not frozen.
	 */
	void resume();

	/**
	 * Ends it. Only who has it alone does so.
	 */
	@Override
	void close();

}
