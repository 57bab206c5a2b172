package cl.reparto.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cl.reparto.model.OrderRequested;

import static cl.reparto.request.AnOrder.anOrder;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersHttpTests {

	private static final String NOWHERE = "localhost:1";

	private RunningService service;

	private StandInLog log;

	@BeforeAll
	void start() {
		this.service = RunningService.start(List.of(StandInLog.class), NOWHERE);
		this.log = this.service.bean(StandInLog.class);
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	@BeforeEach
	void clear() {
		this.log.clear();
	}

	@Test
	void keepsAnOrderAndSaysWhereItsStatusIs() {
		HttpResponse<String> answer = this.service.post(anOrder().priced("12990.50").json());

		assertThat(answer.statusCode()).isEqualTo(202);
		OrderRequested kept = this.log.orders().getFirst();
		assertThat(kept.name()).isEqualTo("Empanadas de pino");
		assertThat(kept.price()).isEqualTo(new BigDecimal("12990.50"));
		assertThat(kept.email()).isEqualTo("ana@example.cl");
		assertThat(kept.requestedAt()).isCloseTo(Instant.now(), within(Duration.ofSeconds(10)));
		assertThat(answer.body()).isEqualTo("{\"id\":\"" + kept.id() + "\"}");
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(answer.headers().firstValue("Location"))
			.contains("http://localhost:8082/orders/" + kept.id() + "/status");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "application/json", "application/json; charset=UTF-8", "application/json;charset=\"utf-8\"" })
	void takesJsonInUtf8(String contentType) {
		HttpResponse<String> answer = this.service.send(typed(contentType, anOrder().named("Ñoquis").json()));

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(this.log.orders().getFirst().name()).isEqualTo("Ñoquis");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/json", "application/*;q=0.5, text/html" })
	void answersWhoAcceptsJson(String accept) {
		assertThat(this.service.post(anOrder().json(), "Accept", accept).statusCode()).isEqualTo(202);
	}

	@Test
	void takesABodyOfExactly16KiB() {
		String body = anOrder().json();

		HttpResponse<String> answer = this.service.post(body + " ".repeat(16 * 1024 - body.length()));

		assertThat(answer.statusCode()).isEqualTo(202);
	}

	@Test
	void refusesABodyOfOneByteMore() {
		String body = anOrder().json();

		HttpResponse<String> answer = this.service.post(body + " ".repeat(16 * 1024 - body.length() + 1));

		assertRefused(answer, 413, "body-too-large");
	}

	@Test
	void refusesAChunkedBodyThatIsTooLong() {
		byte[] body = (anOrder().json() + " ".repeat(1_000_000)).getBytes(UTF_8);

		HttpResponse<String> answer = this.service
			.send(this.service.request(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

		assertRefused(answer, 413, "body-too-large");
	}

	@Test
	void readsNoMoreOfABodyThanAnOrderMayHave() throws IOException {
		try (Socket socket = new Socket("localhost", this.service.port())) {
			socket.setSoTimeout(10_000);
			String tooMuchAndNotAllOfIt = "4e20\r\n" + " ".repeat(20_000);

			socket.getOutputStream()
				.write(("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
						+ "Transfer-Encoding: chunked\r\n\r\n" + tooMuchAndNotAllOfIt)
					.getBytes(US_ASCII));

			assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 413");
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Content-Length: 100\r\n\r\n{\"name\":", "Transfer-Encoding: chunked\r\n\r\nno length\r\n{" })
	void refusesABodyThatDoesNotCome(String rest) throws IOException {
		try (CapturedLog lines = new CapturedLog()) {
			String answer = raw(
					"POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
							+ rest);

			assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:reparto:problem:bad-request");
			assertThat(lines.lines()).isEmpty();
		}
	}

	@Test
	void namesEveryBadFieldAtOnce() {
		HttpResponse<String> answer = this.service.post("""
				{"name": "", "price": "1", "colour": "red"}""");

		assertRefused(answer, 400, "invalid-order");
		assertThat(json(answer).get("errors").findValuesAsString("field")).containsExactlyInAnyOrder("name", "price",
				"email", "colour");
		assertThat(json(answer).get("errors").findValuesAsString("message")).doesNotContain("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{}{}", "{\"price\":NaN}" })
	void refusesMalformedJson(String body) {
		assertRefused(this.service.post(body), 400, "malformed-body");
	}

	@Test
	void refusesDuplicateKeys() {
		String body = anOrder().json().replace("}", ",\"price\":1}");

		assertRefused(this.service.post(body), 400, "invalid-order");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
			"application/xml", "application/vnd.api+json", "application/json;charset=ISO-8859-1",
			"application/json;charset=UTF-16", "application/json;charset=nonsense", "nonsense" })
	void refusesOtherContentTypes(String contentType) {
		assertRefused(this.service.send(typed(contentType, anOrder().json())), 415, "unsupported-media-type");
	}

	@Test
	void refusesABodyWithoutContentType() {
		HttpRequest request = HttpRequest.newBuilder(this.service.address("/orders"))
			.POST(BodyPublishers.ofString(anOrder().json()))
			.build();

		assertRefused(this.service.send(request), 415, "unsupported-media-type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml", "application/problem+json", "nonsense" })
	void refusesWhoDoesNotAcceptJson(String accept) {
		assertRefused(this.service.post(anOrder().json(), "Accept", accept), 406, "not-acceptable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "PATCH", "DELETE", "FOO" })
	void refusesOtherMethods(String method) {
		HttpRequest request = HttpRequest.newBuilder(this.service.address("/orders"))
			.method(method, BodyPublishers.noBody())
			.build();

		HttpResponse<String> answer = this.service.send(request);

		assertRefused(answer, 405, "method-not-allowed");
		assertThat(answer.headers().firstValue("Allow")).contains("POST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/orders/", "/orders/1", "/error", "/actuator/health", "/favicon.ico" })
	void knowsNoOtherPath(String path) {
		HttpRequest request = HttpRequest.newBuilder(this.service.address(path))
			.POST(BodyPublishers.ofString(anOrder().json()))
			.build();

		assertRefused(this.service.send(request), 404, "unknown-path");
	}

	@Test
	void tellsNothingOfAnUnexpectedError() {
		this.log.fail();

		HttpResponse<String> answer = this.service.post(anOrder().json());

		assertRefused(answer, 500, "internal");
		assertThat(answer.body()).doesNotContain("only we", "Exception");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET /a b HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                | 400
			GET /a{ HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                 | 400
			GET /%00 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                | 400
			GET /%2f HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                | 400
			GET /../x HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n               | 400
			GET / HTTP/1.1\\r\\n\\r\\n                                | 400
			GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n                 | 400
			GET / HTTP/1.1\\r\\nHost: x\\r\\nBad Header: 1\\r\\n\\r\\n  | 400
			GET / HTTP/9.9\\r\\nHost: x\\r\\n\\r\\n                   | 505
			POST /orders HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1\\r\\n\\r\\n | 400
			TRACE /orders HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n           | 405
			""")
	void answersWhatTomcatRefusesWithAProblemToo(String request, int status) throws IOException {
		String answer = raw(request.replace("\\r\\n", "\r\n"));

		assertThat(answer).startsWith("HTTP/1.1 " + status)
			.containsIgnoringCase("Content-Type: application/problem+json")
			.contains("\"status\":" + status)
			.doesNotContainIgnoringCase("tomcat", "html", "exception");
	}

	@Test
	void answersHeadersThatAreTooLongWithAProblemToo() throws IOException {
		String answer = raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

		assertThat(answer).startsWith("HTTP/1.1 4").contains("\"type\":\"urn:reparto:problem:bad-request\"");
	}

	@Test
	void givesAKeyOneOrder() {
		String key = key();

		HttpResponse<String> first = this.service.post(anOrder().json(), "Idempotency-Key", '"' + key + '"');
		HttpResponse<String> again = this.service.post(anOrder().json(), "Idempotency-Key", key);

		assertThat(first.statusCode()).isEqualTo(202);
		assertThat(again.statusCode()).isEqualTo(202);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
		assertThat(this.log.orders()).hasSize(1);
	}

	@Test
	void refusesOtherContentUnderTheSameKey() {
		String key = key();
		this.service.post(anOrder().json(), "Idempotency-Key", key);
		this.log.clear();

		assertRefused(this.service.post(anOrder().priced("1").json(), "Idempotency-Key", key), 422,
				"idempotency-key-reused");
	}

	@Test
	void givesOrdersWithoutAKeyEachTheirOwnId() {
		HttpResponse<String> one = this.service.post(anOrder().json());
		HttpResponse<String> two = this.service.post(anOrder().json());

		assertThat(one.body()).isNotEqualTo(two.body());
		assertThat(this.log.orders()).hasSize(2);
	}

	@Test
	void refusesSeveralKeys() {
		HttpResponse<String> answer = this.service.post(anOrder().json(), "Idempotency-Key", "a", "Idempotency-Key",
				"b");

		assertRefused(answer, 400, "invalid-idempotency-key");
	}

	@Test
	void refusesAnEmptyKey() {
		assertRefused(this.service.post(anOrder().json(), "Idempotency-Key", ""), 400, "invalid-idempotency-key");
	}

	/** A refusal is a problem that says what to do next, and nothing is kept. */
	private void assertRefused(HttpResponse<String> answer, int status, String kind) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(json(answer).get("type").stringValue()).isEqualTo("urn:reparto:problem:" + kind);
		assertThat(json(answer).get("status").intValue()).isEqualTo(status);
		assertThat(json(answer).get("title").stringValue()).isNotBlank();
		assertThat(json(answer).get("detail").stringValue()).isNotBlank();
		assertThat(this.log.orders()).isEmpty();
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

	private HttpRequest typed(String contentType, String body) {
		return HttpRequest.newBuilder(this.service.address("/orders"))
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString(body))
			.build();
	}

	private static String key() {
		return UUID.randomUUID().toString();
	}

	/** Sends what no HTTP client would, and reads until the server closes. */
	private String raw(String request) throws IOException {
		try (Socket socket = new Socket("localhost", this.service.port())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write(request.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), UTF_8);
		}
	}

}
