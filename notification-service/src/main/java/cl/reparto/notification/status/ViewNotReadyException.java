package cl.reparto.notification.status;

/**
 * The view is not open: it has not caught up yet, or the service stops.
 */
final class ViewNotReadyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ViewNotReadyException(Throwable cause) {
		super(cause);
	}

}
