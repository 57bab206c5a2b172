package cl.reparto.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A body that is one JSON object (RFC 8259) in UTF-8. Numbers are kept digit for digit.
 *
 * @param fields the value of each field; the first one if there are several
 * @param repeated the fields that are given more than once
 */
record JsonBody(Map<String, JsonNode> fields, Set<String> repeated) {

	private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
		.maxNestingDepth(16)
		.maxNumberLength(100)
		.build();

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/**
	 * Reads a body.
	 * @param body the bytes
	 * @return the object
	 * @throws RefusedException if the body is anything else, or goes on after the object
	 */
	static JsonBody read(byte[] body) {
		try (JsonParser parser = MAPPER.createParser(decode(body))) {
			return read(parser);
		}
		catch (StreamConstraintsException | NumberFormatException ex) {
			throw malformed("The JSON is too deep, or a number in it too long");
		}
		catch (JacksonException ex) {
			throw malformed("The JSON cannot be read at line " + ex.getLocation().getLineNr() + ", column "
					+ ex.getLocation().getColumnNr());
		}
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

	private static JsonBody read(JsonParser parser) {
		if (parser.nextToken() != JsonToken.START_OBJECT) {
			throw malformed("The body is not a JSON object");
		}
		Map<String, JsonNode> fields = new LinkedHashMap<>();
		Set<String> repeated = new LinkedHashSet<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			JsonNode value = parser.readValueAsTree();
			if (fields.putIfAbsent(name, value) != null) {
				repeated.add(name);
			}
		}
		if (parser.nextToken() != null) {
			throw malformed("The body goes on after the JSON object");
		}
		return new JsonBody(fields, repeated);
	}

	private static RefusedException malformed(String what) {
		return new RefusedException(Refusal.MALFORMED_BODY, what + ".");
	}

}
