package cl.reparto.notification.status.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.notification.status.page.LocalTimes.Time;
import org.jspecify.annotations.Nullable;

/**
 * A step of the four, or the one that took the place of those to come.
 *
 * @param word what it is called
 * @param done whether the order has come so far
 * @param here whether it is there
 * @param open whether it is to come
 * @param off whether it is where a cancelled order ended
 * @param at when the order got there; null where it is to come
 */
record ShownStep(String word, boolean done, boolean here, boolean open, boolean off, @Nullable Time at) {

	/**
	 * The steps of an order. One that was recalled is to come again; a cancelled order
	 * goes no further.
	 * @param order the order
	 * @param times how times are told
	 * @return the steps, first to last
	 */
	static List<ShownStep> of(OrderStatus order, LocalTimes times) {
		Map<Status, Instant> reached = OrderProgress.reached(order.history());
		List<ShownStep> steps = new ArrayList<>();
		for (Status status : Status.values()) {
			Instant at = reached.get(status);
			boolean cancelled = order.status() == Status.CANCELADO;
			if (cancelled ? at != null : status != Status.CANCELADO) {
				boolean off = status == Status.CANCELADO;
				steps.add(new ShownStep(times.language().word(status.wireName() + ".word"), at != null && !off,
						status == order.status(), at == null, off, (at != null) ? times.of(at) : null));
			}
		}
		return steps;
	}

}
