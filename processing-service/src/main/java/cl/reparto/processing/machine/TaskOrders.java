package cl.reparto.processing.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.processing.lifecycle.Decision;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.streams.timers.TimerIndex;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders of one task, and what they do. What becomes of an order is the
 * {@link OrderLifecycle}'s to say; this keeps it, tells of it and has it looked at again.
 */
final class TaskOrders {

	private static final Logger log = LoggerFactory.getLogger(TaskOrders.class);

	private final TroubleLog unreadable = new TroubleLog(log, "Orders wait for a version that can read them",
			Duration.ofMinutes(1));

	private final OrderLifecycle lifecycle;

	private final OrderMetrics metrics;

	/** As of {@link StoredOrder}. */
	private final KeyValueStore<UUID, byte[]> orders;

	private final OrderTimers timers;

	private final BiConsumer<UUID, byte @Nullable []> progress;

	/**
	 * Opens them.
	 * @param lifecycle how orders go on
	 * @param metrics told what happens
	 * @param orders where they are kept
	 * @param timers when they are looked at
	 * @param progress told of each version of an order, and of its end with null
	 */
	TaskOrders(OrderLifecycle lifecycle, OrderMetrics metrics, KeyValueStore<UUID, byte[]> orders, OrderTimers timers,
			BiConsumer<UUID, byte @Nullable []> progress) {
		this.lifecycle = lifecycle;
		this.metrics = metrics;
		this.orders = orders;
		this.timers = timers;
		this.progress = progress;
	}

	/**
	 * An order as it is kept.
	 * @param id the order
	 * @return as of {@link StoredOrder}; null if it is not known
	 */
	byte @Nullable [] stored(UUID id) {
		return this.orders.get(id);
	}

	/**
	 * Whether an order is to be seen.
	 * @param id the order
	 * @return false if it was never there, or is forgotten
	 */
	boolean isShown(UUID id) {
		byte[] stored = this.orders.get(id);
		return stored != null && !StoredOrder.isForgotten(stored);
	}

	void begin(OrderRequested request, Instant now) {
		reached(this.lifecycle.begin(request, now), now);
	}

	/**
	 * Decides on a command, and carries it out if it can be done.
	 * @param command what is asked
	 * @param now the time
	 * @return what came of it
	 * @throws UnreadableEventException if the order was written by another version
	 */
	CommandOutcome carryOut(OrderCommand command, Instant now) {
		byte[] stored = this.orders.get(command.order());
		if (stored == null || StoredOrder.isForgotten(stored)) {
			return this.lifecycle.decideUnknown(command, now);
		}
		if (StoredOrder.isEnded(stored)) {
			StoredOrder.End end = StoredOrder.end(stored);
			return this.lifecycle.decideEnded(end.version(), end.status(), command, now);
		}
		OrderProgress order = Topics.ORDER_PROCESSING.read(stored);
		Decision decision = this.lifecycle.decide(order, command, now);
		if (!decision.steps().isEmpty()) {
			this.timers.remove(order, this.lifecycle.looks(order, now));
			reached(decision.steps(), now);
		}
		return decision.outcome();
	}

	/**
	 * Moves what is due by now.
	 * @param now the time
	 * @return when more is due; null if nothing is
	 */
	@Nullable Instant tick(Instant now) {
		this.timers.take(now, (entry) -> walkOn(entry, now), (entry) -> forget(entry, now));
		return next(now);
	}

	/**
	 * When something is due next.
	 * @param now the time
	 * @return null if nothing is
	 */
	@Nullable Instant next(Instant now) {
		return this.timers.next(now);
	}

	/** An entry that an order has left behind finds it not due, and does nothing. */
	private void walkOn(TimerIndex.Entry entry, Instant now) {
		byte[] stored = this.orders.get(OrderTimers.order(entry));
		if (stored == null || StoredOrder.isEnded(stored)) {
			return;
		}
		try {
			OrderProgress order = Topics.ORDER_PROCESSING.read(stored);
			List<OrderProgress> reached = this.lifecycle.advance(order, now);
			if (!reached.isEmpty()) {
				this.metrics.due(entry.at(), now);
				reached(reached, now);
			}
			else if (this.lifecycle.isDue(order, now)) {
				this.timers.add(order, this.lifecycle.nextLook(order, now));
			}
		}
		catch (UnreadableEventException ex) {
			this.timers.putOffStep(entry, now);
			waits(entry, ex);
		}
	}

	private void reached(List<OrderProgress> steps, Instant now) {
		OrderProgress last = steps.getLast();
		for (OrderProgress step : steps) {
			byte[] event = Topics.ORDER_PROCESSING.write(step);
			if (step == last) {
				this.orders.put(step.id(), StoredOrder.of(step, event));
			}
			this.progress.accept(step.id(), event);
			this.metrics.reached(step);
		}
		this.timers.add(last, this.lifecycle.nextLook(last, now));
	}

	/**
	 * First by all who show it, to whom the tombstone goes. Here it is remembered for as
	 * long as its request can come again.
	 */
	private void forget(TimerIndex.Entry entry, Instant now) {
		UUID id = OrderTimers.order(entry);
		byte[] stored = this.orders.get(id);
		if (OrderTimers.isRemembered(entry)) {
			if (stored != null && StoredOrder.isDoneWith(stored, now)) {
				this.orders.delete(id);
			}
			return;
		}
		try {
			if (stored != null) {
				this.orders.put(id, StoredOrder.forgotten(stored, now));
			}
			this.progress.accept(id, null);
			this.timers.remember(id, now.plus(Topics.REMEMBERED));
		}
		catch (UnreadableEventException ex) {
			this.timers.putOffEnd(entry, now);
			waits(entry, ex);
		}
	}

	/**
	 * Another version may have written the order, with a status that this one does not
	 * know, say. It waits for one that does, and holds up no other (decision 19).
	 */
	private void waits(TimerIndex.Entry entry, UnreadableEventException why) {
		this.metrics.unreadable();
		this.unreadable.report("order " + OrderTimers.order(entry) + ", " + why.getMessage());
	}

	/** The task ends here. */
	void close() {
		this.timers.close();
	}

}
