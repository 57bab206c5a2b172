package cl.reparto.notification.mail.letter;

import java.util.regex.Pattern;

/**
 * A name that a customer gave, made harmless. Marks and overrides of the writing
 * direction are taken out, since one of them could turn around what follows the name.
 * Letters keep their own direction.
 */
final class SafeName {

	/** The characters with the Unicode property Bidi_Control (UAX #9). */
	private static final Pattern BIDI_CONTROL = Pattern
		.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

	private static final Pattern LINE_BREAK = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

	private static final char FIRST_STRONG_ISOLATE = '\u2068';

	private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

	private SafeName() {
	}

	/**
	 * A name for a header or for HTML, where {@code <bdi>} keeps it apart.
	 * @param name the name as given
	 * @return one line without direction controls
	 */
	static String plain(String name) {
		return LINE_BREAK.matcher(BIDI_CONTROL.matcher(name).replaceAll("")).replaceAll(" ").strip();
	}

	/**
	 * A name for plain text, kept apart from the text around it.
	 * @param name the name as given
	 * @return the name between FSI and PDI (UAX #9)
	 */
	static String isolated(String name) {
		return FIRST_STRONG_ISOLATE + plain(name) + POP_DIRECTIONAL_ISOLATE;
	}

}
