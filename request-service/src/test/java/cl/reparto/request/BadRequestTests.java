package cl.reparto.request;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Requests whose method, address or headers are bad, or that are no requests at all: all
 * are answered with a problem, nothing of them is kept, and we have nothing to say.
 */
class BadRequestTests extends OnStandIns {

	private static final String TO_ORDERS = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

	private final CapturedLog lines = new CapturedLog();

	@AfterEach
	void nothingOfItIsKeptOrLogged() {
		this.lines.close();
		assertThat(this.log.orders()).isEmpty();
		assertThat(this.lines.lines()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
			"application/xml", "application/vnd.api+json", "application/json;charset=ISO-8859-1",
			"application/json; charset=UTF-16", "application/json;charset=nonsense", "nonsense" })
	void refusesOtherContentTypes(String contentType) {
		new Problem(415, "unsupported-media-type")
			.assertIs(this.service.post(anOrder().json(), "Content-Type", contentType));
	}

	@Test
	void refusesABodyWithoutContentType() {
		new Problem(415, "unsupported-media-type").assertIs(this.service.send("POST", "/orders", anOrder().json()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "br", "x-gzip", "identity, gzip", "nonsense", "" })
	void refusesAnEncodedBody(String encoding) {
		HttpResponse<String> answer = this.service.post(anOrder().json(), "Content-Encoding", encoding);

		new Problem(415, "unsupported-content-encoding").assertIs(answer);
		assertThat(answer.headers().firstValue("Accept-Encoding")).contains("identity");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml", "application/problem+json", "nonsense" })
	void refusesWhoDoesNotAcceptJson(String accept) {
		new Problem(406, "not-acceptable").assertIs(this.service.post(anOrder().json(), "Accept", accept));
	}

	/** What else is no key is in {@code IdempotencyKeyTests}. */
	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesWhatIsNotOneKey(List<String> headers) {
		new Problem(400, "invalid-idempotency-key")
			.assertIs(this.service.post(anOrder().json(), headers.toArray(String[]::new)));
	}

	static Stream<List<String>> refusesWhatIsNotOneKey() {
		return Stream.of(List.of("Idempotency-Key", ""), List.of("Idempotency-Key", "a, b"),
				List.of("Idempotency-Key", "a", "Idempotency-Key", "a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "PATCH", "DELETE", "BREW" })
	void refusesOtherMethods(String method) {
		HttpResponse<String> answer = this.service.send(method, "/orders", "");

		new Problem(405, "method-not-allowed").assertIs(answer);
		assertThat(answer.headers().firstValue("Allow")).contains("POST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/order", "/orders/", "/orders/1", "/ORDERS", "/orders.json", "/orders/%2e%2e/orders",
			"/error", "/actuator/health", "/actuator/env", "/favicon.ico" })
	void knowsNoOtherPath(String path) {
		new Problem(404, "unknown-path")
			.assertIs(this.service.send("POST", path, anOrder().json(), "Content-Type", "application/json"));
	}

	/** The front line is Tomcat's, the answer is ours. */
	@ParameterizedTest(name = "{0}")
	@MethodSource
	void answersAProblemToWhatNoClientWouldSend(String sentence, int status, String kind, String request) {
		new Problem(status, kind).assertIsRaw(this.service.raw(request));
	}

	static Stream<Arguments> answersAProblemToWhatNoClientWouldSend() {
		String order = anOrder().json();
		int length = order.length();
		return Stream.of( //
				arguments("the version is unknown", 505, "bad-request", "POST /orders HTTP/9.9\r\nHost: x\r\n\r\n"),
				arguments("the method is TRACE", 405, "method-not-allowed",
						"TRACE /orders HTTP/1.1\r\nHost: x\r\n\r\n"),
				bad("the address has a space", get("/a b")), bad("the address has a brace", get("/a{")),
				bad("the address has a NUL", get("/%00")), bad("the address has a slash in disguise", get("/%2f")),
				bad("the address goes above the root", get("/../x")),
				bad("the address is too long", get("/" + "a".repeat(9000))),
				bad("there is no host", "POST /orders HTTP/1.1\r\n\r\n"),
				bad("there are two hosts", "POST /orders HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
				bad("the host has a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
				bad("a header has a space in its name", TO_ORDERS + "Bad Header: 1\r\n\r\n"),
				bad("the head is too large", TO_ORDERS + "A: " + "a".repeat(9000) + "\r\n\r\n"),
				bad("the length is negative", TO_ORDERS + "Content-Length: -1\r\n\r\n" + order),
				bad("the length is not a number", TO_ORDERS + "Content-Length: many\r\n\r\n" + order),
				bad("the length is given twice", TO_ORDERS + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + order),
				bad("the body is shorter than its length",
						TO_ORDERS + "Content-Length: " + (length + 5) + "\r\n\r\n" + order),
				arguments("the length is shorter than the body", 400, "malformed-body",
						TO_ORDERS + "Content-Length: " + (length - 5) + "\r\n\r\n" + order),
				bad("a chunk has no size", chunked("xyz\r\n" + order)),
				bad("a chunk is larger than its size", chunked("5\r\n" + order + "\r\n0\r\n\r\n")),
				bad("the size of a chunk is too large to count", chunked("fffffffff\r\n" + order)),
				bad("the last chunk is missing", chunked(Integer.toHexString(length) + "\r\n" + order + "\r\n")),
				bad("a chunk has a long extension", chunked("1;" + "a".repeat(100) + "\r\n{\r\n0\r\n\r\n")),
				arguments("the key is not ASCII", 400, "invalid-idempotency-key",
						TO_ORDERS + "Idempotency-Key: \u00f1\r\nContent-Length: " + length + "\r\n\r\n" + order),
				arguments("the encoding is unknown", 501, "bad-request",
						TO_ORDERS + "Transfer-Encoding: rot13\r\n\r\n" + order));
	}

	@Test
	void waitsForABodyNoLongerThanForARead() {
		new Problem(408, "body-too-slow")
			.assertIsRaw(this.service.raw(TO_ORDERS + "Content-Length: 100\r\n\r\n{", false));
	}

	/** Such a line is HTTP/0.9, where an answer has no head. */
	@ParameterizedTest
	@ValueSource(strings = { "POST /orders\r\nHost: x\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n",
			"\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n" })
	void answersALineThatIsNoRequestWithNothingButAProblem(String line) {
		new Problem(400, "bad-request").assertIs(this.service.raw(line));
	}

	private static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
	}

	private static String chunked(String body) {
		return TO_ORDERS + "Transfer-Encoding: chunked\r\n\r\n" + body;
	}

	private static Arguments bad(String sentence, String request) {
		return arguments(sentence, 400, "bad-request", request);
	}

}
