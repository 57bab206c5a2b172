package cl.reparto.notification.status;

import cl.reparto.model.OrderProgress;

/** What customers see of orders. */
public final class StatusesForTests {

	private StatusesForTests() {
	}

	/** As it was kept and read again. */
	public static OrderStatus of(OrderProgress order) {
		return StoredStatus.of(order).order();
	}

}
