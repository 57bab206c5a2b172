package cl.reparto.guild.events;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Checks that a record has what it must have: JSON may lack anything.
 */
public final class Given {

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

}
