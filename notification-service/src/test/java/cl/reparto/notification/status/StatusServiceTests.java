package cl.reparto.notification.status;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.order.OddRecord;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.notification.NotificationServiceApplication;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The status view alone against a real broker, two instances of it. */
@ResourceLock(TestKafka.SHARED)
class StatusServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final TestKafka KAFKA = TestKafka.shared();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@TempDir
	private static Path folder;

	private static ConfigurableApplicationContext one;

	private static ConfigurableApplicationContext two;

	private static KafkaProducer<String, byte[]> producer;

	private static int readinessWithoutTopic;

	private static HttpResponse<String> answerWithoutTopic;

	@BeforeAll
	static void start() throws Exception {
		forgetTopic();
		one = instance("one");
		readinessWithoutTopic = readiness(one);
		answerWithoutTopic = get(one, "/orders/" + UUID.randomUUID() + "/status");
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", KAFKA.bootstrapServers())),
				new TopicLayout(2, 1, 1, true))
			.await(List.of(Topics.ORDER_REQUESTS, Topics.ORDER_PROCESSING), List.of());
		two = instance("two");
		Properties config = kafka();
		config.put("transactional.id", "status-service-tests");
		producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
		producer.initTransactions();
		awaitReady(one);
		awaitReady(two);
	}

	@AfterAll
	static void stop() {
		producer.close();
		one.close();
		two.close();
	}

	@Test
	void isReadyOnlyOnceItHasCaughtUp() {
		assertThat(readinessWithoutTopic).isEqualTo(503);
		assertThat(answerWithoutTopic.statusCode()).isEqualTo(503);
		assertThat(answerWithoutTopic.headers().firstValue("Retry-After")).isPresent();
	}

	@Test
	@Tag("container")
	void answersOnEveryInstance() throws Exception {
		OrderProgress order = anOrder().id(UUID.fromString("3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b"))
			.named("12 sopaipillas")
			.priced("214888.6892292968")
			.everyStep(Duration.ofSeconds(5))
			.at(Status.PREPARANDO);

		publish(order);

		String expected = """
				{"id":"3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b","name":"12 sopaipillas","price":214888.6892292968,\
				"status":"preparando","version":2,"updatedAt":"2026-11-17T17:30:05Z",\
				"history":[{"status":"recibido","at":"2026-11-17T17:30:00Z"},\
				{"status":"preparando","at":"2026-11-17T17:30:05Z"}],"nextStatusAt":"2026-11-17T17:30:10Z","expectedAt":"2026-11-17T17:30:15Z"}""";
		HttpResponse<String> answer = get(one, statusOf(order.id()));
		assertThat(answer.body()).isEqualTo(expected);
		assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
		assertThat(get(two, statusOf(order.id())).body()).isEqualTo(expected);
	}

	@Test
	void deniesNoOrderThatIsAcceptedAndNotProcessedYet() throws Exception {
		OrderProgress order = anOrder().at(Status.RECIBIDO);
		RecordMetadata accepted = accept(order);

		HttpResponse<String> answer = get(one, statusOf(order.id()));

		process(accepted, order);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(get(one, statusOf(order.id())).statusCode()).isEqualTo(200);
	}

	/** The markers of one transaction come to its partitions one by one. */
	@Test
	void deniesNoOrderThatIsProcessedInATransactionNotYetOver() throws Exception {
		OrderProgress order = anOrder().at(Status.RECIBIDO);
		RecordMetadata accepted = accept(order);
		producer.beginTransaction();
		producer.send(record(order)).get();
		commitProcessed(accepted);

		HttpResponse<String> answer = get(one, statusOf(order.id()));

		producer.commitTransaction();
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(get(one, statusOf(order.id())).statusCode()).isEqualTo(200);
	}

	@Test
	void deniesNoOrderWhileKafkaIsAway() throws Exception {
		String unknown = statusOf(UUID.randomUUID());
		KAFKA.pause();
		try {
			assertThat(get(one, unknown).statusCode()).isEqualTo(503);
		}
		finally {
			KAFKA.resume();
		}
		await().atMost(PATIENCE).until(() -> get(one, unknown).statusCode() == 404);
	}

	@Test
	void isNotReadyWhileItCannotProveThatItIsCurrent() throws Exception {
		OrderBuilder order = anOrder();
		publish(order.at(Status.RECIBIDO));
		try (ConfigurableApplicationContext strict = instance("strict", "--reparto.view.current-within=2s")) {
			awaitReady(strict);
			assertThat(get(strict, statusOf(order.id())).statusCode()).isEqualTo(200);
			KAFKA.pause();
			try {
				await().atMost(PATIENCE).until(() -> readiness(strict) == 503);
				assertThat(get(strict, statusOf(order.id())).statusCode()).isEqualTo(503);
				await().atMost(PATIENCE)
					.until(() -> health(strict).body().contains("\"because\":\"Kafka does not tell"));
			}
			finally {
				KAFKA.resume();
			}
			awaitReady(strict);
			assertThat(get(strict, statusOf(order.id())).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void startsFromNothingWhereItSleptLongerThanTombstonesLive() throws Exception {
		OrderBuilder order = anOrder();
		publish(order.at(Status.RECIBIDO));
		two.close();
		Path view = folder.resolve("two").resolve("notification-service");
		Path file = view.resolveSibling("notification-service.whole-until");
		assertThat(Instant.parse(Files.readAllLines(file).getFirst())).isBefore(Instant.now());
		Files.writeString(file,
				Files.readString(file).replaceFirst(".*", Instant.now().minus(Duration.ofDays(8)).toString()));
		Path old = Files.createFile(view.resolve("old"));

		two = instance("two");
		awaitReady(two);

		assertThat(old).doesNotExist();
		assertThat(get(two, statusOf(order.id())).statusCode()).isEqualTo(200);
	}

	@Test
	void showsNothingPastWhileItCatchesUp() throws Exception {
		OrderBuilder order = anOrder();
		publish(order.at(Status.RECIBIDO));
		publish(IntStream.range(0, 5_000).mapToObj((i) -> anOrder().at(Status.RECIBIDO)).toArray(OrderProgress[]::new));
		publish(order.at(Status.PREPARANDO));

		try (ConfigurableApplicationContext three = instance("three",
				"--spring.kafka.streams.properties.global.consumer.max.partition.fetch.bytes=1")) {
			HttpResponse<String> first = await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> get(three, statusOf(order.id())), (answer) -> answer.statusCode() == 200);

			assertThat(first.body()).contains("\"version\":2");
		}
	}

	/** As they come, and when the view is read from the beginning. */
	@Test
	void showsOrPassesOverEveryRecordThatABrokerTakes() throws Exception {
		List<OddRecord> odd = OddRecord.progress(OrderBuilder::anOrder).toList();
		OrderProgress good = anOrder().at(Status.RECIBIDO);

		odd.forEach((each) -> each.write(KAFKA.bootstrapServers(), 0));
		producer.beginTransaction();
		producer.send(new ProducerRecord<>(Topics.ORDER_PROCESSING.name(), 0, good.id().toString(),
				Topics.ORDER_PROCESSING.write(good)));
		producer.commitTransaction();

		try (ConfigurableApplicationContext late = instance("late")) {
			awaitReady(late);
			for (ConfigurableApplicationContext each : List.of(one, late)) {
				await().atMost(PATIENCE).until(() -> get(each, statusOf(good.id())).statusCode() == 200);
				for (OddRecord used : odd.stream().filter((record) -> record.why() == null).toList()) {
					assertThat(get(each, statusOf(used.order().id())).statusCode()).as(used.toString()).isEqualTo(200);
				}
			}
			assertThat(find(late)).isEqualTo(find(one));
		}
	}

	@Test
	void answersLongPollsWhenTheStatusIsReached() throws Exception {
		OrderBuilder order = anOrder();
		publish(order.at(Status.RECIBIDO));
		await().atMost(PATIENCE).until(() -> get(one, statusOf(order.id())).statusCode() == 200);
		CompletableFuture<HttpResponse<String>> answer = ask(one,
				statusOf(order.id()) + "?waitFor=preparando&timeout=60s");

		publish(order.at(Status.PREPARANDO));

		assertThat(answer.get(10, TimeUnit.SECONDS).body()).contains("\"status\":\"preparando\"");
	}

	@Test
	void neverShowsWhatWasNotCommitted() throws Exception {
		OrderProgress aborted = anOrder().at(Status.RECIBIDO);
		OrderProgress committed = anOrder().at(Status.RECIBIDO);

		producer.beginTransaction();
		producer.send(record(aborted)).get();
		producer.abortTransaction();
		publish(committed);

		assertThat(get(one, statusOf(committed.id())).statusCode()).isEqualTo(200);
		assertThat(get(one, statusOf(aborted.id())).statusCode()).isEqualTo(404);
	}

	@Test
	void knowsAndFindsAfterARestartWhatItKnewBefore() throws Exception {
		OrderBuilder order = anOrder().requestedAt(Instant.now());
		publish(order.at(Status.RECIBIDO), anOrder().requestedAt(Instant.now()).at(Status.ENTREGANDO));
		get(two, statusOf(order.id()));
		two.close();
		publish(order.at(Status.PREPARANDO));

		two = instance("two");
		awaitReady(two);

		assertThat(get(two, statusOf(order.id())).body()).contains("\"version\":2");
		assertThat(get(one, statusOf(order.id())).body()).contains("\"version\":2");
		assertThat(find(two)).contains(order.id().toString()).isEqualTo(find(one));
	}

	private static String find(ConfigurableApplicationContext instance) throws Exception {
		return HTTP
			.send(request(instance, "/orders?limit=100").header("Authorization", "Bearer k").build(),
					HttpResponse.BodyHandlers.ofString())
			.body();
	}

	/** Other tests of this JVM have used the same broker. */
	private static void forgetTopic() throws Exception {
		try (Admin admin = Admin.create(kafka())) {
			if (admin.listTopics().names().get().contains(Topics.ORDER_PROCESSING.name())) {
				admin.deleteTopics(List.of(Topics.ORDER_PROCESSING.name())).all().get();
			}
		}
	}

	private static ConfigurableApplicationContext instance(String name, String... more) {
		Stream<String> usual = Stream.of("--server.port=0", "--management.server.port=0",
				"--logging.level.org.apache.kafka=error",
				"--spring.kafka.bootstrap-servers=" + KAFKA.bootstrapServers(),
				"--spring.kafka.streams.state-dir=" + folder.resolve(name), "--reparto.mail.enabled=false",
				"--reparto.topics.partitions=2", "--reparto.topics.replicas=1",
				"--reparto.topics.min-insync-replicas=1", "--reparto.status.patience=1s", "--reparto.shop.key=k");
		return new SpringApplicationBuilder(NotificationServiceApplication.class)
			.run(Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
	}

	private static void awaitReady(ConfigurableApplicationContext instance) {
		await().atMost(PATIENCE).until(() -> readiness(instance) == 200);
	}

	private static int readiness(ConfigurableApplicationContext instance) throws Exception {
		return health(instance).statusCode();
	}

	private static HttpResponse<String> health(ConfigurableApplicationContext instance) throws Exception {
		String port = instance.getEnvironment().getRequiredProperty("local.management.port");
		URI uri = URI.create("http://localhost:" + port + "/actuator/health/readiness");
		return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext instance, String path) throws Exception {
		return HTTP.send(request(instance, path).build(), HttpResponse.BodyHandlers.ofString());
	}

	/** Asks, and returns once the instance waits. */
	private static CompletableFuture<HttpResponse<String>> ask(ConfigurableApplicationContext instance, String path) {
		CompletableFuture<HttpResponse<String>> answer = HTTP.sendAsync(request(instance, path).build(),
				HttpResponse.BodyHandlers.ofString());
		await().until(() -> instance.getBean(Waiters.class).count() > 0);
		return answer;
	}

	private static HttpRequest.Builder request(ConfigurableApplicationContext instance, String path) {
		String port = instance.getEnvironment().getRequiredProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
	}

	private static String statusOf(UUID order) {
		return "/orders/" + order + "/status";
	}

	private static void publish(OrderProgress... orders) {
		producer.beginTransaction();
		Stream.of(orders).forEach((order) -> producer.send(record(order)));
		producer.commitTransaction();
	}

	/** As request-service does it. */
	private static RecordMetadata accept(OrderProgress order) throws Exception {
		try (KafkaProducer<String, byte[]> requests = new KafkaProducer<>(kafka(), new StringSerializer(),
				new ByteArraySerializer())) {
			return requests.send(Topics.ORDER_REQUESTS.record(order.id().toString(), order.request())).get();
		}
	}

	private static void process(RecordMetadata accepted, OrderProgress order) throws Exception {
		publish(order);
		commitProcessed(accepted);
	}

	private static void commitProcessed(RecordMetadata accepted) throws Exception {
		try (Admin admin = Admin.create(kafka())) {
			admin.alterConsumerGroupOffsets(Topics.PROCESSING_GROUP,
					Map.of(new TopicPartition(accepted.topic(), accepted.partition()),
							new OffsetAndMetadata(accepted.offset() + 1)))
				.all()
				.get();
		}
	}

	private static ProducerRecord<String, byte[]> record(OrderProgress order) {
		return Topics.ORDER_PROCESSING.record(order.id().toString(), order);
	}

	private static Properties kafka() {
		Properties config = new Properties();
		config.put("bootstrap.servers", KAFKA.bootstrapServers());
		return config;
	}

}
