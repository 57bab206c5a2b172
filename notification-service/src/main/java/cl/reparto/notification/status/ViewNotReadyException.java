package cl.reparto.notification.status;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * This instance cannot tell: its view is not open or the service stops, or an order that
 * is not in the view may have been accepted all the same. Another may be able to, or this
 * one in a moment.
 */
public final class ViewNotReadyException extends ProblemException {

	private static final long serialVersionUID = 1L;

	/**
	 * Says to come again.
	 */
	public ViewNotReadyException() {
		super(ProblemKind.UNAVAILABLE);
	}

}
