package cl.reparto.notification.ops;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.notification.NotificationServiceApplication;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The operator's page over a real broker, with a mailer and a mailbox that is full. Each
 * test has an order of its own, which lives where its id would not put it.
 */
@Timeout(120)
class OpsBrokerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String KEY = "the-shop-s-key-for-tests";

	private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final ScriptedSmtp SMTP = new ScriptedSmtp().remembering();

	/** Of its own: the mails that wait here would be another test's. */
	private static TestKafka kafka;

	private static KafkaProducer<String, byte[]> producer;

	private static ConfigurableApplicationContext service;

	private static String cookie;

	private final UUID id = UUID.randomUUID();

	/** Where another number of partitions would have put it. */
	private final int home = 1 - Utils.toPositive(Utils.murmur2(this.id.toString().getBytes(UTF_8))) % 2;

	private final String box = this.id + "@example.cl";

	private final OrderBuilder order = anOrder().id(this.id)
		.mailedTo(this.box)
		.requestedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		kafka = TestKafka.alone();
		String brokers = kafka.bootstrapServers();
		producer = kafka.producer();
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", brokers)), new TopicLayout(2, 1, 1, true))
			.await(List.of(Topics.ORDER_REQUESTS, Topics.ORDER_PROCESSING, CommandTopics.ORDER_COMMANDS,
					CommandTopics.ORDER_COMMAND_OUTCOMES), List.of());
		service = new SpringApplicationBuilder(NotificationServiceApplication.class).run("--server.port=0",
				"--management.server.port=0", "--logging.level.org.apache.kafka=error",
				"--spring.kafka.bootstrap-servers=" + brokers,
				"--spring.kafka.streams.state-dir=" + folder.resolve("state"), "--spring.mail.port=" + SMTP.port(),
				"--reparto.mail.retry.first=1h", "--reparto.mail.retry.longest=1h", "--reparto.topics.partitions=2",
				"--reparto.topics.replicas=1", "--reparto.topics.min-insync-replicas=1", "--reparto.shop.key=" + KEY);
		cookie = send("/ops/session", "key=" + KEY).headers()
			.firstValue("Set-Cookie")
			.orElseThrow()
			.replaceFirst(";.*", "");
	}

	@AfterAll
	static void stop() {
		service.close();
		producer.close();
		SMTP.close();
		kafka.close();
	}

	@BeforeEach
	void takeNoMailOfIt() {
		SMTP.takeEverything();
		SMTP.reply("RCPT TO:<" + this.box + ">", "452 4.2.2 Mailbox full");
	}

	@Test
	void tellsTheWholeLifeOfAnOrder() {
		OrderProgress received = this.order.at(Status.RECIBIDO);
		OrderCommand command = new OrderCommand(UUID.randomUUID(), this.id, OrderCommand.Action.CANCEL, Actor.CUSTOMER,
				null, "me equivoqué", 1, Instant.now());
		OrderProgress cancelled = received.cancelled(Actor.CUSTOMER, Instant.now(), "me equivoqué");

		write(Topics.ORDER_REQUESTS, this.order.requested());
		write(Topics.ORDER_PROCESSING, received);
		write(CommandTopics.ORDER_COMMANDS, command);
		write(CommandTopics.ORDER_COMMAND_OUTCOMES, new CommandOutcome(command.id(), this.id, command.action(),
				command.by(), CommandOutcome.Result.DONE, 2, Status.CANCELADO, Instant.now()));
		write(Topics.ORDER_PROCESSING, cancelled);

		String page = awaitLife("4.2.2");
		assertThat(page).containsSubsequence("Pedido: Empanadas de pino", "order_requests " + this.home + " @ ");
		assertThat(page).containsSubsequence("recibido, versión 1", "El cliente pide: cancel · me equivoqué",
				"cancel: done, versión 2");
		assertThat(page).contains("cancelado, versión 2 · El cliente · me equivoqué",
				"Espera el correo de la versión 1; intentos: 1", "reply 452 4.2.2", "order_mails_waiting " + this.home)
			.doesNotContain(this.box, "sin leer");
	}

	@Test
	void givesUpAndSendsAnew() throws Exception {
		write(Topics.ORDER_PROCESSING, this.order.at(Status.RECIBIDO));
		String number = this.id.toString().substring(0, 8).toUpperCase();
		await().atMost(PATIENCE).until(() -> get("/ops").contains(number));
		assertThat(get("/ops")).containsSubsequence(number, "Intentos: 1", "reply 452 4.2.2");

		assertThat(press("action=give-up&desk=1&id=" + this.id)).isEqualTo("../ops?notice=given-up");
		awaitLife("Correo de la versión 1, recibido: expired");
		assertThat(get("/ops")).doesNotContain(number);

		SMTP.takeEverything();
		assertThat(press("action=send&from=recibido&id=" + this.id)).isEqualTo("orders/" + this.id + "?notice=sent");
		assertThat(awaitLife("Correo de la versión 1, recibido: sent")).contains(
				"A mano: dejar de intentar los correos", "A mano: enviar los correos de nuevo · recibido",
				"order_mail_commands " + this.home);
		assertThat(SMTP.mails()).anyMatch((mail) -> mail.recipient().equals(this.box));
	}

	@Test
	void doesNotSendWhatNeverWas() throws Exception {
		write(Topics.ORDER_PROCESSING, this.order.at(Status.RECIBIDO));
		awaitLife("recibido, versión 1");

		await().atMost(PATIENCE)
			.until(() -> press("action=send&id=" + this.id).equals("orders/" + this.id + "?notice=sent"));
		assertThat(press("action=send&from=preparando&id=" + this.id)).endsWith("?notice=gone");
		assertThat(press("action=send&id=" + UUID.randomUUID())).endsWith("?notice=gone");
	}

	/** Such as a request that nobody could read, and so no view knows of it. */
	@Test
	void searchesEverywhereForAnOrderThatTheViewDoesNotKnow() {
		write(Topics.ORDER_REQUESTS, this.order.requested());

		assertThat(awaitLife("Pedido: Empanadas de pino")).contains("Pedido desconocido", "?days=7");
	}

	@Test
	void tellsWhoReadsWhat() {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(get("/ops")).containsSubsequence("Vista de los pedidos",
					"order_processing 0, 1", "notification-mail", "Stable", "order_processing 0, 1"));
	}

	private <V> void write(Topic<V> topic, V value) {
		producer.send(new ProducerRecord<>(topic.name(), this.home, this.id.toString(), topic.write(value)));
		producer.flush();
	}

	private String awaitLife(String words) {
		return await().atMost(PATIENCE).until(() -> get("/ops/orders/" + this.id), (page) -> page.contains(words));
	}

	private static String get(String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(address(path)).header("Cookie", cookie).build();
		return HTTP.send(request, BodyHandlers.ofString()).body();
	}

	private static String press(String fields) throws Exception {
		Matcher token = TOKEN.matcher(get("/ops"));
		assertThat(token.find()).isTrue();
		return send("/ops/mails", "token=" + token.group(1) + "&" + fields).headers()
			.firstValue("Location")
			.orElseThrow();
	}

	private static HttpResponse<String> send(String path, String fields) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(address(path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Cookie", (cookie != null) ? cookie : "none=1")
			.POST(BodyPublishers.ofString(fields))
			.build(), BodyHandlers.ofString());
	}

	private static URI address(String path) {
		return URI
			.create("http://localhost:" + service.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

}
