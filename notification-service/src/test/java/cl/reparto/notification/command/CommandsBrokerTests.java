package cl.reparto.notification.command;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.notification.NotificationServiceApplication;
import cl.reparto.service.shop.ShopLog;
import cl.reparto.service.shop.ShopState;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Commands over a real broker, with two instances, and somebody who decides in place of
 * processing-service. Each test has an order of its own.
 */
@Timeout(120)
@ResourceLock(TestKafka.SHARED)
class CommandsBrokerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String KEY = "the-shop-s-key-for-tests";

	private static final String[] SHOP = { "Authorization", "Bearer " + KEY };

	private static final TestKafka KAFKA = TestKafka.shared();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@TempDir
	private static Path folder;

	private static ConfigurableApplicationContext one;

	private static ConfigurableApplicationContext two;

	private static Decider decider;

	private final OrderProgress order = received();

	@BeforeAll
	static void start() throws Exception {
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", KAFKA.bootstrapServers())),
				new TopicLayout(2, 1, 1, true))
			.await(List.of(Topics.ORDER_REQUESTS, Topics.ORDER_PROCESSING, CommandTopics.ORDER_COMMANDS,
					CommandTopics.ORDER_COMMAND_OUTCOMES), List.of());
		decider = new Decider(KAFKA.bootstrapServers(),
				new ActionRules(Map.of(Status.RECIBIDO, Mover.SHOP), null, null));
		one = instance("one");
		two = instance("two");
		for (ConfigurableApplicationContext each : List.of(one, two)) {
			await().atMost(PATIENCE)
				.until(() -> get(each, "/orders/" + UUID.randomUUID() + "/status").statusCode() == 404);
			awaitTakesCommands(each);
		}
	}

	/** It does as soon as it hears of outcomes. */
	private static void awaitTakesCommands(ConfigurableApplicationContext instance) {
		OrderProgress order = received();
		await().atMost(PATIENCE).until(() -> act(instance, order, "cancel", "{\"reason\":\"a\"}").statusCode() == 200);
	}

	@AfterAll
	static void stop() throws Exception {
		one.close();
		two.close();
		decider.close();
	}

	private static OrderProgress received() {
		OrderProgress order = anOrder().at(Status.RECIBIDO);
		decider.receive(order, elsewhere(order.id()));
		return order;
	}

	/** A partition in which a record of this order would not be by its key. */
	private static int elsewhere(UUID order) {
		return 1 - Utils.toPositive(Utils.murmur2(order.toString().getBytes(UTF_8))) % 2;
	}

	/** As it says it on the board. */
	@Test
	void knowsOnEveryInstanceWhatTheShopHasSaid() {
		ShopState word = new ShopState(new BigDecimal("1.5"), true, null, "Se cortó el gas", null);
		ShopLog said = one.getBean(ShopLog.class);
		ShopLog elsewhere = two.getBean(ShopLog.class);
		await().atMost(PATIENCE).until(() -> said.newest().isPresent() && elsewhere.newest().isPresent());

		said.say(word);

		assertThat(said.newest()).contains(word);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(elsewhere.newest()).contains(word));
	}

	@Test
	void doesWhatTheShopSaysAndShowsItAtOnce() throws Exception {
		HttpResponse<String> answer = act(one, this.order, "advance", "", SHOP);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).contains("\"status\":\"preparando\"", "\"version\":2", "\"by\":\"shop\"");
		assertThat(get(one, statusOf(this.order)).body()).contains("\"version\":2");
		assertThat(act(two, this.order, "recall", "", SHOP).body()).contains("\"status\":\"recibido\"",
				"\"version\":3");
	}

	/** Which is not where its key belongs, as after more partitions were made. */
	@Test
	void sendsACommandWhereTheOrderLives() throws Exception {
		act(one, this.order, "cancel", "{\"reason\":\"me equivoqué\"}");

		assertThat(decider.commands()).filteredOn((record) -> record.key().equals(this.order.id().toString()))
			.singleElement()
			.satisfies((record) -> {
				assertThat(record.partition()).isEqualTo(elsewhere(this.order.id()));
				OrderCommand command = CommandTopics.ORDER_COMMANDS.read(record.value());
				assertThat(command.order()).isEqualTo(this.order.id());
			});
	}

	@Test
	void refusesWhatIsMeantForAnEarlierVersion() throws Exception {
		act(one, this.order, "delay", "{\"by\":\"PT10M\"}", SHOP);

		HttpResponse<String> answer = act(two, this.order, "cancel", "{\"reason\":\"a\"}", "If-Match", "\"1\"");

		assertThat(answer.statusCode()).isEqualTo(412);
		assertThat(answer.body()).contains("\"orderVersion\":2");
	}

	@Test
	void doesOnceWhatIsSentTwice() throws Exception {
		String[] headers = { SHOP[0], SHOP[1], "Idempotency-Key", "ten-minutes" };

		HttpResponse<String> first = act(one, this.order, "delay", "{\"by\":\"PT10M\"}", headers);
		HttpResponse<String> second = act(two, this.order, "delay", "{\"by\":\"PT10M\"}", headers);

		assertThat(first.body()).contains("\"version\":2");
		assertThat(second.statusCode()).isEqualTo(200);
		assertThat(second.body()).isEqualTo(first.body());
	}

	@Test
	void saysThatItIsTooLate() throws Exception {
		act(one, this.order, "advance", "", SHOP);

		HttpResponse<String> answer = act(one, this.order, "cancel", "{\"reason\":\"a\"}");

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("\"because\":\"too-late\"", "\"orderStatus\":\"preparando\"");
	}

	/**
	 * Which needs the topic that it makes, and takes those that are not there for empty.
	 */
	@Test
	void tellsTheShopOfDeadLetters() {
		await().atMost(PATIENCE).until(() -> get(one, "/dead-letters", SHOP).body().contains("\"letters\":["));
	}

	/** A partition that was made while it runs is noticed within ten seconds. */
	@Test
	void hearsOfOutcomesInNewPartitions() throws Exception {
		String topic = CommandTopics.ORDER_COMMAND_OUTCOMES.name();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
			int partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
			admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions + 1))).all().get();
			decider.tellIn(partitions);

			await().atMost(PATIENCE)
				.until(() -> act(one, this.order, "cancel", "{\"reason\":\"a\"}", "Idempotency-Key", "a")
					.statusCode() == 200);
		}
		finally {
			decider.tellIn(null);
		}
	}

	private static ConfigurableApplicationContext instance(String name) {
		return new SpringApplicationBuilder(NotificationServiceApplication.class).run("--server.port=0",
				"--management.server.port=0", "--logging.level.org.apache.kafka=error",
				"--spring.kafka.bootstrap-servers=" + KAFKA.bootstrapServers(),
				"--spring.kafka.streams.state-dir=" + folder.resolve(name), "--reparto.mail.enabled=false",
				"--reparto.topics.partitions=2", "--reparto.topics.replicas=1",
				"--reparto.topics.min-insync-replicas=1", "--reparto.shop.key=" + KEY,
				"--reparto.commands.answer-within=5s");
	}

	private static String statusOf(OrderProgress order) {
		return "/orders/" + order.id() + "/status";
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext instance, String path, String... headers)
			throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(instance, path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HTTP.send(request.build(), BodyHandlers.ofString());
	}

	private static HttpResponse<String> act(ConfigurableApplicationContext instance, OrderProgress order, String action,
			String body, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(instance, "/orders/" + order.id() + "/" + action))
			.POST(BodyPublishers.ofString(body))
			.header("Content-Type", "application/json");
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return HTTP.send(request.build(), BodyHandlers.ofString());
	}

	private static URI address(ConfigurableApplicationContext instance, String path) {
		return URI
			.create("http://localhost:" + instance.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

}
