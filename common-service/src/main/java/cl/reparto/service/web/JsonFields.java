package cl.reparto.service.web;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The fields of one JSON object (RFC 8259) in UTF-8 that a client has sent, and all that
 * is wrong with them. Numbers are kept digit for digit. A field that is not of the type
 * that is asked for is read as if it were absent, and named in the end.
 */
public final class JsonFields {

	private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
		.maxNestingDepth(16)
		.maxNumberLength(100)
		.build();

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
				DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/** As the model has them for what is kept. */
	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private final String path;

	private final JsonNode object;

	/** The first of each field. */
	private final Map<String, String> errors;

	private JsonFields(String path, JsonNode object, Map<String, String> errors) {
		this.path = path;
		this.object = object;
		this.errors = errors;
	}

	/**
	 * Reads an object.
	 * @param body what the client sent
	 * @return its fields
	 * @throws ProblemException as {@link ProblemKind#MALFORMED_BODY} if it is not one
	 * JSON object
	 */
	public static JsonFields read(byte[] body) {
		return new JsonFields("", parse(decode(body)), new LinkedHashMap<>());
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

	/**
	 * All that was sent.
	 * @return JSON that is the same for the same fields and values, in whatever order
	 */
	public String content() {
		return sorted(this.object).toString();
	}

	private static JsonNode sorted(JsonNode value) {
		if (!value.isObject()) {
			return value;
		}
		ObjectNode sorted = MAPPER.createObjectNode();
		value.propertyNames().stream().sorted().forEach((name) -> sorted.set(name, sorted(value.get(name))));
		return sorted;
	}

	/**
	 * Refuses fields of other names.
	 * @param what what has these fields, such as "an order"
	 * @param names the names that there are
	 */
	public void only(String what, String... names) {
		List<String> known = List.of(names);
		this.object.propertyNames()
			.stream()
			.filter((name) -> !known.contains(name))
			.forEach((name) -> refuse(name, "is unknown; " + what + " has " + listed(known)));
	}

	private static String listed(List<String> names) {
		return (names.size() == 1) ? names.getFirst()
				: String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
	}

	/**
	 * Refuses all fields.
	 * @param what what has none, such as "an advance"
	 */
	public void none(String what) {
		this.object.propertyNames().forEach((name) -> refuse(name, "is unknown; " + what + " has no fields"));
	}

	/**
	 * A text.
	 * @param name the field's name
	 * @return null if there is none
	 */
	public @Nullable String text(String name) {
		return value(name, JsonNode::isString, "a string", JsonNode::stringValue);
	}

	/**
	 * A number.
	 * @param name the field's name
	 * @return null if there is none
	 */
	public @Nullable BigDecimal number(String name) {
		return value(name, JsonNode::isNumber, "a number", JsonNode::decimalValue);
	}

	/**
	 * Whether something is so.
	 * @param name the field's name
	 * @return null if there is none
	 */
	public @Nullable Boolean truth(String name) {
		return value(name, JsonNode::isBoolean, "true or false", JsonNode::booleanValue);
	}

	/**
	 * A moment.
	 * @param name the field's name
	 * @return null if there is none
	 */
	public @Nullable Instant time(String name) {
		String text = text(name);
		if (text == null) {
			return null;
		}
		Optional<Instant> time = timeOf(text);
		if (time.isEmpty()) {
			refuse(name, "must be a date and time with its offset, such as 2026-11-28T20:30:00-03:00");
		}
		return time.orElse(null);
	}

	/** With years of four digits, as RFC 3339 has them. */
	private static Optional<Instant> timeOf(String text) {
		try {
			return Optional.of(OffsetDateTime.parse(text).toInstant())
				.filter((time) -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A list of texts.
	 * @param name the field's name
	 * @return null if there is none
	 */
	public @Nullable List<String> texts(String name) {
		return value(name, (value) -> value.isArray() && value.valueStream().allMatch(JsonNode::isString),
				"a list of strings", (value) -> value.valueStream().map(JsonNode::stringValue).toList());
	}

	/**
	 * The same without the fields that are null, where that says as much as nothing.
	 * @return other fields, with the same errors
	 */
	public JsonFields withoutNulls() {
		ObjectNode some = MAPPER.createObjectNode();
		this.object.forEachEntry((name, value) -> {
			if (!value.isNull()) {
				some.set(name, value);
			}
		});
		return new JsonFields(this.path, some, this.errors);
	}

	/**
	 * The fields of an object in this object.
	 * @param name the field's name
	 * @return its fields, whose errors are this object's as well; null if there is none
	 */
	public @Nullable JsonFields fields(String name) {
		return value(name, JsonNode::isObject, "an object",
				(value) -> new JsonFields(this.path + name + ".", value, this.errors));
	}

	private <T> @Nullable T value(String name, Predicate<JsonNode> fits, String type, Function<JsonNode, T> read) {
		JsonNode value = this.object.get(name);
		if (value == null) {
			return null;
		}
		if (!fits.test(value)) {
			refuse(name, "must be " + type);
			return null;
		}
		return read.apply(value);
	}

	/**
	 * Says what is wrong with a field, unless something is said already.
	 * @param name the field's name
	 * @param message what is wrong, without repeating its value
	 */
	public void refuse(String name, String message) {
		this.errors.putIfAbsent(this.path + name, message);
	}

	/**
	 * Ends the reading.
	 * @param kind what kind of problem bad fields are
	 * @throws ProblemException of this kind if anything is wrong; names each bad field
	 * once
	 */
	public void check(ProblemKind kind) {
		if (!this.errors.isEmpty()) {
			throw new ProblemException(kind, this.errors);
		}
	}

}
