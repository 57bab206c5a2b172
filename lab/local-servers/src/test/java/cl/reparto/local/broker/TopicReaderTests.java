package cl.reparto.local.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopicReaderTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final String brokers = TestKafka.shared().bootstrapServers();

	private final String topic = "t-" + UUID.randomUUID();

	private final TopicReader<String, String> reader = TopicReader.ofStrings(this.brokers, this.topic);

	private KafkaProducer<String, String> producer;

	@BeforeEach
	void open() {
		this.producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.brokers, "transactional.id", this.topic, "linger.ms", 0),
				new StringSerializer(), new StringSerializer());
		this.producer.initTransactions();
	}

	@AfterEach
	void close() {
		this.reader.close();
		this.producer.close();
	}

	@Test
	void readsWhatIsCommittedToThePresentEndAgainAndAgain() throws Exception {
		makeTopic();
		commit("a", "b");
		this.producer.beginTransaction();
		this.producer.send(new ProducerRecord<>(this.topic, "aborted")).get();
		this.producer.abortTransaction();

		List<ConsumerRecord<String, String>> before = this.reader.await(LIMIT, 2);
		commit("c");

		assertThat(before).extracting(ConsumerRecord::value).containsExactly("a", "b");
		assertThat(this.reader.await(LIMIT, 3)).extracting(ConsumerRecord::value).containsExactly("a", "b", "c");
	}

	@Test
	void goesToAnOffset() {
		makeTopic();
		commit("a", "b");

		this.reader.seek(Map.of(new TopicPartition(this.topic, 0), 1L));

		assertThat(this.reader.await(LIMIT, 1)).extracting(ConsumerRecord::value).containsExactly("b");
	}

	@Test
	void leavesOutWhatIsThereWhenAskedTo() {
		makeTopic();
		commit("a", "b");
		this.reader.await(LIMIT, 2);

		try (var later = TopicReader.ofStrings(this.brokers, this.topic).fromNow()) {
			commit("c");

			assertThat(later.await(LIMIT, 1)).extracting(ConsumerRecord::value).containsExactly("c");
		}
	}

	@Test
	void awaitsWhatIsNotThereYetNorItsTopic() {
		CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
			makeTopic();
			commit("a", "b");
		});

		assertThat(this.reader.await(LIMIT, 2)).extracting(ConsumerRecord::value).containsExactly("a", "b");
		assertThat(later).succeedsWithin(LIMIT);
	}

	@Test
	void doesNotWaitForEver() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.reader.await(Duration.ofMillis(200), 1))
			.withMessageContaining("PT0.2S");
	}

	private void makeTopic() {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.brokers))) {
			admin.createTopics(List.of(new NewTopic(this.topic, 1, (short) 1)))
				.all()
				.toCompletionStage()
				.toCompletableFuture()
				.join();
		}
	}

	private void commit(String... values) {
		this.producer.beginTransaction();
		for (String value : values) {
			this.producer.send(new ProducerRecord<>(this.topic, value));
		}
		this.producer.commitTransaction();
	}

}
