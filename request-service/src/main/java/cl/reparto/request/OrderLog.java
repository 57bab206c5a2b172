package cl.reparto.request;

import cl.reparto.model.OrderRequested;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Where orders are kept for good.
 */
interface OrderLog {

	/**
	 * Keeps an order. Once this returns it is never lost.
	 * @param order the order
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if it is not known to
	 * be kept; it may be all the same
	 */
	void append(OrderRequested order);

}
