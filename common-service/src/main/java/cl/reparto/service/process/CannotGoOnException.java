package cl.reparto.service.process;

/**
 * Something outside this process keeps it from its work for good. The message says what,
 * and what to do about it; where in the code it was noticed is of no use to anybody.
 */
public final class CannotGoOnException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	/**
	 * Says what is to be done.
	 * @param message a line for people
	 */
	public CannotGoOnException(String message) {
		super(message);
	}

	/**
	 * Says what is to be done.
	 * @param message a line for people, which says what the cause says
	 * @param cause how it was noticed
	 */
	public CannotGoOnException(String message, Throwable cause) {
		super(message, cause);
	}

}
