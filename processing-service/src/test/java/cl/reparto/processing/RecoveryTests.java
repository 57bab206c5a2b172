package cl.reparto.processing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.util.FileSystemUtils;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An instance ends while orders wait. With a broker of its own. */
@ExtendWith(OutputCaptureExtension.class)
class RecoveryTests {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final int PARTITIONS = 2;

	private static final int ORDERS = 4_000;

	@TempDir
	private Path folder;

	private final TestKafka kafka = TestKafka.alone();

	private final KafkaProducer<String, byte[]> producer = this.kafka.producer();

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	private int ordered;

	@BeforeEach
	void start() throws Exception {
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", this.kafka.bootstrapServers())),
				new TopicLayout(PARTITIONS, 1, 1, true))
			.await(List.of(Topics.ORDER_REQUESTS), List.of());
	}

	@AfterEach
	void stop() {
		close();
		this.producer.close();
		this.kafka.close();
	}

	private void close() {
		this.instances.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void hasAnotherInstanceGoOnThatHasReadAllBefore() {
		ConfigurableApplicationContext first = instance("first");
		ConfigurableApplicationContext second = instance("second");
		order(ORDERS);
		await().atMost(PATIENCE).until(() -> hasEverything(second) && hasEverything(first));
		double before = readBack(second);

		first.close();

		order(PARTITIONS);
		assertThat(readBack(second) - before).isLessThan(ORDERS / 10);
	}

	/**
	 * Who is killed leaves what is there while it runs. Of each order, an order and a
	 * timer.
	 */
	@Test
	void readsNothingBackAfterAnOrderlyStopAndAllAfterAKill(CapturedOutput output) throws IOException {
		instance("first");
		order(ORDERS);
		FileSystemUtils.copyRecursively(this.folder.resolve("first"), this.folder.resolve("killed"));
		close();

		ConfigurableApplicationContext stopped = instance("first");
		order(PARTITIONS);
		assertThat(readBack(stopped)).isLessThan(ORDERS / 10);
		assertThat(output).doesNotContain("ended without closing its state");
		close();

		ConfigurableApplicationContext killed = instance("killed");
		order(PARTITIONS);
		assertThat(readBack(killed)).isGreaterThanOrEqualTo(2 * ORDERS);
		assertThat(output).containsOnlyOnce("ended without closing its state").doesNotContain("TaskCorrupted");
	}

	@Test
	void leavesTheFolderOfAProcessThatRunsAlone(CapturedOutput output) {
		instance("first");
		order(PARTITIONS);

		ConfigurableApplicationContext second = instance("first");

		await().atMost(PATIENCE)
			.until(() -> second.getBean(ApplicationAvailability.class).getLivenessState() == LivenessState.BROKEN);
		assertThat(output).containsPattern("another process has " + this.folder)
			.doesNotContain("ended without closing its state", "Exception");
		order(PARTITIONS);
	}

	/** And sees them told of. */
	private void order(int orders) {
		for (int order = 0; order < orders; order++) {
			OrderRequested request = anOrder().requested();
			this.producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), order % PARTITIONS,
					request.id().toString(), Topics.ORDER_REQUESTS.write(request)));
		}
		this.producer.flush();
		this.ordered += orders;
		try (TopicReader<byte[], byte[]> reader = TopicReader.ofBytes(this.kafka.bootstrapServers(),
				Topics.ORDER_PROCESSING.name())) {
			AtomicInteger told = new AtomicInteger();
			await().atMost(PATIENCE).ignoreExceptions().until(() -> {
				reader.readOn((record) -> told.incrementAndGet());
				return told.get() == this.ordered;
			});
		}
	}

	/** Of each task, its own or one that another instance has. */
	private static boolean hasEverything(ConfigurableApplicationContext instance) {
		KafkaStreams streams = instance.getBean(StreamsBuilderFactoryBean.class).getKafkaStreams();
		assertThat(streams).isNotNull();
		Map<String, Map<Integer, LagInfo>> lags = streams.allLocalStorePartitionLags();
		return lags.size() == 3 && lags.values()
			.stream()
			.allMatch((store) -> store.size() == PARTITIONS
					&& store.values().stream().allMatch((lag) -> lag.offsetLag() < 10));
	}

	private static double readBack(ConfigurableApplicationContext instance) {
		return instance.getBean(MeterRegistry.class).get("reparto.restore.read").counter().count();
	}

	private ConfigurableApplicationContext instance(String name) {
		ConfigurableApplicationContext instance = new SpringApplicationBuilder(ProcessingServiceApplication.class)
			.run(arguments(name));
		this.instances.add(instance);
		return instance;
	}

	private String[] arguments(String name) {
		return new String[] { "--server.port=0", "--logging.level.org.apache.kafka=error",
				"--spring.kafka.bootstrap-servers=" + this.kafka.bootstrapServers(),
				"--spring.kafka.streams.state-dir=" + this.folder.resolve(name), "--reparto.instance=" + name,
				"--reparto.topics.partitions=" + PARTITIONS, "--reparto.topics.replicas=1",
				"--reparto.topics.min-insync-replicas=1", "--reparto.stages.recibido=1h" };
	}

}
