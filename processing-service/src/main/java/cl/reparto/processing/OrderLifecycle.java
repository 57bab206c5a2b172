package cl.reparto.processing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * How an order goes on, as a function of the order and the time. An order keeps the due
 * time that it was given: a stage's new duration counts from the next order that enters
 * it.
 */
final class OrderLifecycle {

	private final Stages stages;

	private final Duration retention;

	OrderLifecycle(Stages stages, Duration retention) {
		this.stages = stages;
		this.retention = retention;
	}

	/**
	 * Every status that a new order reaches at once: {@code recibido}, and those after
	 * stages of no length.
	 * @param request the order
	 * @param now the time
	 * @return at least one progress, oldest first
	 */
	List<OrderProgress> begin(OrderRequested request, Instant now) {
		OrderProgress received = OrderProgress.received(request, now, now.plus(this.stages.of(Status.RECIBIDO)));
		List<OrderProgress> reached = new ArrayList<>();
		reached.add(received);
		reached.addAll(advance(received, now));
		return reached;
	}

	/**
	 * Every status that an order reaches by now.
	 * @param order where it is
	 * @param now the time
	 * @return oldest first; empty if nothing is due
	 */
	List<OrderProgress> advance(OrderProgress order, Instant now) {
		List<OrderProgress> reached = new ArrayList<>();
		OrderProgress last = order;
		while (isDue(last, now)) {
			last = step(last, now);
			reached.add(last);
		}
		return reached;
	}

	/**
	 * When an order is to be looked at again.
	 * @param order where it is
	 * @return when its next status is due, or when it is to be forgotten
	 */
	Instant nextLook(OrderProgress order) {
		return (order.dueAt() != null) ? order.dueAt() : order.reachedAt().plus(this.retention);
	}

	private static boolean isDue(OrderProgress order, Instant now) {
		return order.dueAt() != null && !order.dueAt().isAfter(now);
	}

	/** A clock that was set back since the last step does not turn the history around. */
	private OrderProgress step(OrderProgress order, Instant now) {
		Instant at = now.isBefore(order.reachedAt()) ? order.reachedAt() : now;
		return order.next(at, dueAt(order.status().next().orElseThrow(), at));
	}

	private @Nullable Instant dueAt(Status status, Instant at) {
		return (status == Status.FINALIZADO) ? null : at.plus(this.stages.of(status));
	}

}
