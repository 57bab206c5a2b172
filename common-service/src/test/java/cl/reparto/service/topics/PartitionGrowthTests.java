package cl.reparto.service.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreatePartitionsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
@Timeout(60)
class PartitionGrowthTests {

	private static final Map<String, Object> CLUSTER = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
			TestKafka.shared().bootstrapServers());

	private final Admin admin = Admin.create(CLUSTER);

	private final String application = "machine-" + UUID.randomUUID();

	private final Topic<byte[]> changelog = topic("-orders-changelog");

	private final Topic<byte[]> written = topic("-written");

	private final Topic<byte[]> read = topic("-read");

	private Topic<byte[]> topic(String name) {
		return new Topic<>(this.application + name, byte[].class, Map.of());
	}

	@AfterEach
	void close() {
		this.admin.close();
	}

	@Test
	void givesAllAsManyAsConfigured() throws Exception {
		make(2, 2);

		growth(4, true).settle();

		assertThat(partitions()).containsExactly(4, 4, 4);
	}

	@Test
	void takesNoneBack() throws Exception {
		make(2, 2);

		growth(1, true).settle();

		assertThat(partitions()).containsExactly(2, 2, 2);
	}

	@Test
	void saysWhatToRunWhereItMustNotMakeAnyAndNothingCouldRun() throws Exception {
		make(2, 4);

		assertThatIllegalStateException().isThrownBy(() -> growth(2, false).settle())
			.withMessageEndingWith("kafka-topics.sh --alter --topic %s --partitions 4; kafka-topics.sh --alter --topic "
					+ "%s --partitions 4", this.changelog.name(), this.written.name());
		assertThat(partitions()).containsExactly(2, 2, 4);
	}

	@Test
	void startsAsItIsWhereItMustNotMakeAny(CapturedOutput output) throws Exception {
		make(2, 2);

		growth(4, false).settle();

		assertThat(partitions()).containsExactly(2, 2, 2);
		assertThat(output).containsOnlyOnce("and this service must not make any");
	}

	/** Asking again would not help; orders go on with what there is. */
	@Test
	void startsAsItIsWhereKafkaRefuses(CapturedOutput output) throws Exception {
		make(2, 2);
		TopicSetup refused = new TopicSetup(Refusing::new, new TopicLayout(4, 1, 1, true));

		refused.growth(this.application, List.of(this.written), List.of(this.read)).settle();

		assertThat(partitions()).containsExactly(2, 2, 2);
		assertThat(output).containsOnlyOnce("Kafka refuses more partitions: too few brokers");
	}

	private void make(int partitions, int ofWhatIsRead) throws Exception {
		TestKafka.make(this.admin, new NewTopic(this.changelog.name(), partitions, (short) 1),
				new NewTopic(this.written.name(), partitions, (short) 1),
				new NewTopic(this.read.name(), ofWhatIsRead, (short) 1));
	}

	private PartitionGrowth growth(int partitions, boolean make) {
		return new TopicSetup(new KafkaAdmin(CLUSTER), new TopicLayout(partitions, 1, 1, make)).growth(this.application,
				List.of(this.written), List.of(this.read));
	}

	private List<Integer> partitions() throws Exception {
		Map<String, Integer> found = new HashMap<>();
		this.admin.describeTopics(Stream.of(this.changelog, this.written, this.read).map(Topic::name).toList())
			.allTopicNames()
			.get()
			.forEach((name, topic) -> found.put(name, topic.partitions().size()));
		return Stream.of(this.changelog, this.written, this.read).map((topic) -> found.get(topic.name())).toList();
	}

	private static final class Refusing extends ForwardingAdmin {

		Refusing() {
			super(CLUSTER);
		}

		@Override
		public CreatePartitionsResult createPartitions(Map<String, NewPartitions> partitions,
				CreatePartitionsOptions options) {
			throw new InvalidReplicationFactorException("too few brokers");
		}

	}

}
