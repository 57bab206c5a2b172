package cl.reparto.notification.status.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import cl.reparto.local.openapi.DescribedApi;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.command.StandInShop;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI description says what this service does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(StandInShop.SHARED)
class OpenApiTests {

	private static final String ASK = "GET /orders/{id}/status";

	private static final Set<ProblemKind> KINDS = EnumSet.of(ProblemKind.INVALID_QUERY, ProblemKind.BAD_REQUEST,
			ProblemKind.UNKNOWN_ORDER, ProblemKind.UNKNOWN_PATH, ProblemKind.METHOD_NOT_ALLOWED,
			ProblemKind.NOT_ACCEPTABLE, ProblemKind.INTERNAL, ProblemKind.UNAVAILABLE, ProblemKind.SHOP_ONLY,
			ProblemKind.SHOP_WITHOUT_KEY, ProblemKind.TOO_MANY_WRONG_KEYS);

	private static final Set<ProblemKind> KINDS_OF_ACTIONS = EnumSet.of(ProblemKind.MALFORMED_BODY,
			ProblemKind.INVALID_IDEMPOTENCY_KEY, ProblemKind.SHOP_ACTION, ProblemKind.BODY_TOO_SLOW,
			ProblemKind.ACTION_REFUSED, ProblemKind.ORDER_CHANGED, ProblemKind.BODY_TOO_LARGE,
			ProblemKind.UNSUPPORTED_MEDIA_TYPE, ProblemKind.UNSUPPORTED_CONTENT_ENCODING, ProblemKind.INVALID_ACTION,
			ProblemKind.IDEMPOTENCY_KEY_REUSED);

	private static final Set<ProblemKind> KINDS_OF_DEAD_LETTERS = EnumSet.of(ProblemKind.INVALID_QUERY,
			ProblemKind.BAD_REQUEST, ProblemKind.UNKNOWN_PATH, ProblemKind.METHOD_NOT_ALLOWED,
			ProblemKind.NOT_ACCEPTABLE, ProblemKind.INTERNAL, ProblemKind.UNAVAILABLE, ProblemKind.SHOP_ONLY,
			ProblemKind.SHOP_WITHOUT_KEY, ProblemKind.TOO_MANY_WRONG_KEYS);

	private static final Set<ProblemKind> KINDS_OF_ONE = EnumSet.of(ProblemKind.UNKNOWN_DEAD_LETTER,
			ProblemKind.DEAD_LETTER_GONE);

	private static final Set<ProblemKind> KINDS_OF_REDRIVES = EnumSet.of(ProblemKind.MALFORMED_BODY,
			ProblemKind.BODY_TOO_SLOW, ProblemKind.BODY_TOO_LARGE, ProblemKind.UNSUPPORTED_MEDIA_TYPE,
			ProblemKind.UNSUPPORTED_CONTENT_ENCODING, ProblemKind.INVALID_ACTION, ProblemKind.ALREADY_REDRIVEN,
			ProblemKind.REDRIVE_REFUSED);

	private final DescribedApi api = DescribedApi.load();

	private final StandInService service = StandInShop.keyless();

	private final StandInView view = this.service.view();

	private final HttpClient http = HttpClient.newHttpClient();

	private final OrderProgress order = anOrder().at(Status.PREPARANDO);

	private final String path = "/orders/" + this.order.id() + "/status";

	@AfterEach
	void mend() {
		this.view.mend();
	}

