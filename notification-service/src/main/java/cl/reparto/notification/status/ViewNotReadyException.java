package cl.reparto.notification.status;

/**
 * This instance cannot tell: its view is not open or the service stops, or an order that
 * is not in the view may have been accepted all the same.
 */
public final class ViewNotReadyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ViewNotReadyException() {
	}

	/**
	 * Tells why.
	 * @param cause what was wrong with the store
	 */
	public ViewNotReadyException(Throwable cause) {
		super(cause);
	}

}
