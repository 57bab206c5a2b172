package cl.reparto.guild.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import cl.reparto.guild.events.Place;
import cl.reparto.model.FieldRules;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * The guild's kinds of fields in what was sent. What is missing or bad is told in the
 * end; until then something else stands for it. A field that is null is missing.
 */
final class Fields {

	/** How far a clock may be ahead. */
	static final Duration AHEAD = Duration.ofMinutes(5);

	private static final Place NOWHERE = new Place(0, 0);

	private final JsonFields all;

	/** Those that are not null. */
	private final JsonFields json;

	private final Set<String> names = new LinkedHashSet<>();

	private Fields(JsonFields json) {
		this.all = json;
		this.json = json.withoutNulls();
	}

	static Fields read(byte[] body) {
		return new Fields(JsonFields.read(body));
	}

	String line(String name, int most) {
		return field(name, this.json::text, (text) -> good(text, FieldRules.line(text, most)), "");
	}

	String email(String name) {
		return field(name, this.json::text, (text) -> good(text, FieldRules.email(text)), "");
	}

	/** A text in a form of its own, such as a plate. */
	String normal(String name, Function<String, String> normalize) {
		return field(name, this.json::text, normalize, "");
	}

	/** A text that need not be there, read as one that must be; null if it is not. */
	<T> @Nullable T ifAny(String name, Function<String, T> reading) {
		this.names.add(name);
		return (this.json.text(name) != null) ? reading.apply(name) : null;
	}

	boolean truth(String name) {
		return field(name, this.json::truth, Function.identity(), false);
	}

	int whole(String name, int least, int most) {
		return field(name, this.json::number, (number) -> whole(number, least, most), 0);
	}

	/**
	 * A time that has come, or nearly.
	 * @param back how long ago it may be
	 */
	Instant time(String name, Instant now, Duration back) {
		return field(name, this.json::text, (text) -> near(text, now, back), now);
	}

	/** Latitude and longitude among the other fields. */
	Place place() {
		return new Place(degrees("lat", 90), degrees("lon", 180));
	}

	/** Latitude and longitude in an object of their own. */
	Place placeIn(String name) {
		return field(name, this.json::fields, (inner) -> {
			Fields fields = new Fields(inner);
			Place place = fields.place();
			fields.only("a place");
			return place;
		}, NOWHERE);
	}

	private double degrees(String name, int most) {
		return field(name, this.json::number, (number) -> degrees(number, most), 0.0);
	}

	private <R, T> T field(String name, Function<String, @Nullable R> given, Function<R, T> reading, T otherwise) {
		this.names.add(name);
		R value = given.apply(name);
		try {
			if (value != null) {
				return reading.apply(value);
			}
			this.json.refuse(name, "is missing");
		}
		catch (IllegalArgumentException ex) {
			this.json.refuse(name, String.valueOf(ex.getMessage()));
		}
		return otherwise;
	}

	/**
	 * Ends the reading.
	 * @param what what was sent, such as "a sale"
	 */
	void check(String what) {
		only(what);
		this.json.check(ProblemKind.INVALID_FIELDS);
	}

	private void only(String what) {
		this.all.only(what, this.names.toArray(String[]::new));
	}

	private static String good(String text, Optional<String> wrong) {
		wrong.ifPresent((why) -> {
			throw new IllegalArgumentException(why);
		});
		return text;
	}

	private static int whole(BigDecimal number, int least, int most) {
		boolean whole = number.signum() == 0 || number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
		if (!whole || number.compareTo(BigDecimal.valueOf(least)) < 0
				|| number.compareTo(BigDecimal.valueOf(most)) > 0) {
			throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
		}
		return number.intValue();
	}

	private static double degrees(BigDecimal number, int most) {
		if (number.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
			throw new IllegalArgumentException("must be from -" + most + " to " + most);
		}
		return number.doubleValue();
	}

	private static Instant near(String text, Instant now, Duration back) {
		Instant time;
		try {
			time = OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("must be a time with its offset, such as 2026-11-28T20:30:00-03:00", ex);
		}
		if (time.isAfter(now.plus(AHEAD)) || time.isBefore(now.minus(back))) {
			throw new IllegalArgumentException("must be neither more than " + AHEAD.toMinutes()
					+ " minutes ahead nor more than " + back.toHours() + " hours back");
		}
		return time;
	}

}
