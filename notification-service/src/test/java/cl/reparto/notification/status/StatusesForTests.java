package cl.reparto.notification.status;

import cl.reparto.model.OrderProgress;
import cl.reparto.notification.rules.ShopRules;

/** What customers see of orders, in a shop that has set nothing. */
public final class StatusesForTests {

	private StatusesForTests() {
	}

	/** As it was kept and read again. */
	public static OrderStatus of(OrderProgress order) {
		return stored(order).order();
	}

	/** As it is kept, of the first partition. */
	static StoredStatus stored(OrderProgress order) {
		return StoredStatus.of(order, 0, ShopRules.DEFAULT);
	}

}
