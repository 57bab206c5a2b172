package cl.reparto.guild.events;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number by which Chile knows a person. Its last digit is computed from the others,
 * modulo 11; it is K where that is 10.
 */
public final class Rut {

	private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,7})-([0-9K])");

	private Rut() {
	}

	/**
	 * The one way in which a number is written here.
	 * @param text as people write it: {@code 12.345.678-5}, {@code 12345678-5}
	 * @return digits, a hyphen and the check digit
	 * @throws IllegalArgumentException if it is no such number
	 */
	public static String normalize(String text) {
		String rut = text.strip().replace(".", "").toUpperCase(Locale.ROOT);
		var form = FORM.matcher(rut);
		if (!form.matches() || form.group(2).charAt(0) != checkDigit(form.group(1))) {
			throw new IllegalArgumentException("must be a RUT with its check digit, such as 12.345.678-5");
		}
		return rut;
	}

	/** From the right, digits count 2, 3, 4, 5, 6, 7 and again from 2. */
	private static char checkDigit(String digits) {
		int sum = 0;
		for (int i = 0; i < digits.length(); i++) {
			sum += (digits.charAt(digits.length() - 1 - i) - '0') * (2 + i % 6);
		}
		return "0123456789K0".charAt(11 - sum % 11);
	}

}
