package cl.reparto.request.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import cl.reparto.request.keys.IdempotencyKey;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * The header that carries an {@link IdempotencyKey}.
 */
final class IdempotencyKeyHeader {

	static final String NAME = "Idempotency-Key";

	private static final int MAX_LENGTH = 255;

	/** A string of RFC 9651, 3.3.3. */
	private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");

	/**
	 * The same text as people type it. A comma may be the seam of two headers that a
	 * proxy has joined, so it must be quoted.
	 */
	private static final Pattern BARE = Pattern.compile("[ !#-+\\--~]+");

	private IdempotencyKeyHeader() {
	}

	/**
	 * Reads the header.
	 * @param values each value of the header
	 * @return empty if there is no such header
	 * @throws ProblemException if it is not one key
	 */
	static Optional<IdempotencyKey> read(List<String> values) {
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
