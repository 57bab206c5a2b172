package cl.reparto.notification.mail;

import cl.reparto.model.OrderProgress;

/**
 * A customer to be mailed about a status.
 *
 * @param place where the status was read
 * @param order the order at that status
 */
record Letter(Place place, OrderProgress order) implements Task {

	@Override
	public Object line() {
		return this.order.id();
	}

}
