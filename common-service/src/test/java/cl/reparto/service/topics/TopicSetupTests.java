package cl.reparto.service.topics;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
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
	void waitsForWhatOthersMake() throws Exception {
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
			try {
				setup(1).await(List.of(), List.of(this.topic));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(waiting).isNotDone();

		setup(1).await(List.of(this.topic), List.of());

		assertThat(waiting).succeedsWithin(30, TimeUnit.SECONDS);
	}

	private TopicSetup setup(int partitions) {
		return new TopicSetup(new KafkaAdmin(CLUSTER), new TopicLayout(partitions, 1, 1));
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

}
