package cl.reparto.service.streams.peers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import cl.reparto.local.broker.TestKafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** What is left of an instance with one thread, which has a transaction open. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class DeadMembersTests {

	private static final String BROKER = TestKafka.shared().bootstrapServers();

	private final String group = "dead-members-" + UUID.randomUUID();

	private final String client = this.group + "-" + UUID.randomUUID();

	private final DeadMembers dead = dead(BROKER);

	private final Admin admin = TestKafka.shared().admin();

	private final KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
			Map.of("bootstrap.servers", BROKER, "group.id", this.group, "client.id",
					this.client + "-StreamThread-1-consumer", "group.instance.id", "first-1"),
			new ByteArrayDeserializer(), new ByteArrayDeserializer());

	private final KafkaProducer<byte[], byte[]> writer = new KafkaProducer<>(
			Map.of("bootstrap.servers", BROKER, "transactional.id", this.client + "-1"), new ByteArraySerializer(),
			new ByteArraySerializer());

	@BeforeEach
	void leave() throws Exception {
		this.admin.createTopics(List.of(new NewTopic(this.group, 1, (short) 1))).all().get();
		this.member.subscribe(List.of(this.group));
		while (this.member.assignment().isEmpty()) {
			this.member.poll(Duration.ofMillis(100));
		}
		this.writer.initTransactions();
		this.writer.beginTransaction();
		this.writer.send(new ProducerRecord<>(this.group, new byte[1])).get();
	}

	@AfterEach
	void close() {
		this.writer.close(Duration.ZERO);
		this.member.close(CloseOptions.timeout(Duration.ZERO));
		this.admin.close();
	}

	@Test
	void removesTheMemberAndEndsItsTransaction() throws Exception {
		this.dead.remove("first", () -> true);

		assertThat(members()).isEmpty();
		assertThatExceptionOfType(KafkaException.class).isThrownBy(this.writer::commitTransaction);
	}

	@Test
	void leavesOneThatHasComeBackAlone() throws Exception {
		this.dead.remove("first", () -> false);

		assertThat(members()).containsExactly("first-1");
		assertThatNoException().isThrownBy(this.writer::commitTransaction);
	}

	@Test
	void leavesOthersAlone(CapturedOutput output) throws Exception {
		this.dead.remove("fir", () -> true);
		this.dead.remove("first-1", () -> true);
		this.dead.remove(".*", () -> true);

		assertThat(members()).containsExactly("first-1");
		assertThatNoException().isThrownBy(this.writer::commitTransaction);
		assertThat(output).doesNotContain("has died");
	}

	@Test
	void saysOnceThatItCannot(CapturedOutput output) {
		dead("127.0.0.1:1").remove("first", () -> true);

		assertThat(output).containsOnlyOnce("first has died; its partitions of " + this.group + " move only after");
	}

	private DeadMembers dead(String broker) {
		Properties settings = new Properties();
		settings.putAll(Map.of("application.id", this.group, "bootstrap.servers", broker));
		return DeadMembers.of(settings);
	}

	private Set<String> members() throws Exception {
		return this.admin.describeConsumerGroups(List.of(this.group))
			.all()
			.get()
			.get(this.group)
			.members()
			.stream()
			.map((each) -> each.groupInstanceId().orElseThrow())
			.collect(Collectors.toSet());
	}

}
