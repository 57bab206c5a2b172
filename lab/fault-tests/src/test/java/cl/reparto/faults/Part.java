package cl.reparto.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the catalogue of faults, or all of it.
 *
 * @param number 1 to 4; 0 for all
 */
record Part(int number) {

	/** How many there are. */
	static final int PARTS = 4;

	private static final Pattern ONE_OF_FOUR = Pattern.compile("([1-4])/" + PARTS);

	/**
	 * Reads the property {@code faults.part}, such as {@code 2/4}, or {@code all}.
	 * @throws IllegalArgumentException if it is neither
	 */
	static Part of(String text) {
		if (text.equals("all")) {
			return new Part(0);
		}
		Matcher part = ONE_OF_FOUR.matcher(text);
		if (!part.matches()) {
			throw new IllegalArgumentException("faults.part must be 1/4, 2/4, 3/4 or 4/4, not " + text);
		}
		return new Part(Integer.parseInt(part.group(1)));
	}

	boolean has(Fault fault) {
		return this.number == 0 || this.number == fault.part();
	}

}
