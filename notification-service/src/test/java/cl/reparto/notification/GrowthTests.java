package cl.reparto.notification;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Partitions that order_processing is given while the service runs. */
class GrowthTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@TempDir
	private Path folder;

	private final TestKafka kafka = TestKafka.alone();

	private final Admin admin = this.kafka.admin();

	private final KafkaProducer<String, byte[]> producer = this.kafka.producer();

	private final ScriptedSmtp smtp = new ScriptedSmtp().remembering();

	private final OrderBuilder old = anOrder();

	private final OrderBuilder fresh = anOrder();

	private ConfigurableApplicationContext service;

	@BeforeEach
	void start() throws Exception {
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", this.kafka.bootstrapServers())),
				new TopicLayout(2, 1, 1, true))
			.await(List.of(Topics.ORDER_REQUESTS, Topics.ORDER_PROCESSING), List.of());
		this.smtp.takeEverything();
		this.service = instance();
	}

	@AfterEach
	void stop() {
		this.service.close();
		this.producer.close();
		this.admin.close();
		this.smtp.close();
		this.kafka.close();
	}

	@Test
	void tellsOfOrdersInThemAndMailsThemOnce() throws Exception {
		publish(0, this.old.at(Status.RECIBIDO));
		await().atMost(PATIENCE).until(() -> status(this.old).contains("recibido"));

		this.admin.createPartitions(Map.of(Topics.ORDER_PROCESSING.name(), NewPartitions.increaseTo(4))).all().get();
		publish(3, this.fresh.all().toArray(OrderProgress[]::new));
		publish(0, this.old.at(Status.PREPARANDO));

		await().atMost(PATIENCE).until(() -> status(this.fresh).contains("finalizado"));
		assertThat(status(this.old)).contains("\"status\":\"preparando\"");
		await().atMost(PATIENCE).until(() -> noted(this.fresh).equals(List.of(3, 3, 3, 3)));
		assertThat(noted(this.old)).containsExactly(0, 0);
		assertThat(statusOf(anOrder().id())).as("an honest 404").isEqualTo(404);

		mailsNothingAgain();
	}

	/** As if no commit had come through. */
	private void mailsNothingAgain() throws Exception {
		this.service.close();
		this.admin.deleteConsumerGroups(List.of("notification-mail")).all().get();
		this.service = instance();
		publish(0, this.old.at(Status.ENTREGANDO));

		await().atMost(PATIENCE).until(() -> noted(this.old).size() == 3);
		await().atMost(PATIENCE).until(() -> status(this.fresh).contains("finalizado"));
		assertThat(this.smtp.mails()).hasSize(7);
	}

	private ConfigurableApplicationContext instance() {
		ConfigurableApplicationContext started = new SpringApplicationBuilder(NotificationServiceApplication.class).run(
				"--server.port=0", "--management.server.port=0", "--logging.level.org.apache.kafka=error",
				"--spring.kafka.bootstrap-servers=" + this.kafka.bootstrapServers(),
				"--spring.kafka.streams.state-dir=" + this.folder.resolve("state"),
				"--spring.mail.port=" + this.smtp.port(), "--reparto.topics.partitions=2",
				"--reparto.topics.replicas=1", "--reparto.topics.min-insync-replicas=1");
		await().atMost(PATIENCE).until(() -> get(started, "management", "/actuator/health/readiness") == 200);
		return started;
	}

	private void publish(int partition, OrderProgress... orders) {
		Stream.of(orders)
			.forEach((order) -> this.producer.send(new ProducerRecord<>(Topics.ORDER_PROCESSING.name(), partition,
					order.id().toString(), Topics.ORDER_PROCESSING.write(order))));
		this.producer.flush();
	}

	/** The partitions of an order's notes. */
	private List<Integer> noted(OrderBuilder order) {
		try (TopicReader<String, String> reader = TopicReader.ofStrings(this.kafka.bootstrapServers(),
				Topics.ORDER_NOTIFICATIONS.name())) {
			return reader.records()
				.stream()
				.filter((record) -> record.key().equals(order.id().toString()))
				.map(ConsumerRecord::partition)
				.toList();
		}
	}

	private String status(OrderBuilder order) throws Exception {
		return ask(this.service, "server", "/orders/" + order.id() + "/status").body();
	}

	private int statusOf(UUID order) throws Exception {
		return get(this.service, "server", "/orders/" + order + "/status");
	}

	private static int get(ConfigurableApplicationContext service, String port, String path) throws Exception {
		return ask(service, port, path).statusCode();
	}

	private static HttpResponse<String> ask(ConfigurableApplicationContext service, String port, String path)
			throws Exception {
		URI uri = URI.create(
				"http://localhost:" + service.getEnvironment().getRequiredProperty("local." + port + ".port") + path);
		return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

}
