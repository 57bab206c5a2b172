package cl.reparto.request;

import cl.reparto.model.OrderRequested;

/**
 * Where orders are kept for good.
 */
interface OrderLog {

	/**
	 * Keeps an order. Once this returns it is never lost.
	 * @param order the order
	 * @throws RefusedException as {@link Refusal#UNAVAILABLE} if it is not known to be
	 * kept; it may be all the same
	 */
	void append(OrderRequested order);

}
