package cl.reparto.model;

/**
 * A record's value is not the event that its topic carries. The message says why without
 * repeating the value, so it may be logged.
 */
public final class UnreadableEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Says what is wrong.
	 * @param message why, without repeating the value
	 */
	public UnreadableEventException(String message) {
		super(message);
	}

}
