package cl.reparto.processing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** More partitions, while orders are under way. With a broker of its own. */
@ExtendWith(OutputCaptureExtension.class)
class GrowthTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final List<String> ALL = List.of("processing-service-agenda-changelog",
			"processing-service-orders-changelog", Topics.ORDER_PROCESSING.name(), Topics.ORDER_REQUESTS.name());

	@TempDir
	private Path folder;

	private final TestKafka kafka = TestKafka.alone();

	private final Admin admin = this.kafka.admin();

	private final KafkaProducer<String, byte[]> producer = this.kafka.producer();

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	private final Map<UUID, Integer> placed = new HashMap<>();

	@BeforeEach
	void start() throws Exception {
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", this.kafka.bootstrapServers())),
				new TopicLayout(2, 1, 1, true))
			.await(List.of(Topics.ORDER_REQUESTS), List.of());
		instance(2);
		order(0);
		order(1);
		awaitAllIn(2);
	}

	@AfterEach
	void stop() {
		this.instances.forEach(ConfigurableApplicationContext::close);
		this.producer.close();
		this.admin.close();
		this.kafka.close();
	}

	@Test
	void startsWithMorePartitionsBesideAnInstanceThatRuns() {
		instance(4);
		List.of(0, 1, 2, 3).forEach(this::order);

		awaitAllIn(4);

		assertThat(this.instances).allMatch(ConfigurableApplicationContext::isRunning);
	}

	@Test
	void followsWhatSomebodyHasGrownByHandAndSaysSo(CapturedOutput output) throws Exception {
		this.admin.createPartitions(Map.of(Topics.ORDER_REQUESTS.name(), NewPartitions.increaseTo(4))).all().get();
		List.of(0, 1, 2, 3).forEach(this::order);

		awaitAllIn(4);

		assertThat(output)
			.contains("the topics of processing-service have 4, and reparto.topics.partitions is 2; set it to 4");
	}

	private void order(int partition) {
		OrderRequested order = anOrder().requested();
		this.placed.put(order.id(), partition);
		this.producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), partition, order.id().toString(),
				Topics.ORDER_REQUESTS.write(order)));
	}

	private void awaitAllIn(int partitions) {
		await().atMost(PATIENCE).ignoreExceptionsMatching(ExecutionException.class::isInstance).untilAsserted(() -> {
			assertThat(this.admin.describeTopics(ALL).allTopicNames().get().values())
				.allMatch((topic) -> topic.partitions().size() == partitions);
			assertThat(told()).isEqualTo(this.placed.keySet()
				.stream()
				.collect(Collectors.toMap((order) -> order, (order) -> told(this.placed.get(order)))));
		});
	}

	/** Four steps, each once. */
	private static List<String> told(int partition) {
		return List.of(1, 2, 3, 4).stream().map((version) -> version + " in " + partition).toList();
	}

	private Map<UUID, List<String>> told() {
		try (TopicReader<byte[], byte[]> reader = TopicReader.ofBytes(this.kafka.bootstrapServers(),
				Topics.ORDER_PROCESSING.name())) {
			return reader.records()
				.stream()
				.collect(Collectors.groupingBy((record) -> UUID.fromString(new String(record.key(), UTF_8)),
						Collectors.mapping((record) -> Topics.ORDER_PROCESSING.read(record.value()).version() + " in "
								+ record.partition(), Collectors.toList())));
		}
	}

	private void instance(int partitions) {
		this.instances.add(new SpringApplicationBuilder(ProcessingServiceApplication.class).run("--server.port=0",
				"--logging.level.org.apache.kafka=error",
				"--spring.kafka.bootstrap-servers=" + this.kafka.bootstrapServers(),
				"--spring.kafka.streams.state-dir=" + this.folder.resolve("state-" + this.instances.size()),
				"--reparto.topics.partitions=" + partitions, "--reparto.topics.replicas=1",
				"--reparto.topics.min-insync-replicas=1", "--reparto.stages.recibido=100ms",
				"--reparto.stages.preparando=500ms", "--reparto.stages.entregando=500ms"));
	}

}
