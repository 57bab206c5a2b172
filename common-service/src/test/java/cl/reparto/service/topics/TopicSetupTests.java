package cl.reparto.service.topics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.AlterConfigsResult;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
@Timeout(60)
class TopicSetupTests {

	private static final Map<String, Object> CLUSTER = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
			TestKafka.shared().bootstrapServers());

	private final Admin admin = Admin.create(CLUSTER);

	private final Topic<byte[]> topic = new Topic<>("topic-" + UUID.randomUUID(), byte[].class,
			Map.of(TopicConfig.RETENTION_MS_CONFIG, "12345"));

	@AfterEach
	void close() {
		this.admin.close();
	}

	@Test
	void makesWhatIsAbsent(CapturedOutput output) throws Exception {
		setup(3).await(List.of(this.topic), List.of());

		assertThat(describe().partitions()).hasSize(3);
		assertThat(config(TopicConfig.RETENTION_MS_CONFIG)).isEqualTo("12345");
		// On the topic itself, not inherited from the broker.
		assertThat(config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)).isEqualTo("1");
		assertThat(configs().get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).isDefault()).isFalse();
		assertThat(output).doesNotContain(this.topic.name());
	}

	@Test
	void leavesWhatIsThereAndSaysSo(CapturedOutput output) throws Exception {
		setup(2).await(List.of(this.topic), List.of());

		setup(3).await(List.of(this.topic), List.of());

		assertThat(describe().partitions()).hasSize(2);
		assertThat(output).containsOnlyOnce("has 2 partitions and 1 replicas, not 3");
	}

	@Test
	void mendsWhatHarmsNobody(CapturedOutput output) throws Exception {
		make(Map.of(TopicConfig.RETENTION_MS_CONFIG, "7", TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "99"));

		setup(1).await(List.of(this.topic), List.of());

		assertThat(config(TopicConfig.RETENTION_MS_CONFIG)).isEqualTo("12345");
		assertThat(config(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG)).isEqualTo("99");
		assertThat(output).containsOnlyOnce(this.topic.name() + " had retention.ms=7, now 12345");
	}

	@Test
	void refusesWhatAPersonHasToDecide() throws Exception {
		make(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact"));

		assertThatIllegalStateException().isThrownBy(() -> setup(1).await(List.of(this.topic), List.of()))
			.withMessage(
					this.topic.name() + " has cleanup.policy=compact and needs delete. To set it: kafka-configs.sh "
							+ "--alter --entity-type topics --entity-name " + this.topic.name()
							+ " --add-config cleanup.policy=[delete]");
		assertThat(config(TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("compact");
	}

	@Test
	void refusesFewerCopiesThanMustHaveARecord() throws Exception {
		make(Map.of());

		assertThatIllegalStateException()
			.isThrownBy(() -> new TopicSetup(new KafkaAdmin(CLUSTER), new TopicLayout(1, 2, 2, true))
				.await(List.of(this.topic), List.of()))
			.withMessageContaining("has 1 replicas and needs 2");
	}

	@Test
	void needsNoRightToMakeWhatIsThere() throws Exception {
		make(this.topic.configs());
		TopicSetup powerless = new TopicSetup(Powerless::new, new TopicLayout(1, 1, 1, true));

		assertThatCode(() -> powerless.await(List.of(this.topic), List.of(this.topic))).doesNotThrowAnyException();
	}

	@Test
	void goesOnWithoutTheRightToLookAtSettings(CapturedOutput output) throws Exception {
		make(Map.of(TopicConfig.RETENTION_MS_CONFIG, "7"));
		TopicSetup blind = new TopicSetup(Blind::new, new TopicLayout(1, 1, 1, true));

		blind.await(List.of(this.topic), List.of());

		assertThat(output).containsOnlyOnce("The settings of " + this.topic.name() + " cannot be compared");
	}

	@Test
	void saysWhatToSetIfItHasNoRightTo() throws Exception {
		make(Map.of(TopicConfig.RETENTION_MS_CONFIG, "7"));
		TopicSetup powerless = new TopicSetup(Powerless::new, new TopicLayout(1, 1, 1, true));

		assertThatIllegalStateException().isThrownBy(() -> powerless.await(List.of(this.topic), List.of()))
			.withMessageEndingWith("--add-config retention.ms=[12345]");
	}

	@Test
	void makesAndMendsNothingIfSomebodyElseDoes(CapturedOutput output) throws Exception {
		TopicSetup setup = new TopicSetup(new KafkaAdmin(CLUSTER), new TopicLayout(1, 1, 1, false));
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> await(setup, List.of(this.topic)));
		Awaitility.await().until(() -> output.toString().contains("reparto.topics.make is false"));

		make(Map.of(TopicConfig.RETENTION_MS_CONFIG, "7"));

		assertThat(waiting).failsWithin(30, TimeUnit.SECONDS)
			.withThrowableThat()
			.withMessageContaining("has retention.ms=7 and needs 12345");
	}

	@Test
	void doesNotBeginWithOtherPartitionsWhereTheyMatter() throws Exception {
		setup(2).await(List.of(this.topic), List.of());

		assertThatIllegalStateException()
			.isThrownBy(() -> setup(4).exactly("reparto.lanes").await(List.of(this.topic), List.of()))
			.withMessageContaining("has 2 partitions and reparto.lanes is 4")
			.withMessageEndingWith("set reparto.lanes=2 again");
	}

	@Test
	void waitsForWhatOthersMake() throws Exception {
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> await(setup(1), List.of()));
		assertThat(waiting).isNotDone();

		setup(1).await(List.of(this.topic), List.of());

		assertThat(waiting).succeedsWithin(30, TimeUnit.SECONDS);
	}

	@Test
	void stopsAtOnceThoughKafkaIsAway() throws Exception {
		TopicSetup setup = new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", "localhost:1")),
				new TopicLayout(1, 1, 1, true));
		Thread waiting = Thread.ofPlatform().start(() -> await(setup, List.of(this.topic)));
		Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);

		waiting.interrupt();

		assertThat(waiting.join(Duration.ofSeconds(20))).isTrue();
	}

	/** As where all brokers are stopped containers. */
	@Test
	void waitsWhileNoBrokersNameResolves() {
		AtomicInteger tries = new AtomicInteger();
		TopicSetup setup = new TopicSetup(
				() -> Admin.create(
						(tries.getAndIncrement() == 0) ? Map.of("bootstrap.servers", "kafka.invalid:9092") : CLUSTER),
				new TopicLayout(1, 1, 1, true));

		assertThatCode(() -> setup.await(List.of(this.topic), List.of())).doesNotThrowAnyException();

		assertThat(tries).hasValueGreaterThan(1);
	}

	@Test
	void noticesATopicThatIsMadeAnew() throws Exception {
		TopicSetup setup = setup(1);
		setup.await(List.of(this.topic), List.of());

		makeAnew();

		assertThatIllegalStateException().isThrownBy(setup::watch)
			.withMessageStartingWith("topic " + this.topic.name() + " was made anew");
	}

	@Test
	void watchesTopicsOfAnotherNumberOfPartitions() throws Exception {
		TopicSetup setup = setup(1);
		setup.withPartitions(2).exactly("some.setting").await(List.of(this.topic), List.of());

		makeAnew();

		assertThatIllegalStateException().isThrownBy(setup::watch)
			.withMessageStartingWith("topic " + this.topic.name() + " was made anew");
	}

	@Test
	void keepsWhatWasReadOfATopicAndNothingOfTheOneBefore(@TempDir Path folder) throws Exception {
		Path state = Files.createDirectory(folder.resolve("state"));
		keepOnlyOfTopic(state);
		keepOnlyOfTopic(state);
		assertThat(state).exists();

		makeAnew();
		keepOnlyOfTopic(state);

		assertThat(state).doesNotExist();
	}

	private void keepOnlyOfTopic(Path state) throws Exception {
		TopicSetup setup = setup(1);
		setup.await(List.of(this.topic), List.of());
		setup.keepOnlyOf(state, List.of(this.topic));
	}

	private void makeAnew() throws Exception {
		this.admin.deleteTopics(List.of(this.topic.name())).all().get();
		Awaitility.await().ignoreExceptions().until(() -> {
			make(this.topic.configs());
			return true;
		});
	}

	private void await(TopicSetup setup, List<Topic<?>> written) {
		try {
			setup.await(written, List.of(this.topic));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** As an administrator does. */
	private void make(Map<String, String> configs) throws Exception {
		TestKafka.make(this.admin, new NewTopic(this.topic.name(), 1, (short) 1).configs(configs));
	}

	private TopicSetup setup(int partitions) {
		return new TopicSetup(new KafkaAdmin(CLUSTER), new TopicLayout(partitions, 1, 1, true));
	}

	private TopicDescription describe() throws Exception {
		return this.admin.describeTopics(List.of(this.topic.name())).allTopicNames().get().get(this.topic.name());
	}

	private String config(String name) throws Exception {
		return configs().get(name).value();
	}

	private Config configs() throws Exception {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, this.topic.name());
		return this.admin.describeConfigs(List.of(resource)).all().get().get(resource);
	}

	/** May look at topics and not touch them. */
	private static final class Powerless extends ForwardingAdmin {

		Powerless() {
			super(CLUSTER);
		}

		@Override
		public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
			throw new TopicAuthorizationException("may not create " + topics);
		}

		@Override
		public AlterConfigsResult incrementalAlterConfigs(Map<ConfigResource, Collection<AlterConfigOp>> configs,
				AlterConfigsOptions options) {
			throw new TopicAuthorizationException("may not alter " + configs.keySet());
		}

	}

	/** May not even look at their settings. */
	private static final class Blind extends ForwardingAdmin {

		Blind() {
			super(CLUSTER);
		}

		@Override
		public DescribeConfigsResult describeConfigs(Collection<ConfigResource> resources,
				DescribeConfigsOptions options) {
			throw new TopicAuthorizationException("may not describe " + resources);
		}

	}

}
