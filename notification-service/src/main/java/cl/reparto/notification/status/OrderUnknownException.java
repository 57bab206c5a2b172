package cl.reparto.notification.status;

/**
 * No order of this id had been accepted when it was asked for, or it is forgotten.
 */
final class OrderUnknownException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
