package cl.reparto.request;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.model.OrderRules.Violation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class NewOrderReaderTests {

	@Test
	void readsAnOrder() {
		NewOrder order = read("""
				{"name": "Empanadas", "price": 214888.6892292968, "email": "ana@example.cl"}""");

		assertThat(order).isEqualTo(new NewOrder("Empanadas", new BigDecimal("214888.6892292968"), "ana@example.cl"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "10.00", "0.10", "1e3", "1E-7", "999999999.99999999999", "12345678901234567890e-15" })
	void keepsThePriceDigitForDigit(String price) {
		NewOrder order = read(priced(price));

		assertThat(order.price()).isEqualTo(new BigDecimal(price));
	}

	@Test
	void readsNamesOfEveryScript() {
		NewOrder order = read("""
				{"name": "Ñoquis 🍝 \\u00e1", "price": 1, "email": "ana@example.cl"}""");

		assertThat(order.name()).isEqualTo("Ñoquis 🍝 á");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			name  | 1                | must be a string
			name  | null             | must be a string
			name  | ["a"]            | must be a string
			name  | ""               | must have 1 to 200 characters, not all blank
			name  | "a\\u0007b"      | must not contain control characters or unpaired surrogates
			name  | "\\ud800"        | must not contain control characters or unpaired surrogates
			price | "12"             | must be a number
			price | true             | must be a number
			price | null             | must be a number
			price | {}               | must be a number
			price | 0                | must be above 0 and at most 1000000000
			price | -1               | must be above 0 and at most 1000000000
			price | 0.000            | must be above 0 and at most 1000000000
			price | 1000000000.1     | must be above 0 and at most 1000000000
			price | 1e999999999      | must be above 0 and at most 1000000000
			price | 1e-999999999     | must have at most 20 digits
			price | 1.12345678901234567890 | must have at most 20 digits
			email | 1                | must be a string
			email | false            | must be a string
			""")
	void refusesAFieldOfAWrongTypeOrValue(String field, String value, String message) {
		String body = """
				{"name": "a", "price": 1, "email": "a@b.cl"}""".replaceFirst("\"" + field + "\": [^,}]+",
				"\"" + field + "\": " + value.replace("\\", "\\\\"));

		assertThat(errors(body)).containsExactly(new Violation(field, message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ana", "ana@", "@b.cl", "Ana <ana@b.cl>", "a@b.cl,c@d.cl", "a@b.cl\\r\\nBcc: c@d.cl",
			" a@b.cl", "a@b.cl\\u0000", "\\\"a b\\\"@c.cl" })
	void refusesWhatIsNotOnePlainAddress(String email) {
		String body = """
				{"name": "a", "price": 1, "email": "%s"}""".formatted(email);

		assertThat(errors(body)).extracting(Violation::field).containsExactly("email");
	}

	@Test
	void refusesALongAddress() {
		String body = """
				{"name": "a", "price": 1, "email": "a@%s.cl"}""".formatted("b".repeat(250));

		assertThat(errors(body)).containsExactly(new Violation("email", "must have at most 254 characters"));
	}

	@Test
	void namesEveryBadFieldAtOnce() {
		String body = """
				{"price": "1", "email": "x", "colour": "red", "size": {"a": [1]}}""";

		assertThat(errors(body)).extracting(Violation::field)
			.containsExactlyInAnyOrder("name", "price", "email", "colour", "size");
	}

	@Test
	void namesEveryMissingField() {
		assertThat(errors("{}")).containsExactly(new Violation("name", "is missing"),
				new Violation("price", "is missing"), new Violation("email", "is missing"));
	}

	@Test
	void refusesAFieldThatIsGivenTwice() {
		String body = """
				{"name": "a", "price": 1, "email": "a@b.cl", "price": 1}""";

		assertThat(errors(body)).containsExactly(new Violation("price", "is given more than once"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "\"a\"", "1", "{", "{\"name\"", "{\"name\":\"a", "{'name':'a'}",
			"{\"name\":\"a\",}", "{name:1}", "{}{}", "{} x", "{}]", "// a\n{}", "{\"price\":NaN}",
			"{\"price\":Infinity}", "{\"price\":-}", "{\"price\":01}", "{\"price\":.5}", "{\"price\":1.}",
			"{\"price\":+1}", "{\"price\":0x1}", "{\"price\":1e99999999999}", "{\"price\":1e-99999999999}",
			"{\"name\":\"a\nb\"}", "{\"name\":\"\\x\"}", "\uFEFF{}" })
	void refusesWhatIsNotOneJsonObject(String body) {
		assertThat(refusal(body.getBytes(UTF_8))).isEqualTo(Refusal.MALFORMED_BODY);
	}

	@Test
	void refusesJsonThatIsTooDeep() {
		String body = "{\"name\":" + "[".repeat(8_000) + "]".repeat(8_000) + "}";

		assertThat(refusal(body.getBytes(UTF_8))).isEqualTo(Refusal.MALFORMED_BODY);
	}

	@Test
	void refusesNumbersThatAreTooLong() {
		assertThat(refusal(priced("9".repeat(10_000)).getBytes(UTF_8))).isEqualTo(Refusal.MALFORMED_BODY);
	}

	@Test
	void refusesEveryEncodingButUtf8() {
		String body = priced("1").replace("a@", "ñ@");

		assertThat(Arrays.asList(refusal(body.getBytes(UTF_16)), refusal(body.getBytes(ISO_8859_1))))
			.containsOnly(Refusal.MALFORMED_BODY);
	}

	@Test
	void saysWhereTheJsonIsMalformed() {
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> read("{\n\"name\": oops}"))
			.satisfies((ex) -> assertThat(ex.problem().getDetail()).contains("line 2").doesNotContain("oops"));
	}

	private static String priced(String price) {
		return """
				{"name": "a", "price": %s, "email": "a@b.cl"}""".formatted(price);
	}

	private static NewOrder read(String body) {
		return NewOrderReader.read(JsonBody.read(body.getBytes(UTF_8)));
	}

	private static Refusal refusal(byte[] body) {
		return catchThrowableOfType(RefusedException.class, () -> NewOrderReader.read(JsonBody.read(body))).refusal();
	}

	@SuppressWarnings("unchecked")
	private static List<Violation> errors(String body) {
		RefusedException refused = catchThrowableOfType(RefusedException.class, () -> read(body));
		assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_ORDER);
		return (List<Violation>) refused.problem().getProperties().get("errors");
	}

}
