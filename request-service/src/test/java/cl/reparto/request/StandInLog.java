package cl.reparto.request;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

import cl.reparto.model.OrderRequested;
import cl.reparto.request.keys.KeyedOrders;

/**
 * Stands in for Kafka: keeps orders in memory, and they are read back at once.
 */
@TestComponent
@Primary
final class StandInLog implements OrderLog {

	private final List<OrderRequested> orders = new CopyOnWriteArrayList<>();

	private final KeyedOrders keyedOrders;

	private volatile boolean broken;

	StandInLog(KeyedOrders keyedOrders) {
		this.keyedOrders = keyedOrders;
	}

	@Override
	public void append(OrderRequested order) {
		if (this.broken) {
			throw new IllegalStateException("something that only we should know");
		}
		this.orders.add(order);
		this.keyedOrders.note(order);
	}

	List<OrderRequested> orders() {
		return this.orders;
	}

	void clear() {
		this.broken = false;
		this.orders.clear();
	}

	void fail() {
		this.broken = true;
	}

}
