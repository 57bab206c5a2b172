package cl.reparto.request;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a customer calls a request, to be able to repeat it
 * (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param text 1 to 255 printable ASCII characters
 */
record IdempotencyKey(String text) {

	/** The header that carries it. */
	static final String HEADER = "Idempotency-Key";

	private static final int MAX_LENGTH = 255;

	/** A string of RFC 9651, 3.3.3. */
	private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");

	/**
	 * The same text as people type it. A comma may be the seam of two headers that a
	 * proxy has joined, so it must be quoted.
	 */
	private static final Pattern BARE = Pattern.compile("[ !#-+\\--~]+");

	/**
	 * Reads the header.
	 * @param headers each value of the header
	 * @return empty if there is no such header
	 * @throws RefusedException if it is not one key
	 */
	static Optional<IdempotencyKey> of(List<String> headers) {
		if (headers.isEmpty()) {
			return Optional.empty();
		}
		String text = (headers.size() == 1) ? unquote(headers.getFirst()) : "";
		if (text.isEmpty() || text.length() > MAX_LENGTH) {
			throw new RefusedException(Refusal.INVALID_IDEMPOTENCY_KEY);
		}
		return Optional.of(new IdempotencyKey(text));
	}

	/** The text; empty if it is neither a string nor bare text. */
	private static String unquote(String header) {
		var quoted = QUOTED.matcher(header);
		if (quoted.matches()) {
			return quoted.group(1).replaceAll("\\\\(.)", "$1");
		}
		return BARE.matcher(header).matches() ? header : "";
	}

}
