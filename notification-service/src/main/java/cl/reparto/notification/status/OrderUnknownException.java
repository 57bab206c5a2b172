package cl.reparto.notification.status;

/**
 * No order of this id is known, even after some patience.
 */
final class OrderUnknownException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
