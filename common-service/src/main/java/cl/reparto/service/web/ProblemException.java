package cl.reparto.service.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A request that is answered with a problem. Carries no stack trace: it tells the
 * customer, not us. Whatever extends it says only which problem it is.
 */
@SuppressWarnings("this-escape")
public class ProblemException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	/** Seconds after which to come again: what is away may be back, a guesser rests. */
	private static final Map<ProblemKind, String> RETRY_AFTER = Map.of(ProblemKind.UNAVAILABLE, "2",
			ProblemKind.TOO_MANY_WRONG_KEYS, "60");

	private static final int MOST_FIELDS = 10;

	private final ProblemKind kind;

	/**
	 * A problem of which its kind says all.
	 * @param kind the kind
	 */
	public ProblemException(ProblemKind kind) {
		super(kind.status(), kind.toProblem(), null);
		this.kind = kind;
		if (RETRY_AFTER.containsKey(kind)) {
			getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER.get(kind));
		}
		if (kind == ProblemKind.UNSUPPORTED_CONTENT_ENCODING) {
			// RFC 9110, 12.5.3
			getHeaders().set(HttpHeaders.ACCEPT_ENCODING, "identity");
		}
		if (kind.status() == HttpStatus.UNAUTHORIZED) {
			// RFC 9110, 15.5.2
			getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
	}

	/**
	 * A problem of which there is more to say.
	 * @param kind the kind
	 * @param found what is wrong with this request, as a sentence; it goes before what to
	 * do
	 */
	public ProblemException(ProblemKind kind, String found) {
		this(kind);
		getBody().setDetail(found + " " + getBody().getDetail());
	}

	/**
	 * A problem with bad fields, of which it names ten: an answer is not to be many times
	 * as long as the request.
	 * @param kind the kind
	 * @param errors what is wrong with each field, by its name
	 */
	public ProblemException(ProblemKind kind, Map<String, String> errors) {
		this(kind);
		getBody().setProperty("errors",
				errors.entrySet()
					.stream()
					.limit(MOST_FIELDS)
					.map((error) -> new BadField(error.getKey(), error.getValue()))
					.toList());
	}

	/**
	 * The kind of problem.
	 * @return the kind
	 */
	public ProblemKind kind() {
		return this.kind;
	}

	/**
	 * What is wrong with each bad field.
	 * @return messages by the fields' names; empty if it is about no field
	 */
	public Map<String, String> errors() {
		Map<String, String> errors = new LinkedHashMap<>();
		Map<String, Object> properties = getBody().getProperties();
		if (properties != null && properties.get("errors") instanceof List<?> bad) {
			bad.stream().map(BadField.class::cast).forEach((each) -> errors.put(each.field(), each.message()));
		}
		return errors;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	/**
	 * One bad field.
	 *
	 * @param field its name
	 * @param message what is wrong with it, without repeating its value
	 */
	private record BadField(String field, String message) {
	}

}
