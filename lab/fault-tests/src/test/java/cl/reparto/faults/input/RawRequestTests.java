package cl.reparto.faults.input;

import java.util.stream.Stream;

import cl.reparto.local.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What no HTTP client would send. The front line is Tomcat's, the answer is ours.
 */
class RawRequestTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	private static final String TO_ORDERS = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

	@AfterAll
	static void nothingOfItIsPublishedOrLogged() {
		SYSTEM.assertInOrder();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void answersAProblem(String sentence, int status, String kind, String request) {
		Problem.of(status, kind).assertIsRaw(SYSTEM.door().raw(SYSTEM.address(Service.REQUEST), request));
	}

	static Stream<Arguments> answersAProblem() {
		String order = Draft.order().json();
		int length = order.length();
		return Stream.of( //
				arguments("the version is unknown", 505, "bad-request", "POST /orders HTTP/9.9\r\nHost: x\r\n\r\n"),
				bad("there is no host", "POST /orders HTTP/1.1\r\n\r\n"),
				bad("there are two hosts", "POST /orders HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
				bad("a header has a space in its name", TO_ORDERS + "Bad Header: 1\r\n\r\n"),
				bad("the head is too large", TO_ORDERS + "A: " + "a".repeat(9000) + "\r\n\r\n"),
				bad("the address is too long", "POST /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
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

	/** Such a line is HTTP/0.9, where an answer has no head. */
	@ParameterizedTest
	@ValueSource(strings = { "POST /orders\r\nHost: x\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n",
			"\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n" })
	void answersALineThatIsNoRequestWithNothingButAProblem(String line) {
		Problem.of(400, "bad-request").assertIs(SYSTEM.door().raw(SYSTEM.address(Service.REQUEST), line));
	}

	private static String chunked(String body) {
		return TO_ORDERS + "Transfer-Encoding: chunked\r\n\r\n" + body;
	}

	private static Arguments bad(String sentence, String request) {
		return arguments(sentence, 400, "bad-request", request);
	}

}
