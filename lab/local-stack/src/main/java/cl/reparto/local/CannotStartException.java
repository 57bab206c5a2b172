package cl.reparto.local;

/**
 * The stack cannot be started as asked. The message is one line that says what to do.
 */
public final class CannotStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Says why not.
	 * @param message one line that says what to do
	 */
	public CannotStartException(String message) {
		super(message);
	}

}
