package cl.reparto.notification.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.service.topics.BriefReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
@ResourceLock(value = TestKafka.SHARED, mode = ResourceAccessMode.READ)
class TopicScansTests {

	private static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

	private final String brokers = TestKafka.shared().bootstrapServers();

	private final String topic = "scanned-" + UUID.randomUUID();

	private final TopicPartition partition = new TopicPartition(this.topic, 1);

	@BeforeEach
	void write() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.brokers))) {
			admin.createTopics(List.of(new NewTopic(this.topic, 2, (short) 1))).all().get();
		}
		try (KafkaProducer<String, String> producer = producer(Map.of())) {
			for (int i = 0; i < 20; i++) {
				producer.send(record(i)).get();
			}
		}
	}

	@Test
	void readsAllThatIsThere() {
		List<String> read = new ArrayList<>();

		assertThat(scan(scans(1_000), null, read)).isEmpty();

		assertThat(read).hasSize(20).startsWith("0", "1");
	}

	@Test
	void beginsWhereItIsTold() {
		List<String> read = new ArrayList<>();

		scan(scans(1_000), TIME.plusSeconds(17), read);
		scan(scans(1_000), TIME.plusSeconds(100), read);

		assertThat(read).containsExactly("17", "18", "19");
	}

	@Test
	void saysHowMuchItLeftUnread() {
		List<String> read = new ArrayList<>();

		Map<TopicPartition, Long> unread = scan(scans(5), null, read);

		assertThat(read).containsExactly("0", "1", "2", "3", "4");
		assertThat(unread).isEqualTo(Map.of(this.partition, 15L));
	}

	@Test
	void takesNothingThatWasNotCommitted() {
		try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", this.topic))) {
			producer.initTransactions();
			producer.beginTransaction();
			producer.send(record(20));
			producer.flush();
			producer.abortTransaction();
			producer.beginTransaction();
			producer.send(record(21));
			producer.commitTransaction();
		}

		await("what was committed is there").untilAsserted(() -> {
			List<String> read = new ArrayList<>();
			assertThat(scan(scans(1_000), TIME.plusSeconds(19), read)).isEmpty();
			assertThat(read).containsExactly("19", "21");
		});
	}

	@Test
	void letsNoMoreLookAtOnceThanThat() {
		TopicScans scans = scans(5);

		try (BriefReader one = scans.open(); BriefReader two = scans.open(); BriefReader three = scans.open()) {
			assertThat(one).isNotNull();
			assertThat(two).isNotNull();
			assertThat(three).isNull();
		}

		try (BriefReader next = scans.open()) {
			assertThat(next).isNotNull();
		}
	}

	private Map<TopicPartition, Long> scan(TopicScans scans, @Nullable Instant since, List<String> read) {
		try (BriefReader scan = Objects.requireNonNull(scans.open())) {
			List<TopicPartition> partitions = scan.partitions(this.topic);
			assertThat(partitions).hasSize(2);
			scan.read(partitions, since, (record) -> read.add(new String(record.value(), UTF_8)));
			return scan.unread();
		}
	}

	private TopicScans scans(int most) {
		return new TopicScans(Map.of("bootstrap.servers", this.brokers), most, Duration.ofSeconds(30));
	}

	private ProducerRecord<String, String> record(int number) {
		return new ProducerRecord<>(this.topic, this.partition.partition(), TIME.plusSeconds(number).toEpochMilli(),
				"key", "" + number);
	}

	private KafkaProducer<String, String> producer(Map<String, Object> more) {
		Map<String, Object> configs = new HashMap<>(more);
		configs.put("bootstrap.servers", this.brokers);
		return new KafkaProducer<>(configs, new StringSerializer(), new StringSerializer());
	}

}
