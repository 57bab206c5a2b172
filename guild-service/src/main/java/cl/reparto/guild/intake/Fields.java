package cl.reparto.guild.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;

import cl.reparto.guild.events.Place;
import cl.reparto.model.FieldRules;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * The guild's kinds of fields in what was sent. What is missing is null; what is bad is
 * told in the end.
 *
 * @param json what was sent
 */
record Fields(JsonFields json) {

	/** How far a clock may be ahead. */
	static final Duration AHEAD = Duration.ofMinutes(5);

	@Nullable String line(String name, int most) {
		String text = this.json.text(name);
		FieldRules.line(text, most).ifPresent((wrong) -> this.json.refuse(name, wrong));
		return text;
	}

	@Nullable String lineIfAny(String name, int most) {
		return (this.json.text(name) != null) ? line(name, most) : null;
	}

	@Nullable String email(String name) {
		String text = this.json.text(name);
		FieldRules.email(text).ifPresent((wrong) -> this.json.refuse(name, wrong));
		return text;
	}

	/** A text in a form of its own, such as a plate. */
	@Nullable String normal(String name, Function<String, String> normalize) {
		String text = this.json.text(name);
		return (text != null) ? converted(name, text, normalize) : refuse(name, "is missing");
	}

	@Nullable Boolean truth(String name) {
		Boolean value = this.json.truth(name);
		return (value != null) ? value : refuse(name, "is missing");
	}

	@Nullable Integer whole(String name, int least, int most) {
		BigDecimal number = this.json.number(name);
		if (number == null) {
			return refuse(name, "is missing");
		}
		boolean whole = number.signum() == 0 || number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
		if (!whole || number.compareTo(BigDecimal.valueOf(least)) < 0
				|| number.compareTo(BigDecimal.valueOf(most)) > 0) {
			return refuse(name, "must be a whole number from " + least + " to " + most);
		}
		return number.intValue();
	}

	/**
	 * A time that has come, or nearly.
	 * @param back how long ago it may be
	 */
	@Nullable Instant time(String name, Instant now, Duration back) {
		String text = this.json.text(name);
		if (text == null) {
			return refuse(name, "is missing");
		}
		Instant time = converted(name, text, Fields::instant);
		if (time != null && (time.isAfter(now.plus(AHEAD)) || time.isBefore(now.minus(back)))) {
			return refuse(name, "must be neither more than " + AHEAD.toMinutes() + " minutes ahead nor more than "
					+ back.toHours() + " hours back");
		}
		return time;
	}

	@Nullable Instant timeOr(String name, Instant otherwise, Instant now, Duration back) {
		return (this.json.text(name) != null) ? time(name, now, back) : otherwise;
	}

	private static Instant instant(String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("must be a time with its offset, such as 2026-11-28T20:30:00-03:00", ex);
		}
	}

	/** Latitude and longitude among the other fields. */
	@Nullable Place place() {
		Double lat = degrees("lat", 90);
		Double lon = degrees("lon", 180);
		return (lat != null && lon != null) ? new Place(lat, lon) : null;
	}

	/** Latitude and longitude in an object of their own. */
	@Nullable Place placeIn(String name) {
		JsonFields inner = this.json.fields(name);
		if (inner == null) {
			return refuse(name, "is missing");
		}
		inner.only("a place", "lat", "lon");
		return new Fields(inner).place();
	}

	private @Nullable Double degrees(String name, int most) {
		BigDecimal number = this.json.number(name);
		if (number == null) {
			return refuse(name, "is missing");
		}
		return (number.abs().compareTo(BigDecimal.valueOf(most)) <= 0) ? (Double) number.doubleValue()
				: refuse(name, "must be from -" + most + " to " + most);
	}

	private <T> @Nullable T converted(String name, String text, Function<String, T> convert) {
		try {
			return convert.apply(text);
		}
		catch (IllegalArgumentException ex) {
			return refuse(name, String.valueOf(ex.getMessage()));
		}
	}

	private <T> @Nullable T refuse(String name, String why) {
		this.json.refuse(name, why);
		return null;
	}

	/** Ends the reading: nothing of it is null any more. */
	void check() {
		this.json.check(ProblemKind.INVALID_FIELDS);
	}

}
