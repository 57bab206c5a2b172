package cl.reparto.model;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How events and what customers see of them are written: components in their order,
 * prices in plain notation, instants as ISO-8601. What a reader does not know it passes
 * over; what it needs must be there and of the right type.
 */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.withCoercionConfig(LogicalType.Textual,
				(text) -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.addModule(new SimpleModule().addDeserializer(Instant.class, new InstantAsText()))
		.build();

	private Json() {
	}

	/**
	 * Writes a record.
	 * @param value the record
	 * @return its JSON, in UTF-8
	 */
	public static byte[] write(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

	static <T> T read(byte[] json, Class<T> type) {
		try {
			T value = MAPPER.readValue(json, type);
			if (value == null) {
				throw new UnreadableEventException("not an " + type.getSimpleName() + ": null");
			}
			return value;
		}
		catch (JacksonException ex) {
			throw new UnreadableEventException("not an " + type.getSimpleName() + ": " + why(ex));
		}
	}

	/** Names the place and the rule, never the value: it may be a customer's. */
	private static String why(JacksonException ex) {
		if (ex instanceof ValueInstantiationException && ex.getCause() != null && ex.getCause().getMessage() != null) {
			return ex.getCause().getMessage();
		}
		if (ex instanceof DatabindException && !ex.getPath().isEmpty()) {
			return "wrong type or value at " + ex.getPathReference();
		}
		return "malformed JSON";
	}

	/** A number could be seconds or milliseconds, and Jackson guesses. */
	private static final class InstantAsText extends StdScalarDeserializer<Instant> {

		InstantAsText() {
			super(Instant.class);
		}

		@Override
		public Instant deserialize(JsonParser json, DeserializationContext context) {
			if (!json.hasToken(JsonToken.VALUE_STRING)) {
				return (Instant) context.handleUnexpectedToken(Instant.class, json);
			}
			try {
				return Instant.parse(json.getString());
			}
			catch (DateTimeParseException ex) {
				return (Instant) context.handleWeirdStringValue(Instant.class, json.getString(), "not ISO-8601");
			}
		}

	}

	/**
	 * A constant that people meet: its name in JSON, addresses and metrics.
	 */
	public interface WireName {

		/**
		 * The constant's name in code.
		 * @return as of {@link Enum#name()}
		 */
		String name();

		/**
		 * The constant as it is written.
		 * @return the name in lower case, with hyphens
		 */
		@JsonValue
		default String wireName() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		/**
		 * The constant of a name.
		 * @param <E> what it is
		 * @param text the name as it is written
		 * @param known the constants that there are here
		 * @return one of them
		 * @throws IllegalArgumentException if it is none of these
		 */
		static <E extends WireName> E of(String text, List<E> known) {
			return known.stream()
				.filter((each) -> each.wireName().equals(text))
				.findAny()
				.orElseThrow(() -> new IllegalArgumentException(
						"must be one of " + known.stream().map(WireName::wireName).collect(Collectors.joining(", "))));
		}

	}

}