	/** But for the board and the operator's page, which are for people. */
	@Test
	void describesEveryAddressAndNoOther() {
		Set<String> mapped = this.service.bean(RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((mapping) -> mapping.getMethodsCondition()
				.getMethods()
				.stream()
				.flatMap((method) -> mapping.getPatternValues().stream().map((path) -> method + " " + path)))
			.filter((operation) -> !operation.contains(" /board") && !operation.contains(" /ops"))
			.collect(Collectors.toSet());

		assertThat(mapped).isEqualTo(this.api.operations("status"));
	}

	@Test
	void describesEveryProblemAsItIsAndNoOther() {
		assertThat(this.api.problems(ASK)).isEqualTo(asTheyAre(KINDS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "advance", "recall", "delay", "cancel" })
	void describesEveryProblemOfAnAction(String action) {
		Set<ProblemKind> kinds = EnumSet.copyOf(KINDS);
		kinds.addAll(KINDS_OF_ACTIONS);

		assertThat(this.api.problems("POST /orders/{id}/" + action)).isEqualTo(asTheyAre(kinds));
	}

	@Test
	void describesEveryProblemOfDeadLetters() {
		Set<ProblemKind> kinds = EnumSet.copyOf(KINDS_OF_DEAD_LETTERS);
		assertThat(this.api.problems("GET /dead-letters")).isEqualTo(asTheyAre(kinds));

		kinds.addAll(KINDS_OF_ONE);
		assertThat(this.api.problems("GET /dead-letters/{topic}/{place}")).isEqualTo(asTheyAre(kinds));

		kinds.addAll(KINDS_OF_REDRIVES);
		assertThat(this.api.problems("POST /dead-letters/{topic}/{place}/redrive")).isEqualTo(asTheyAre(kinds));
	}

	private Map<String, JsonNode> asTheyAre(Set<ProblemKind> kinds) {
		JsonMapper json = this.service.bean(JsonMapper.class);
		return kinds.stream()
			.collect(Collectors.toMap(ProblemKind::wireName, (kind) -> json.valueToTree(kind.toProblem())));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "'' | 200", "\"2\" | 304", "W/\"2\" | 304", "\"1\", W/\"2\" | 304", "\"1\" | 200", "* | 304" })
	void answersAStatusAsDescribed(String seen, int status) {
		this.view.put(this.order);

		HttpResponse<String> answer = send("GET", this.path, "If-None-Match", seen);

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
		assertThat(this.api.violations(ASK, answer)).isEmpty();
	}

	/** Each time is a version of its own. */
	@Test
	void answersTheStatusOfAnOrderThatWasOftenDelayedAsDescribed() {
		OrderProgress delayed = this.order;
		while (delayed.version() < 10) {
			delayed = delayed.delayed(Actor.SHOP, delayed.reachedAt(), Duration.ofMinutes(1));
		}
		this.view.put(delayed);

		HttpResponse<String> answer = send("GET", this.path, "If-None-Match", "\"9\"");

		assertThat(answer.headers().firstValue("ETag")).contains("\"10\"");
		assertThat(this.api.violations(ASK, answer)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /orders/x/status, application/json, INVALID_QUERY",
			"GET, /orders/%5B/status, application/json, INVALID_QUERY",
			"GET, /orders/x%2fy/status, application/json, BAD_REQUEST", "GET, /order, application/json, UNKNOWN_PATH",
			"GET, /actuator/health, application/json, UNKNOWN_PATH", "GET, '', application/json, UNKNOWN_ORDER",
			"POST, '', application/json, METHOD_NOT_ALLOWED", "GET, '', text/html, NOT_ACCEPTABLE" })
	void answersAProblemAsDescribed(String method, String path, String accepted, ProblemKind kind) {
		HttpResponse<String> answer = send(method, path.isEmpty() ? anOrderPath() : path, "Accept", accepted);

		assertIsDescribed(answer, kind);
	}

	@Test
	void answersThatItCannotTellAsDescribed() {
		this.view.fallBehind();

		HttpResponse<String> answer = send("GET", this.path, "Accept", "*/*");

		assertIsDescribed(answer, ProblemKind.UNAVAILABLE);
	}

	/** What was seen, however it is told, is newer than what is known here. */
	@ParameterizedTest
	@ValueSource(strings = { "\"3\"", "W/\"3\"", "W/\"1\", \"3\"" })
	void answersNothingOlderThanWasSeen(String seen) {
		this.view.put(this.order);

		for (String query : List.of("", "?waitFor=recibido&timeout=1ms", "?waitFor=finalizado&timeout=1ms")) {
			HttpResponse<String> answer = send("GET", this.path + query, "If-None-Match", seen);

			assertIsDescribed(answer, ProblemKind.UNAVAILABLE);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		}
	}

	@Test
	void answersNothingThatMayBeOld() {
		this.view.put(this.order);
		this.view.becomeOld();

		assertIsDescribed(send("GET", this.path, "Accept", "*/*"), ProblemKind.UNAVAILABLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?%", "?waitFor=%ff", "?timeout=%zz" })
	void refusesAQueryThatCannotBeDecoded(String query) throws IOException {
		try (Socket socket = new Socket("localhost", this.service.port())) {
			socket.getOutputStream()
				.write(("GET " + this.path + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
					.getBytes(US_ASCII));

			assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 400")
				.contains("urn:reparto:problem:bad-request");
		}
	}

	@Test
	void answersAFaultAsDescribed() {
		this.view.fail();

		HttpResponse<String> answer = send("GET", this.path, "Accept", "*/*");

		assertIsDescribed(answer, ProblemKind.INTERNAL);
	}

	@ParameterizedTest
	@CsvSource({ "waitFor=recibido&waitFor=recibido, waitFor", "waitFor=recibido&timeout=5s&timeout=5s, timeout" })
	void refusesAParameterThatIsGivenTwice(String query, String field) {
		HttpResponse<String> answer = send("GET", this.path + "?" + query, "Accept", "*/*");

		assertIsDescribed(answer, ProblemKind.INVALID_QUERY);
		assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
	}

	private void assertIsDescribed(HttpResponse<String> answer, ProblemKind kind) {
		assertThat(answer.statusCode()).isEqualTo(kind.status().value());
		assertThat(JsonMapper.shared().readTree(answer.body()).get("type").stringValue())
			.isEqualTo(String.valueOf(kind.toProblem().getType()));
		assertThat(answer.body()).doesNotContain("Exception");
		assertThat(this.api.violations(ASK, answer)).isEmpty();
	}

	private static String anOrderPath() {
		return "/orders/" + anOrder().id() + "/status";
	}

	private HttpResponse<String> send(String method, String path, String header, String value) {
		URI uri = URI.create("http://localhost:" + this.service.port() + path);
		try {
			return this.http.send(
					HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).header(header, value).build(),
					BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
