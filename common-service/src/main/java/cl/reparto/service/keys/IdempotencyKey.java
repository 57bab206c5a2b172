package cl.reparto.service.keys;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * What a customer calls a request, to be able to repeat it
 * (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param text 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(String text) {

	/** The header that carries it. */
	public static final String HEADER = "Idempotency-Key";

	private static final int MAX_LENGTH = 255;

	/** RFC 9651, 3.3.3; possessive, since a header may have thousands of characters. */
	private static final String STRING = "\"((?:[ !#-\\[\\]-~]++|\\\\[\"\\\\])*+)\"";

	/** RFC 9651, 3.1.2. */
	private static final String PARAMETERS = "(?:; *[a-z*][a-z0-9_.*-]*+(?:=(?:%?" + STRING + "|[!#-+\\--:<-~]++))?)*+";

	private static final Pattern QUOTED = Pattern.compile(STRING + PARAMETERS);

	/**
	 * The same text as people type it. A comma may be the seam of two headers that a
	 * proxy has joined, so it must be quoted.
	 */
	private static final Pattern BARE = Pattern.compile("[ !#-+\\--~]+");

	/**
	 * Reads the header: a string, whose parameters mean nothing, or bare text.
	 * @param values each value of the header
	 * @return empty if there is no such header
	 * @throws ProblemException if it is not one key
	 */
	public static Optional<IdempotencyKey> read(List<String> values) {
		if (values.isEmpty()) {
			return Optional.empty();
		}
		String text = (values.size() == 1) ? unquote(values.getFirst()) : "";
		if (text.isEmpty() || text.length() > MAX_LENGTH) {
			throw new ProblemException(ProblemKind.INVALID_IDEMPOTENCY_KEY);
		}
		return Optional.of(new IdempotencyKey(text));
	}

	/** The text; empty if it is neither a string nor bare text. */
	private static String unquote(String value) {
		var quoted = QUOTED.matcher(value);
		if (quoted.matches()) {
			return quoted.group(1).replaceAll("\\\\(.)", "$1");
		}
		return BARE.matcher(value).matches() ? value : "";
	}

}
