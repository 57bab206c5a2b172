package cl.reparto.model;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a field that a person fills in may contain.
 */
public final class FieldRules {

	/** The longest address, in characters (RFC 3696, erratum 1690). */
	public static final int MAX_EMAIL = 254;

	private static final int MAX_LOCAL_PART = 64;

	private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

	private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";

	/**
	 * A dot-atom before the @ (RFC 5322, 3.4.1) and host labels after it (RFC 1123). No
	 * display name, quoting, list or comment fits, so none can reach a mail header.
	 */
	private static final Pattern EMAIL = Pattern
		.compile(ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")*");

	/** Letters and symbols by their kind, and blank: Hangul's fillers and Braille's. */
	private static final String BLANKS = "\u115F\u1160\u3164\uFFA0\u2800";

	private FieldRules() {
	}

	/**
	 * What is wrong with a line of text that a person sends.
	 * @param text the text, or null if it is missing
	 * @param most the longest it may be, in characters (code points)
	 * @return empty if all is well
	 */
	public static Optional<String> line(@Nullable String text, int most) {
		return keptLine(text, most).or(() -> Optional.ofNullable(text)
			.filter((sent) -> sent.codePoints().noneMatch(FieldRules::isSeen))
			.map((_) -> "must have a character that can be seen"));
	}

	/**
	 * What is wrong with a line of text that was taken before, perhaps when there were
	 * fewer rules at the door.
	 */
	static Optional<String> keptLine(@Nullable String text, int most) {
		if (text == null) {
			return Optional.of("is missing");
		}
		int length = text.codePointCount(0, text.length());
		if (text.isBlank() || length > most) {
			return Optional.of("must have 1 to " + most + " characters, not all blank");
		}
		if (text.codePoints().anyMatch(FieldRules::breaksALine)) {
			return Optional.of("must not contain control characters or unpaired surrogates");
		}
		return Optional.empty();
	}

	private static boolean breaksALine(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
				true;
			default -> false;
		};
	}

	/** Whether a character shows by itself: a mark needs another to stand on. */
	private static boolean isSeen(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK,
					Character.COMBINING_SPACING_MARK ->
				false;
			default -> BLANKS.indexOf(character) < 0;
		};
	}

	/**
	 * What is wrong with a mail address.
	 * @param email the address, or null if it is missing
	 * @return empty if all is well
	 */
	public static Optional<String> email(@Nullable String email) {
		if (email == null) {
			return Optional.of("is missing");
		}
		if (email.length() > MAX_EMAIL) {
			return Optional.of("must have at most " + MAX_EMAIL + " characters");
		}
		if (email.indexOf('@') > MAX_LOCAL_PART || !EMAIL.matcher(email).matches()) {
			return Optional.of("must be one plain address such as ana@example.cl (an international domain as xn--…)");
		}
		return Optional.empty();
	}

}
