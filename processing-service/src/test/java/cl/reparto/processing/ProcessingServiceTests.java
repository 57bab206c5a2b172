package cl.reparto.processing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.order.OddRecord;
import cl.reparto.model.Actor;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service alone against a real broker. */
class ProcessingServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final TestKafka KAFKA = TestKafka.shared();

	@TempDir
	private static Path folder;

	private static ConfigurableApplicationContext service;

	private static KafkaProducer<String, byte[]> producer;

	private static int readinessWithoutTopic;

	private static String metricsWithoutTopic;

	private static Set<String> topicsBeforeStreams;

	@BeforeAll
	static void start() throws Exception {
		service = instance("30d");
		readinessWithoutTopic = get("/actuator/health/readiness").statusCode();
		metricsWithoutTopic = get("/actuator/prometheus").body();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
			topicsBeforeStreams = await().atMost(PATIENCE)
				.until(() -> admin.listTopics().names().get(),
						(names) -> names.contains(Topics.ORDER_PROCESSING.name()));
		}
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", KAFKA.bootstrapServers())),
				new TopicLayout(2, 1, 1, true))
			.await(List.of(Topics.ORDER_REQUESTS, CommandTopics.ORDER_COMMANDS), List.of());
		producer = new KafkaProducer<>(Map.of("bootstrap.servers", KAFKA.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer());
	}

	private static ConfigurableApplicationContext instance(String retention) {
		return new SpringApplicationBuilder(ProcessingServiceApplication.class).run("--server.port=0",
				"--logging.level.org.apache.kafka=error",
				"--spring.kafka.bootstrap-servers=" + KAFKA.bootstrapServers(),
				"--spring.kafka.streams.state-dir=" + folder, "--reparto.topics.partitions=2",
				"--reparto.topics.replicas=1", "--reparto.topics.min-insync-replicas=1", "--reparto.stages.recibido=0s",
				"--reparto.stages.preparando=100ms", "--reparto.stages.entregando=100ms",
				"--reparto.retention=" + retention);
	}

	@AfterAll
	static void stop() {
		producer.close();
		service.close();
	}

	@Test
	void isReadyOnlyOnceItsTopicsAreThere() {
		assertThat(readinessWithoutTopic).isEqualTo(503);
		awaitReady();
	}

	/** Which begins with the topic that it waits for, and makes the others. */
	@Test
	void makesTheChangelogOfCommandsBeforeStreamsStarts() {
		assertThat(topicsBeforeStreams).contains("processing-service-commands-changelog")
			.doesNotContain("processing-service-orders-changelog");
	}

	@Test
	@Tag("container")
	void commitsFourStatusesInOrder() {
		OrderRequested request = anOrder().requested();

		post(request);

		List<OrderProgress> steps = await().atMost(PATIENCE)
			.until(() -> progressOf(request), (read) -> read.size() >= 4);
		assertThat(steps).extracting(OrderProgress::status).containsExactlyElementsOf(Status.STEPS);
		assertThat(steps).extracting(OrderProgress::version).containsExactly(1, 2, 3, 4);
		assertThat(steps.getLast().price()).isEqualTo(request.price());
	}

	/** Wherever their ids would go, which is another partition once there are more. */
	@Test
	void tellsOfOrdersInThePartitionThatTheyWereReadFrom() {
		Set<String> orders = new HashSet<>();
		for (int turn = 0; turn < 10; turn++) {
			OrderRequested order = anOrder().requested();
			orders.add(order.id().toString());
			producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), 1, order.id().toString(),
					Topics.ORDER_REQUESTS.write(order)));
		}

		await().atMost(PATIENCE).untilAsserted(() -> {
			List<ConsumerRecord<byte[], byte[]>> told = read(Topics.ORDER_PROCESSING.name()).stream()
				.filter((record) -> orders.contains(new String(record.key(), UTF_8)))
				.toList();
			assertThat(told).hasSize(40).extracting(ConsumerRecord::partition).containsOnly(1);
		});
	}

	/** One for later, so that it does not go on before. */
	@Test
	void carriesACommandOutOnceWhereTheOrderIs() {
		OrderRequested order = later();
		String id = order.id().toString();
		OrderCommand cancel = new OrderCommand(UUID.randomUUID(), order.id(), OrderCommand.Action.CANCEL,
				Actor.CUSTOMER, null, "ya no", null, Instant.now());
		producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), 1, id, Topics.ORDER_REQUESTS.write(order)));
		await().atMost(PATIENCE).until(() -> progressOf(order).size() == 1);

		for (int turn = 0; turn < 2; turn++) {
			producer.send(new ProducerRecord<>(CommandTopics.ORDER_COMMANDS.name(), 1, id,
					CommandTopics.ORDER_COMMANDS.write(cancel)));
		}

		await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcomesOf(id)).hasSize(2));
		assertThat(outcomesOf(id)).extracting(ConsumerRecord::partition).containsOnly(1);
		assertThat(outcomesOf(id)).extracting((record) -> CommandTopics.ORDER_COMMAND_OUTCOMES.read(record.value()))
			.allSatisfy((outcome) -> assertThat(outcome.result()).isEqualTo(CommandOutcome.Result.DONE))
			.allSatisfy((outcome) -> assertThat(outcome.command()).isEqualTo(cancel.id()));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(progressOf(order)).extracting(OrderProgress::status)
				.containsExactly(Status.RECIBIDO, Status.CANCELADO));
	}

	private static OrderRequested later() {
		OrderRequested order = anOrder().requestedAt(Instant.now()).requested();
		return new OrderRequested(order.id(), order.name(), order.price(), order.email(), order.requestedAt(),
				order.requestedAt().plus(Duration.ofDays(1)), null);
	}

	private static List<ConsumerRecord<byte[], byte[]>> outcomesOf(String order) {
		return read(CommandTopics.ORDER_COMMAND_OUTCOMES.name()).stream()
			.filter((record) -> order.equals(new String(record.key(), UTF_8)))
			.toList();
	}

	@Test
	void writesInTransactions() {
		OrderRequested request = anOrder().requested();

		post(request);

		await().atMost(PATIENCE).untilAsserted(() -> assertThat(progressOf(request)).hasSize(4));
		List<ConsumerRecord<byte[], byte[]>> records = read(Topics.ORDER_PROCESSING.name());
		// The markers of commits take offsets, too.
		assertThat(records.getLast().offset()).isGreaterThanOrEqualTo(
				records.stream().filter((each) -> each.partition() == records.getLast().partition()).count());
	}

	/** Whatever a record is like, the one after it goes through. */
	@Test
	void usesOrRefusesEveryRecordThatABrokerTakes() {
		Instant start = Instant.now();
		Map<OddRecord, RecordMetadata> places = new LinkedHashMap<>();
		OddRecord.requests(() -> anOrder().requestedAt(start))
			.forEach((odd) -> places.put(odd, odd.write(KAFKA.bootstrapServers(), 0)));
		OrderRequested good = anOrder().requested();

		producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), 0, good.id().toString(),
				Topics.ORDER_REQUESTS.write(good)));

		await().atMost(PATIENCE).untilAsserted(() -> assertThat(progressOf(good)).hasSize(4));
		assertRefusesEachOnce(places);
		assertWalks(places.keySet().stream().filter((odd) -> odd.why() == null).toList());
	}

	private static void assertRefusesEachOnce(Map<OddRecord, RecordMetadata> places) {
		List<ConsumerRecord<byte[], byte[]>> letters = read(Topics.ORDER_REQUESTS_DLT.name());
		assertThat(places).allSatisfy((odd, place) -> {
			List<ConsumerRecord<byte[], byte[]>> ofIt = letters.stream()
				.filter((letter) -> isOf(letter, place))
				.toList();
			assertThat(ofIt).hasSize((odd.why() != null) ? 1 : 0).allSatisfy((letter) -> {
				assertThat(header(letter, DeadLetter.WHY)).contains(odd.why());
				assertThat(letter.key()).isEqualTo(odd.record().key());
				assertThat(letter.value()).isEqualTo(odd.record().value());
			});
		});
	}

	private static void assertWalks(List<OddRecord> orders) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			Map<String, Long> steps = steps();
			assertThat(orders).allSatisfy((odd) -> assertThat(steps).containsEntry(odd.order().id().toString(), 4L));
		});
	}

	@Test
	void keepsADeadLetterOfARecordThatIsOld() {
		String key = UUID.randomUUID().toString();

		producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), 0, 0L, key, "{".getBytes(UTF_8)));

		Instant aDayAgo = Instant.now().minus(Duration.ofDays(1));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(read(Topics.ORDER_REQUESTS_DLT.name()))
				.filteredOn((record) -> record.key() != null && key.equals(new String(record.key(), UTF_8)))
				.singleElement()
				.satisfies((letter) -> assertThat(Instant.ofEpochMilli(letter.timestamp())).isAfter(aDayAgo)));
	}

	/** As after seven days without a member of the group, by Kafka's default. */
	@Test
	void cooksNothingAgainWhenTheGroupsOffsetsAreGone() throws Exception {
		service.close();
		service = instance("0s");
		OrderRequested forgotten = anOrder().requested();
		post(forgotten);
		await().atMost(PATIENCE).until(() -> steps().getOrDefault(forgotten.id().toString(), 0L) == 5);
		service.close();
		Map<String, Long> before = steps();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
			admin.deleteConsumerGroups(List.of(Topics.PROCESSING_GROUP)).all().get();
		}

		service = instance("30d");

		OrderRequested next = anOrder().requested();
		for (int partition = 0; partition < 2; partition++) {
			producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), partition, next.id().toString(),
					Topics.ORDER_REQUESTS.write(next)));
		}
		await().atMost(PATIENCE).until(() -> steps().getOrDefault(next.id().toString(), 0L) == 8);
		assertThat(steps()).containsAllEntriesOf(before);
	}

	/** How many records each order has, its tombstone included. */
	private static Map<String, Long> steps() {
		return read(Topics.ORDER_PROCESSING.name()).stream()
			.collect(Collectors.groupingBy((record) -> new String(record.key(), UTF_8), Collectors.counting()));
	}

	@Test
	void keepsItsStateAsSafeAsItsTopics() throws Exception {
		awaitReady();
		List<String> names = List.of(Topics.ORDER_PROCESSING.name(), Topics.ORDER_REQUESTS_DLT.name(),
				CommandTopics.ORDER_COMMAND_OUTCOMES.name(), CommandTopics.ORDER_COMMANDS_DLT.name(),
				"processing-service-orders-changelog", "processing-service-agenda-changelog",
				"processing-service-commands-changelog");
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
			List<ConfigResource> topics = names.stream()
				.map((name) -> new ConfigResource(ConfigResource.Type.TOPIC, name))
				.toList();
			assertThat(admin.describeConfigs(topics).all().get().values()).as("not left to the broker")
				.extracting((config) -> config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).source())
				.containsOnly(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
		}
	}

	@Test
	void saysInItsMetricsWhetherItIsReady() throws Exception {
		awaitReady();

		assertThat(get("/actuator/prometheus").body()).contains("reparto_ready 1.0");
		assertThat(metricsWithoutTopic).contains("reparto_ready 0.0");
	}

	@Test
	void showsItsMetricsAndNothingElse() throws Exception {
		awaitReady();

		assertThat(get("/actuator/prometheus").body()).contains("reparto_orders_transitions_total",
				"reparto_timer_lag_seconds_bucket", "reparto_orders_time_seconds_bucket", "reparto_orders_waiting");
		assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
		assertThat(get("/actuator").statusCode()).isEqualTo(404);
	}

	private static void awaitReady() {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200));
	}

	private static HttpResponse<String> get(String path) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			String port = service.getEnvironment().getRequiredProperty("local.server.port");
			return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
		}
	}

	private static void post(OrderRequested request) {
		producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), request.id().toString(),
				Topics.ORDER_REQUESTS.write(request)));
	}

	private static List<OrderProgress> progressOf(OrderRequested request) {
		return read(Topics.ORDER_PROCESSING.name()).stream()
			.filter((record) -> record.value() != null
					&& request.id().toString().equals(new String(record.key(), UTF_8)))
			.map((record) -> Topics.ORDER_PROCESSING.read(record.value()))
			.toList();
	}

	private static boolean isOf(ConsumerRecord<byte[], byte[]> letter, RecordMetadata place) {
		return header(letter, DeadLetter.PARTITION).equals("" + place.partition())
				&& header(letter, DeadLetter.OFFSET).equals("" + place.offset());
	}

	private static String header(ConsumerRecord<?, ?> record, String name) {
		return new String(record.headers().lastHeader(name).value(), UTF_8);
	}

	/** All that is committed in a topic. */
	private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
		try (TopicReader<byte[], byte[]> reader = TopicReader.ofBytes(KAFKA.bootstrapServers(), topic)) {
			return reader.records();
		}
	}

}
