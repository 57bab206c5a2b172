package cl.reparto.guild.events;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A cart's plate, by which it is known.
 */
public final class Plate {

	private static final Pattern FORM = Pattern.compile("[A-Z0-9-]{2,10}");

	private Plate() {
	}

	/**
	 * The one way in which a plate is written here.
	 * @param text as people write it
	 * @return 2 to 10 letters, digits and hyphens, in upper case
	 * @throws IllegalArgumentException if it is no plate
	 */
	public static String normalize(String text) {
		String plate = text.strip().toUpperCase(Locale.ROOT);
		if (!FORM.matcher(plate).matches()) {
			throw new IllegalArgumentException("must be a plate: 2 to 10 letters, digits and hyphens");
		}
		return plate;
	}

	static String require(String plate) {
		if (!FORM.matcher(plate).matches()) {
			throw new IllegalArgumentException("patente must be a plate in upper case");
		}
		return plate;
	}

}
