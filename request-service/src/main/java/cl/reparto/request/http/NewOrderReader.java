package cl.reparto.request.http;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import cl.reparto.model.OrderRules;
import cl.reparto.request.NewOrder;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads an order from one JSON object (RFC 8259) in UTF-8, or says everything that is
 * wrong with it at once. Numbers are kept digit for digit.
 */
final class NewOrderReader {

	private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
		.maxNestingDepth(16)
		.maxNumberLength(100)
		.build();

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
				DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private NewOrderReader() {
	}

	/**
	 * Reads an order.
	 * @param body what the customer sent
	 * @return an order that keeps the rules
	 * @throws ProblemException if it is not one JSON object, or naming each bad field
	 * once
	 */
	static NewOrder read(byte[] body) {
		JsonNode order = parse(decode(body));
		Map<String, String> errors = new LinkedHashMap<>();
		order.forEachEntry((field, value) -> {
			String error = typeError(field, value);
			if (error != null) {
				errors.put(field, error);
			}
		});
		String name = text(order.get("name"));
		BigDecimal price = number(order.get("price"));
		String email = text(order.get("email"));
		OrderRules.violations(name, price, email).forEach((bad) -> errors.putIfAbsent(bad.field(), bad.message()));
		if (name == null || price == null || email == null || !errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_ORDER, errors);
		}
		return new NewOrder(name, price, email);
	}

	/**
	 * Decodes before parsing: given bytes, the parser would take UTF-16 and UTF-32 too.
	 */
	private static String decode(byte[] body) {
		try {
			return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			throw malformed("The body is not UTF-8");
		}
	}

	private static JsonNode parse(String body) {
		try {
			JsonNode json = MAPPER.readTree(body);
			if (!json.isObject()) {
				throw malformed("The body is not a JSON object");
			}
			return json;
		}
		catch (StreamConstraintsException | NumberFormatException ex) {
			throw malformed("The JSON is too deep, or a number in it too long");
		}
		catch (MismatchedInputException ex) {
			throw malformed("A field is given twice, or the body goes on after the JSON object, " + place(ex));
		}
		catch (JacksonException ex) {
			throw malformed("The JSON cannot be read " + place(ex));
		}
	}

	private static String place(JacksonException ex) {
		return "at line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr();
	}

	private static ProblemException malformed(String what) {
		return new ProblemException(ProblemKind.MALFORMED_BODY, what + ".");
	}

	private static @Nullable String typeError(String field, JsonNode value) {
		return switch (field) {
			case "name", "email" -> value.isString() ? null : "must be a string";
			case "price" -> value.isNumber() ? null : "must be a number";
			default -> "is unknown; an order has name, price and email";
		};
	}

	private static @Nullable String text(@Nullable JsonNode value) {
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	private static @Nullable BigDecimal number(@Nullable JsonNode value) {
		return (value != null && value.isNumber()) ? value.decimalValue() : null;
	}

}
