package cl.reparto.service.keys;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * What a customer calls a request, to be able to repeat it
 * (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param client who calls it so: another client's key of the same text is another key;
 * empty if it is not known who
 * @param text 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(String client, String text) {

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
	 * A key of whoever it is.
	 * @param text 1 to 255 printable ASCII characters
	 */
	public IdempotencyKey(String text) {
		this("", text);
	}

	/**
	 * The key with what else it depends on.
	 * @param scope where it is used, empty if there is one place only
	 * @return another text for each client, scope and key: none of them has a line break
	 */
	String within(String scope) {
		Stream<String> parts = this.client.isEmpty() ? Stream.of(scope).filter(Predicate.not(String::isEmpty))
				: Stream.of(this.client, scope);
		return Stream.concat(parts, Stream.of(this.text)).collect(Collectors.joining("\n"));
	}

	/**
	 * Reads a request's key.
	 * @param request the request
	 * @param clientHeader the header in which the gateway says who the client is; null if
	 * it does not
	 * @return empty if it has none
	 * @throws ProblemException if it is not one key of one client
	 */
	public static Optional<IdempotencyKey> read(HttpServletRequest request, @Nullable String clientHeader) {
		Optional<IdempotencyKey> key = read(Collections.list(request.getHeaders(HEADER)));
		if (clientHeader == null || key.isEmpty()) {
			return key;
		}
		List<String> clients = Collections.list(request.getHeaders(clientHeader));
		if (clients.size() > 1) {
			throw new ProblemException(ProblemKind.BAD_REQUEST);
		}
		return key.map((any) -> new IdempotencyKey(String.join("", clients), any.text()));
	}

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
