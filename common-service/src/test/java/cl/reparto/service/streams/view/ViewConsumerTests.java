package cl.reparto.service.streams.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import cl.reparto.local.broker.TestKafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ResourceLock(value = TestKafka.SHARED, mode = ResourceAccessMode.READ)
class ViewConsumerTests {

	private static final String BROKERS = TestKafka.shared().bootstrapServers();

	private final TopicPartition partition = new TopicPartition("view-consumer-" + UUID.randomUUID(), 0);

	private final ViewPosition position = new ViewPosition();

	private KafkaProducer<String, String> producer;

	private ViewConsumer consumer;

	@BeforeEach
	void start() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKERS))) {
			admin.createTopics(List.of(new NewTopic(this.partition.topic(), 1, (short) 1))).all().get();
		}
		Properties config = new Properties();
		config.put("bootstrap.servers", BROKERS);
		config.put("transactional.id", this.partition.topic());
		this.producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
		this.producer.initTransactions();
		this.consumer = new ViewConsumer(Map.of("bootstrap.servers", BROKERS, "isolation.level", "read_committed",
				"auto.offset.reset", "none", "enable.auto.commit", false, "metadata.max.age.ms", 500), this.position);
		this.consumer.assign(List.of(this.partition));
		this.consumer.seek(this.partition, 0);
	}

	@AfterEach
	void stop() {
		this.consumer.close();
		this.producer.close();
	}

	@Test
	void hasReachedNoRecordBeforeItIsAskedForTheNext() {
		commit();

		ConsumerRecords<byte[], byte[]> records = await().until(this::poll, (some) -> !some.isEmpty());

		assertThat(this.position.hasReached(Map.of(this.partition, 1L))).isFalse();
		poll();
		assertThat(records.count()).isEqualTo(1);
		assertThat(this.position.hasReached(Map.of(this.partition, 1L))).isTrue();
	}

	@Test
	void passesTheMarkerOfACommittedTransaction() {
		commit();

		await().until(() -> hasReachedAfterAPoll(2));
	}

	@Test
	void passesAnAbortedTransaction() {
		this.producer.beginTransaction();
		send();
		this.producer.flush();
		this.producer.abortTransaction();

		await().until(() -> hasReachedAfterAPoll(2));
	}

	@Test
	void doesNotPassAnOpenTransaction() {
		this.producer.beginTransaction();
		send();
		this.producer.flush();

		await().during(Duration.ofMillis(500)).until(() -> !hasReachedAfterAPoll(1));
		this.producer.abortTransaction();
	}

	@Test
	void readsPartitionsThatTheTopicIsGiven() throws Exception {
		commit();
		await().until(() -> hasReachedAfterAPoll(2));
		grow();
		TopicPartition given = new TopicPartition(this.partition.topic(), 1);

		this.producer.beginTransaction();
		this.producer.send(new ProducerRecord<>(given.topic(), 1, "key", "value"));
		this.producer.commitTransaction();

		assertThat(this.position.hasReached(Map.of(given, 2L))).isFalse();
		List<TopicPartition> read = new ArrayList<>();
		await().until(() -> {
			poll().forEach((record) -> read.add(new TopicPartition(record.topic(), record.partition())));
			return this.position.hasReached(Map.of(this.partition, 2L, given, 2L));
		});
		assertThat(read).as("each record once").containsExactly(given);
	}

	/** Then Kafka Streams wants the records of one partition only. */
	@Test
	void readsNoOtherPartitionWhileItRestores() throws Exception {
		grow();
		this.consumer.assign(List.of(this.partition));
		this.consumer.seek(this.partition, 0);
		commit();

		await().until(() -> hasReachedAfterAPoll(2));

		assertThat(this.consumer.assignment()).containsExactly(this.partition);
	}

	private void grow() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKERS))) {
			admin.createPartitions(Map.of(this.partition.topic(), NewPartitions.increaseTo(2))).all().get();
			await().until(() -> {
				poll();
				return this.consumer.partitionsFor(this.partition.topic()).size() == 2;
			});
		}
	}

	private boolean hasReachedAfterAPoll(long end) {
		poll();
		return this.position.hasReached(Map.of(this.partition, end));
	}

	private ConsumerRecords<byte[], byte[]> poll() {
		return this.consumer.poll(Duration.ofMillis(100));
	}

	private void commit() {
		this.producer.beginTransaction();
		send();
		this.producer.commitTransaction();
	}

	private void send() {
		this.producer.send(new ProducerRecord<>(this.partition.topic(), 0, "key", "value"));
	}

}
