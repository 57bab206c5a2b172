package cl.reparto.guild.events;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Checks that a record has what it must have: JSON may lack anything.
 */
public final class Given {

	/** As the kit has it for what people send. */
	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private Given() {
	}

	/**
	 * Refuses a record in which something is missing.
	 * @param namesAndValues what must be there, each after its name
	 * @throws NullPointerException if one is not, by its name
	 */
	public static void all(@Nullable Object... namesAndValues) {
		for (int i = 0; i < namesAndValues.length; i += 2) {
			Object name = namesAndValues[i];
			Objects.requireNonNull(namesAndValues[i + 1], () -> name + " is missing");
		}
	}

	/**
	 * Refuses a time that whoever keeps it could not count in milliseconds, sort or add
	 * to.
	 * @param name what it is called
	 * @param time the time
	 * @throws NullPointerException if there is none
	 * @throws IllegalArgumentException if it is not of the years 1970 to 9999
	 */
	static void time(String name, @Nullable Instant time) {
		Objects.requireNonNull(time, () -> name + " is missing");
		if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
			throw new IllegalArgumentException(name + " must be in the years 1970 to 9999");
		}
	}

}
