package cl.reparto.local.kill;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackProcess;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page over HTTP, on a stack of one broker, to which the tests write what services
 * would.
 */
class KillServerTests {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	@TempDir
	private static Path folder;

	private static LocalStack stack;

	private static HttpClient http;

	private static KafkaProducer<String, byte[]> producer;

	@BeforeAll
	static void start() throws Exception {
		StackOptions options = StackOptions.in(folder).withAnyPorts().withMail(false).withKillPage(true);
		for (Service service : Service.values()) {
			options = options.with(service, 0);
		}
		http = HttpClient.newHttpClient();
		stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, System.out::println);
		stack.start();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(Topics.ORDER_REQUESTS.name(), 2, (short) 1),
					new NewTopic(Topics.ORDER_PROCESSING.name(), 2, (short) 1)))
				.all()
				.get();
		}
		producer = new KafkaProducer<>(Map.of("bootstrap.servers", stack.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer());
	}

	@AfterAll
	static void stop() {
		producer.close(Duration.ZERO);
		http.close();
		stack.close();
	}

	@ParameterizedTest
	@CsvSource({ "token, 0, X-Nothing, 0", "'', '', Origin, http://evil.example", "'', '', Origin, http://localhost:1",
			"'', '', Sec-Fetch-Site, cross-site", "'', '', Sec-Fetch-Site, same-site" })
	void killsNothingForAnotherPage(String field, String value, String header, String said) throws Exception {
		Map<String, String> form = form(page());
		form.replace(field, value);
		long pid = broker().pid();

		HttpResponse<String> answer = post(form, header, said);

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("Load it again");
		assertThat(broker().pid()).isEqualTo(pid);
		assertThat(broker().isAlive()).isTrue();
	}

	@Test
	void killsNothingForAFormThatIsNone() throws Exception {
		assertThat(post(Map.of("%", "%", "", "="), "Origin", "null").statusCode()).isEqualTo(403);
	}

	@Test
	void killsWhatItShowsWhichComesBackWhileNothingIsLost() throws Exception {
		OrderBuilder order = anOrder().requestedAt(Instant.now());
		long accepted = figure("accepted");
		List<Long> amiss = amiss();
		send(Topics.ORDER_REQUESTS, order, order.requested());
		send(Topics.ORDER_PROCESSING, order, order.at(Status.RECIBIDO));
		await().atMost(LIMIT).until(() -> figure("accepted") == accepted + 1);
		Map<String, String> form = form(page());
		int deaths = broker().deaths();

		HttpResponse<String> answer = post(form, "Origin", "null");
		int again = post(form, "Sec-Fetch-Site", "same-origin").statusCode();

		assertThat(answer.statusCode()).isEqualTo(303);
		assertThat(answer.headers().firstValue("Location")).contains("/");
		await().atMost(LIMIT).until(() -> page().contains("class=\"up\"") && !form(page()).equals(form));
		assertThat(again).isEqualTo(303);
		assertThat(broker().deaths()).as("the same form kills once").isEqualTo(deaths + 1);
		order.all().subList(1, 4).forEach((progress) -> send(Topics.ORDER_PROCESSING, order, progress));
		await().atMost(LIMIT).until(() -> figure("under-way") == 0);
		assertThat(amiss()).isEqualTo(amiss).first().isEqualTo(0L);
	}

	private static List<Long> amiss() {
		return Stream.of("lost", "doubled", "backwards").map(KillServerTests::figure).toList();
	}

	@Test
	void saysHowOldTheCountIsWhenKafkaDoesNotAnswer() {
		broker().pause();
		try {
			await().atMost(LIMIT).until(() -> page().contains("Kafka no contesta"));
		}
		finally {
			broker().resume();
		}

		await().atMost(LIMIT).until(() -> !page().contains("Kafka no contesta"));
	}

	@Test
	void countsWhatItReads() {
		OrderBuilder order = anOrder().requestedAt(Instant.now());
		long doubled = figure("doubled");
		send(Topics.ORDER_REQUESTS, order, order.requested());
		order.all().forEach((progress) -> send(Topics.ORDER_PROCESSING, order, progress));

		OrderProgress end = order.at(Status.FINALIZADO);
		send(Topics.ORDER_PROCESSING, order, end);

		await().atMost(LIMIT).until(() -> figure("doubled") == doubled + 1);
		assertThat(page()).contains("<p class=\"notice bad\" id=\"bad\" data-live>");
	}

	@Test
	void speaksSpanishOrEnglish() {
		assertThat(page("de, es-CL;q=0.5, en;q=0.1")).contains("<html lang=\"es\">", "perdidos");
		assertThat(page("en-GB, es;q=0.5")).contains("<html lang=\"en\">", "lost");
		assertThat(page(";;q=nonsense")).contains("<html lang=\"es\">");
	}

	private static StackProcess broker() {
		return stack.brokers().getFirst();
	}

	private static String page() {
		return page("es");
	}

	private static String page(String languages) {
		return send(HttpRequest.newBuilder(address("/")).header("Accept-Language", languages)).body();
	}

	private static long figure(String id) {
		Matcher matcher = Pattern.compile("id=\"" + id + "\"[^>]*>([\\d.]+)<").matcher(page());
		assertThat(matcher.find()).as(id).isTrue();
		return Long.parseLong(matcher.group(1).replace(".", ""));
	}

	/** The fields of the only process there is. */
	private static Map<String, String> form(String html) {
		Map<String, String> fields = new HashMap<>();
		Pattern.compile("type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"")
			.matcher(html)
			.results()
			.forEach((field) -> fields.put(field.group(1), field.group(2)));
		assertThat(fields).containsOnlyKeys("token", "process", "pid");
		return fields;
	}

	private static HttpResponse<String> post(Map<String, String> form, String header, String value) {
		String body = String.join("&",
				form.entrySet().stream().map((each) -> each.getKey() + "=" + each.getValue()).toList());
		return send(HttpRequest.newBuilder(address("/kill")).header(header, value).POST(BodyPublishers.ofString(body)));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
	}

	private static URI address(String path) {
		URI page = stack.killPage();
		assertThat(page).isNotNull();
		return page.resolve(path);
	}

	private static <V> void send(Topic<V> topic, OrderBuilder order, V value) {
		producer.send(topic.record(order.id().toString(), value));
	}

}
