package cl.reparto.request;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

import cl.reparto.model.OrderRequested;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Stands in for Kafka: keeps orders in memory.
 */
@TestComponent
@Primary
final class StandInLog implements OrderLog {

	private final List<OrderRequested> orders = new CopyOnWriteArrayList<>();

	private volatile @Nullable RuntimeException trouble;

	@Override
	public void append(OrderRequested order) {
		RuntimeException now = this.trouble;
		if (now != null) {
			throw now;
		}
		this.orders.add(order);
	}

	List<OrderRequested> orders() {
		return this.orders;
	}

	void clear() {
		this.trouble = null;
		this.orders.clear();
	}

	void fail() {
		this.trouble = new IllegalStateException("something that only we should know");
	}

	void refuse(ProblemKind kind) {
		this.trouble = new ProblemException(kind);
	}

}
