package cl.reparto.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What an order may contain. At the door, that is what a shop wants today. Behind it, on
 * topics and in state, are orders that another version let in: there only what keeps
 * others from harm is asked for, so that nothing behind the door needs to guard against a
 * name, price or address of its own (decision 19).
 */
public final class OrderRules {

	/** The longest name, in characters (code points). */
	public static final int MAX_NAME = 200;

	/** The highest price. */
	public static final BigDecimal MAX_PRICE = new BigDecimal("1e9");

	/** The most digits of a price, before and after the point together. */
	public static final int MAX_DIGITS = 20;

	/** Of whoever reads: room for what other versions let in, and bounds all the same. */
	private static final int LONGEST_NAME = 10_000;

	private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1e50");

	private static final int LONGEST_PRICE = 100;

	private static final BigDecimal HIGHEST_PACE = new BigDecimal("100");

	/** RFC 3339 has no later year, and nanoseconds count no more than 292 years. */
	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private OrderRules() {
	}

	/**
	 * Everything that is wrong with an order's content.
	 * @param name what was ordered, or null if it is missing
	 * @param price the price, or null if it is missing
	 * @param email the customer's address, or null if it is missing
	 * @return one violation for each bad field; empty if all is well
	 */
	public static List<Violation> violations(@Nullable String name, @Nullable BigDecimal price,
			@Nullable String email) {
		return violations(FieldRules.line(name, MAX_NAME), price(price, MAX_PRICE, MAX_DIGITS), email);
	}

	private static List<Violation> violations(Optional<String> name, Optional<String> price, @Nullable String email) {
		List<Violation> violations = new ArrayList<>(3);
		name.ifPresent((what) -> violations.add(new Violation("name", what)));
		price.ifPresent((what) -> violations.add(new Violation("price", what)));
		FieldRules.email(email).ifPresent((what) -> violations.add(new Violation("email", what)));
		return violations;
	}

	/**
	 * What has to hold wherever an order is read.
	 * @throws IllegalArgumentException naming each bad field, if it does not
	 */
	static void requireHarmless(String name, BigDecimal price, String email) {
		List<Violation> violations = violations(FieldRules.keptLine(name, LONGEST_NAME),
				price(price, HIGHEST_PRICE, LONGEST_PRICE), email);
		if (!violations.isEmpty()) {
			throw new IllegalArgumentException(
					violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
		}
	}

	/**
	 * Whoever reads a time may count on being able to print it and to measure since it.
	 * @param field what it is called
	 * @param time the time
	 * @throws NullPointerException if it is null
	 * @throws IllegalArgumentException if it is before 1970, or after 9999
	 */
	public static void requireTime(String field, @Nullable Instant time) {
		Objects.requireNonNull(time, () -> field + " is missing");
		if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
			throw new IllegalArgumentException(field + " must be in the years 1970 to 9999");
		}
	}

	/**
	 * A time before another, as far as there is one that may be used.
	 */
	static Instant timeBefore(Instant time, Duration by) {
		Instant before = time.minus(by);
		return before.isBefore(EARLIEST) ? EARLIEST : before;
	}

	static void requireTiming(@Nullable Instant wantedFor, @Nullable BigDecimal pace) {
		if (wantedFor != null) {
			requireTime("for", wantedFor);
		}
		if (pace != null) {
			requirePace(pace);
		}
	}

	/**
	 * Whoever reads a pace may count on being able to multiply a week by it.
	 * @param pace by how much stages are longer than usual
	 * @throws IllegalArgumentException if it is none
	 */
	public static void requirePace(BigDecimal pace) {
		if (pace.signum() <= 0 || pace.compareTo(HIGHEST_PACE) > 0 || digits(pace) > MAX_DIGITS) {
			throw new IllegalArgumentException("pace must be above 0 and at most " + HIGHEST_PACE);
		}
	}

	private static Optional<String> price(@Nullable BigDecimal price, BigDecimal highest, int most) {
		if (price == null) {
			return Optional.of("is missing");
		}
		if (price.signum() <= 0 || price.compareTo(highest) > 0) {
			return Optional.of("must be above 0 and at most " + highest.toPlainString());
		}
		if (digits(price) > most) {
			return Optional.of("must have at most " + most + " digits");
		}
		return Optional.empty();
	}

	/**
	 * The digits of the price written out in full, without a lone zero before the point.
	 */
	private static int digits(BigDecimal price) {
		int decimals = price.scale();
		return (decimals <= 0) ? price.precision() - decimals : Math.max(price.precision(), decimals);
	}

	/**
	 * One bad field.
	 *
	 * @param field the field's name in JSON
	 * @param message what is wrong with it, without repeating its value
	 */
	public record Violation(String field, String message) {

		@Override
		public String toString() {
			return this.field + " " + this.message;
		}

	}

}
