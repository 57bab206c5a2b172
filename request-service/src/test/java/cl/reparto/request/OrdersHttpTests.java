package cl.reparto.request;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cl.reparto.model.OrderRequested;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What is taken at {@code POST /orders}, and each body that is not.
 */
class OrdersHttpTests extends OnStandIns {

	private static final int LARGEST = 16 * 1024;

	private static final String NAME = "\"name\":\"pan\"";

	private static final String PRICE = "\"price\":1";

	private static final String EMAIL = "\"email\":\"ana@example.cl\"";

	private final CapturedLog lines = new CapturedLog();

	/** Neither of customers nor of what they get wrong. */
	@AfterEach
	void logsNothing() {
		this.lines.close();
		assertThat(this.lines.lines()).isEmpty();
	}

	@Test
	void keepsAnOrderAndSaysWhereItsStatusIs() {
		HttpResponse<String> answer = this.service
			.post(anOrder().named("Empanadas").priced("12990.50").mailedTo("ana@example.cl").json());

		assertThat(answer.statusCode()).isEqualTo(202);
		OrderRequested kept = this.log.orders().getFirst();
		assertThat(kept.name()).isEqualTo("Empanadas");
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
		HttpResponse<String> answer = this.service.post(anOrder().named("Ñoquis 🍝").json(), "Content-Type",
				contentType);

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(this.log.orders().getFirst().name()).isEqualTo("Ñoquis 🍝");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/json", "application/*;q=0.5, text/html" })
	void answersWhoAcceptsJson(String accept) {
		assertThat(this.service.post(anOrder().json(), "Accept", accept).statusCode()).isEqualTo(202);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void takesWhatOnlyLooksBad(String sentence, String order) {
		assertThat(this.service.post(order).statusCode()).isEqualTo(202);
	}

	static Stream<Arguments> takesWhatOnlyLooksBad() {
		return Stream.of( //
				arguments("a name of 200 characters beyond the first plane", anOrder().named("🥟".repeat(200)).json()),
				arguments("a name that would be HTML", anOrder().named("<script>alert(1)</script>").json()),
				arguments("a name that turns the line around", anOrder().named("pan \u202e 0001$").json()),
				arguments("a name that would be a template", anOrder().named("{{email}} ${jndi:ldap://x/a}").json()),
				arguments("a price with an exponent", anOrder().priced("1.2e3").json()),
				arguments("a price of 20 digits", anOrder().priced("0.00000000000000000001").json()),
				arguments("an address with all that is allowed",
						anOrder().mailedTo("!#$%&'*+/=?^_`{|}~-.a@b.cl").json()),
				arguments("a field's name that is escaped", object("\"\\u006eame\":\"pan\"", PRICE, EMAIL)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void namesTheBadField(String sentence, String order, String field) {
		assertThat(refused(400, "invalid-order", this.service.post(order)).findValuesAsString("field"))
			.containsExactly(field);
	}

	static Stream<Arguments> namesTheBadField() {
		return Stream.of( //
				arguments("the name is missing", object(PRICE, EMAIL), "name"),
				arguments("the name is null", object("\"name\":null", PRICE, EMAIL), "name"),
				arguments("the name is a number", object("\"name\":7", PRICE, EMAIL), "name"),
				arguments("the name is an object", object("\"name\":{\"name\":\"a\"}", PRICE, EMAIL), "name"),
				arguments("the name is empty", anOrder().named("").json(), "name"),
				arguments("the name is blank", anOrder().named(" \\u2003 ").json(), "name"),
				arguments("the name has 201 characters", anOrder().named("ñ".repeat(201)).json(), "name"),
				arguments("the name has a NUL", anOrder().named("pan\\u0000").json(), "name"),
				arguments("the name has a tab", anOrder().named("pan\\t").json(), "name"),
				arguments("the name brings a mail header", anOrder().named("pan\\r\\nBcc: a@b.cl").json(), "name"),
				arguments("the name has a line separator", anOrder().named("pan\\u2028").json(), "name"),
				arguments("the name has half a surrogate pair", anOrder().named("pan\\ud83e").json(), "name"),
				arguments("the price is missing", object(NAME, EMAIL), "price"),
				arguments("the price is null", anOrder().priced("null").json(), "price"),
				arguments("the price is a text", anOrder().priced("\"12990.50\"").json(), "price"),
				arguments("the price is a list", anOrder().priced("[1]").json(), "price"),
				arguments("the price is zero", anOrder().priced("0.00").json(), "price"),
				arguments("the price is zero with a huge exponent", anOrder().priced("0e999999999").json(), "price"),
				arguments("the price is negative", anOrder().priced("-1").json(), "price"),
				arguments("the price is above the highest", anOrder().priced("1000000000.01").json(), "price"),
				arguments("the price has 21 digits", anOrder().priced("1.00000000000000000001").json(), "price"),
				arguments("the price is huge", anOrder().priced("1e999999999").json(), "price"),
				arguments("the price is next to nothing", anOrder().priced("1e-999999999").json(), "price"),
				arguments("the address is missing", object(NAME, PRICE), "email"),
				arguments("the address is true", object(NAME, PRICE, "\"email\":true"), "email"),
				arguments("the address has no @", anOrder().mailedTo("ana.example.cl").json(), "email"),
				arguments("the address is two", anOrder().mailedTo("a@b.cl,c@d.cl").json(), "email"),
				arguments("the address has a display name", anOrder().mailedTo("Ana <a@b.cl>").json(), "email"),
				arguments("the address brings a recipient", anOrder().mailedTo("a@b.cl\\r\\nRCPT TO:<c@d.cl>").json(),
						"email"),
				arguments("the address ends with a line", anOrder().mailedTo("a@b.cl\\n").json(), "email"),
				arguments("the address is quoted", anOrder().mailedTo("\\\"a b\\\"@b.cl").json(), "email"),
				arguments("the address is not ASCII", anOrder().mailedTo("ñandú@b.cl").json(), "email"),
				arguments("the address has 255 characters", anOrder().mailedTo("a@" + "b.".repeat(125) + "com").json(),
						"email"),
				arguments("the time is null", object(NAME, PRICE, EMAIL, "\"for\":null"), "for"),
				arguments("the time is a number", object(NAME, PRICE, EMAIL, "\"for\":1795998600"), "for"),
				arguments("the time has no offset", object(NAME, PRICE, EMAIL, "\"for\":\"2026-11-28T20:30:00\""),
						"for"),
				arguments("the time is no time", object(NAME, PRICE, EMAIL, "\"for\":\"mañana\""), "for"),
				arguments("the time is over", object(NAME, PRICE, EMAIL, "\"for\":\"2020-11-28T20:30:00-03:00\""),
						"for"),
				arguments("the time is beyond all years",
						object(NAME, PRICE, EMAIL, "\"for\":\"+999999999-12-31T23:59:59Z\""), "for"),
				arguments("a field is unknown", object(NAME, PRICE, EMAIL, "\"coupon\":\"abc\""), "coupon"),
				arguments("a field is written otherwise", object(NAME, PRICE, EMAIL, "\"Price\":1"), "Price"));
	}

	@Test
	void namesEveryBadFieldAtOnce() {
		JsonNode errors = refused(400, "invalid-order", this.service.post("""
				{"name": "", "price": "gratis", "colour": "red"}"""));

		assertThat(errors).hasToString("[{\"field\":\"price\",\"message\":\"must be a number\"},"
				+ "{\"field\":\"name\",\"message\":\"must have 1 to 200 characters, not all blank\"},"
				+ "{\"field\":\"email\",\"message\":\"is missing\"},"
				+ "{\"field\":\"colour\",\"message\":\"is unknown; an order has name, price, email and for\"}]");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesTheBody(String sentence, byte[] body) {
		assertThat(refused(400, "malformed-body", this.service.post(body))).isEmpty();
	}

	static Stream<Arguments> refusesTheBody() {
		String order = anOrder().json();
		return Stream.of( //
				body("it is empty", ""), body("it is blank", " \r\n "), body("it is null", "null"),
				body("it is a list of orders", "[" + order + "]"), body("it is a text", "\"order\""),
				body("it is a number", "1"), body("it breaks off", order.substring(0, 40)),
				body("it goes on after the order", order + "x"), body("it is closed twice", order + "}"),
				body("it is two orders", order.repeat(2)),
				body("a field is given twice", object(NAME, PRICE, EMAIL, PRICE)),
				body("a field of a field is given twice", object(NAME, PRICE, EMAIL, "\"size\":{\"a\":1,\"a\":2}")),
				body("it has a trailing comma", order.replace("}", ",}")),
				body("it has a comment", "/* order */" + order),
				body("it has a comment in a line", "// order\n" + order),
				body("it has single quotes", order.replace('"', '\'')),
				body("it has no quotes", order.replace("\"price\"", "price")),
				body("the price is not a number", anOrder().priced("NaN").json()),
				body("the price is infinite", anOrder().priced("Infinity").json()),
				body("the price is a sign", anOrder().priced("-").json()),
				body("the price has a plus", anOrder().priced("+1").json()),
				body("the price is hexadecimal", anOrder().priced("0x1").json()),
				body("the price has a leading zero", anOrder().priced("01").json()),
				body("the price begins with a point", anOrder().priced(".5").json()),
				body("the price ends with a point", anOrder().priced("1.").json()),
				body("the price's exponent is too large to count", anOrder().priced("1e99999999999").json()),
				body("the price's exponent is too small to count", anOrder().priced("1e-99999999999").json()),
				body("the price has 101 digits", anOrder().priced("1".repeat(101)).json()),
				body("a line break is not escaped", anOrder().named("pan\n").json()),
				body("an escape is unknown", anOrder().named("\\x").json()),
				body("it is nested a thousand deep",
						object("\"name\":" + "[".repeat(1000) + "]".repeat(1000), PRICE, EMAIL)),
				body("it begins with a byte order mark", "\ufeff" + order),
				arguments("it is in Latin-1", anOrder().named("ñoquis").json().getBytes(ISO_8859_1)),
				arguments("it is in UTF-16", order.getBytes(StandardCharsets.UTF_16)),
				arguments("it has a surrogate in UTF-8",
						anOrder().named("\u00ed\u00a0\u00be").json().getBytes(ISO_8859_1)),
				body("it is a form", "name=pan&price=1"),
				body("it is XML", "<!DOCTYPE o [<!ENTITY e SYSTEM 'file:///'>]>&e;"));
	}

	private static String object(String... members) {
		return "{" + String.join(",", members) + "}";
	}

	private static Arguments body(String sentence, String body) {
		return arguments(sentence, body.getBytes(UTF_8));
	}

	@Test
	void takesABodyOfExactly16KiB() {
		assertThat(this.service.post(padded(LARGEST)).statusCode()).isEqualTo(202);
	}

	@Test
	void refusesABodyOfOneByteMore() {
		refused(413, "body-too-large", this.service.post(padded(LARGEST + 1)));
	}

	@Test
	void readsNoMoreOfABodyThanAnOrderMayHave() {
		String tooMuchAndNotAllOfIt = "4e20\r\n" + " ".repeat(20_000);

		new Problem(413, "body-too-large")
			.assertIsRaw(this.service.raw("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n" + tooMuchAndNotAllOfIt, false));
	}

	private static String padded(int length) {
		String order = anOrder().json();
		return order + " ".repeat(length - order.length());
	}

	@Test
	void tellsNothingOfAnUnexpectedError() {
		this.log.fail();

		HttpResponse<String> answer = this.service.post(anOrder().json());

		refused(500, "internal", answer);
		assertThat(answer.body()).doesNotContain("only we");
		assertThat(this.lines.take()).singleElement()
			.asString()
			.startsWith("Answered 500")
			.contains("only we")
			.doesNotContain("ana@example.cl", "Empanadas", "12990");
	}

	@Test
	void givesOrdersWithoutAKeyEachTheirOwnId() {
		HttpResponse<String> one = this.service.post(anOrder().json());
		HttpResponse<String> two = this.service.post(anOrder().json());

		assertThat(one.body()).isNotEqualTo(two.body());
		assertThat(this.log.orders()).hasSize(2);
	}

	/**
	 * The request was refused, and nothing of it was kept.
	 * @return what is wrong with each bad field
	 */
	private JsonNode refused(int status, String kind, HttpResponse<String> answer) {
		new Problem(status, kind).assertIs(answer);
		assertThat(this.log.orders()).isEmpty();
		return JsonMapper.shared().readTree(answer.body()).path("errors");
	}

}
