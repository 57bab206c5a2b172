package cl.reparto.request.http;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import cl.reparto.request.NewOrder;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/**
 * What reading adds to {@code OrderRules}. Every bad body is in {@code OrdersHttpTests}.
 */
class NewOrderReaderTests {

	@Test
	void readsAnOrder() {
		NewOrder order = read("""
				{"name": "Ñoquis \\u00e1", "price": 214888.6892292968, "email": "ana@example.cl"}""");

		assertThat(order)
			.isEqualTo(new NewOrder("Ñoquis á", new BigDecimal("214888.6892292968"), "ana@example.cl", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "10.00", "0.10", "1e3", "1E-7", "999999999.99999999999", "12345678901234567890e-15" })
	void keepsThePriceDigitForDigit(String price) {
		NewOrder order = read("{\"name\": \"a\", \"price\": " + price + ", \"email\": \"a@b.cl\"}");

		assertThat(order.price()).isEqualTo(new BigDecimal(price));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"name": 1, "price": 1, "email": "a@b.cl"}               | name | must be a string
					{"name": null, "price": 1, "email": "a@b.cl"}            | name | must be a string
					{"name": "a", "price": "1", "email": "a@b.cl"}           | price | must be a number
					{"name": "a", "price": null, "email": "a@b.cl"}          | price | must be a number
					{"name": "a", "price": 1, "email": false}                | email | must be a string
					{"name": "a", "price": 1}                                | email | is missing
					{"name": "a", "price": 0, "email": "a@b.cl"}             | price | must be above 0 and at most 1000000000
					{"name": "a", "price": 1, "email": "a@b.cl", "for": "1969-12-31T23:59:59Z"} | for | must be a date and time with its offset, such as 2026-11-28T20:30:00-03:00
					{"name": "a", "price": 1, "email": "a@b.cl", "for": "+10000-01-01T00:00:00Z"} | for | must be a date and time with its offset, such as 2026-11-28T20:30:00-03:00
					{"name": "a", "price": 1, "email": "a@b.cl", "size": {}} | size | is unknown; an order has name, price, email and for
					""")
	void saysWhatIsWrongWithAField(String body, String field, String message) {
		ProblemException refused = refused(body);

		assertThat(refused.kind()).isEqualTo(ProblemKind.INVALID_ORDER);
		assertThat(JsonMapper.shared().writeValueAsString(refused.getBody().getProperties()))
			.isEqualTo("{\"errors\":[{\"field\":\"" + field + "\",\"message\":\"" + message + "\"}]}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					[]                     | The body is not a JSON object.
					{"name": "ñ"}          | The body is not UTF-8.
					{"a": 1, "a": oops}    | The JSON cannot be read at line 1, column 15.
					{"size": 1, "size": 2} | A field is given twice, or the body goes on after the JSON object, at line 1, column 21.
					{"size": 1} {}         | A field is given twice, or the body goes on after the JSON object, at line 1, column 13.
					{"a": [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]} | The JSON is too deep, or a number in it too long.
					""")
	void saysWhatIsWrongWithABody(String body, String found) {
		ProblemException refused = refused(body);

		assertThat(refused.kind()).isEqualTo(ProblemKind.MALFORMED_BODY);
		assertThat(refused.getBody().getDetail()).startsWith(found).endsWith(".").doesNotContain("oops");
	}

	@Test
	void namesTenFieldsAtMostAndFirstThoseThatAnOrderHas() {
		String unknown = IntStream.range(0, 2000)
			.mapToObj((field) -> "\"" + field + "\":1")
			.collect(Collectors.joining(",", "{", "}"));

		assertThat(refused(unknown).getBody().getProperties()).extractingByKey("errors", LIST)
			.hasSize(10)
			.extracting(Object::toString)
			.startsWith("BadField[field=name, message=is missing]", "BadField[field=price, message=is missing]",
					"BadField[field=email, message=is missing]");
	}

	private static NewOrder read(String body) {
		return NewOrderReader.read(body.getBytes(UTF_8));
	}

	private static ProblemException refused(String body) {
		return catchThrowableOfType(ProblemException.class, () -> NewOrderReader.read(body.getBytes(ISO_8859_1)));
	}

}
