package cl.reparto.notification.status;

import java.util.Map;

/**
 * A question that cannot be understood.
 */
final class BadQueryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, String> errors;

	BadQueryException(Map<String, String> errors) {
		super(errors.toString());
		this.errors = Map.copyOf(errors);
	}

	/**
	 * Everything that is wrong.
	 * @return what is wrong by the field's name
	 */
	Map<String, String> errors() {
		return this.errors;
	}

}
