package cl.reparto.processing.lifecycle;

import cl.reparto.model.command.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import org.jspecify.annotations.Nullable;

/**
 * How an order goes on, as a function of the order, what a person asks and the time
 * (decision 23, and the table in {@code docs/lifecycle.md}). An order keeps the due time
 * that it was given: a stage's new duration counts from the next order that enters it.
 */
public final class OrderLifecycle {

	/**
	 * How often an order is looked at that waits for the shop, and should have gone on:
	 * the timer may move it by then.
	 */
	static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

	private final ActionRules rules;

	private final Refusals refusals;

	private final DueTimes due;

	private final Duration retention;

	/**
	 * An order's life as people have set it.
	 * @param stages how long an order stays in each status
	 * @param rules who may move it
	 * @param retention how long an order is shown after its end
	 */
	public OrderLifecycle(Stages stages, ActionRules rules, Duration retention) {
		this.rules = rules;
		this.refusals = new Refusals(rules);
		this.due = new DueTimes(stages, rules.recallWithin());
		this.retention = retention;
	}

	/**
	 * Every status that a new order reaches at once: {@code recibido}, and those after
	 * stages of no length.
	 * @param request the order
	 * @param now the time
	 * @return at least one progress, oldest first
	 */
	public List<OrderProgress> begin(OrderRequested request, Instant now) {
		OrderProgress received = OrderProgress.received(request, now, this.due.ofNew(request, now));
		List<OrderProgress> reached = new ArrayList<>();
		reached.add(received);
		reached.addAll(advance(received, now));
		return reached;
	}

	/**
	 * Every status that an order reaches by now. The timer does not move it where only
	 * the shop does.
	 * @param order where it is
	 * @param now the time
	 * @return oldest first; empty if nothing is due
	 */
	public List<OrderProgress> advance(OrderProgress order, Instant now) {
		List<OrderProgress> reached = new ArrayList<>();
		OrderProgress last = order;
		while (isDue(last, now) && isMovedByTimer(last)) {
			last = advanced(last, now);
			reached.add(last);
		}
		return reached;
	}

	private OrderProgress advanced(OrderProgress order, Instant now) {
		Instant at = notBefore(order, now);
		return order.next(at, dueAfter(order, at));
	}

	/**
	 * What comes of a command. What is due by now comes first, though no tick has found
	 * it yet: the command is against what is then. So of a command and a timer of the
	 * same millisecond the timer wins, whichever of them is seen first.
	 * @param order where the order is
	 * @param command what is asked
	 * @param now the time
	 * @return what becomes of the order, and what whoever asked is told
	 */
	public Decision decide(OrderProgress order, OrderCommand command, Instant now) {
		List<OrderProgress> steps = new ArrayList<>(advance(order, now));
		OrderProgress before = steps.isEmpty() ? order : steps.getLast();
		Result refusal = this.refusals.of(command, before, now);
		if (refusal != null) {
			return new Decision(steps, outcome(command, refusal, before.version(), before.status(), now));
		}
		OrderProgress done = carriedOut(command, before, notBefore(before, now));
		steps.add(done);
		steps.addAll(advance(done, now));
		return new Decision(steps, outcome(command, Result.DONE, done.version(), done.status(), now));
	}

	/**
	 * What comes of a command to an order that has ended.
	 * @param version the order's last version
	 * @param status how it ended
	 * @param command what is asked
	 * @param now the time
	 * @return what whoever asked is told
	 */
	public CommandOutcome decideEnded(int version, Status status, OrderCommand command, Instant now) {
		return outcome(command, Refusals.isStale(command, version) ? Result.STALE : Result.ENDED, version, status, now);
	}

	/**
	 * What comes of a command to an order that there is not, or no more.
	 * @param command what is asked
	 * @param now the time
	 * @return what whoever asked is told
	 */
	public CommandOutcome decideUnknown(OrderCommand command, Instant now) {
		return outcome(command, Result.UNKNOWN, 0, null, now);
	}

	private OrderProgress carriedOut(OrderCommand command, OrderProgress order, Instant at) {
		return switch (command.action()) {
			case ADVANCE -> order.advanced(command.by(), at, dueAfter(order, at));
			case RECALL -> order.recalled(command.by(), at, this.due.ofRecalled(order, at));
			case DELAY -> order.delayed(command.by(), at, Refusals.delay(command));
			case CANCEL -> order.cancelled(command.by(), at, Objects.requireNonNull(command.reason()));
		};
	}

	private @Nullable Instant dueAfter(OrderProgress order, Instant at) {
		return this.due.after(order.status().next().orElseThrow(), at, order.pace());
	}

	private static CommandOutcome outcome(OrderCommand command, Result result, int version, @Nullable Status status,
			Instant now) {
		return new CommandOutcome(command.id(), command.order(), command.action(), command.by(), result, version,
				status, now);
	}

	/**
	 * When an order is to be looked at again.
	 * @param order where it is
	 * @param now the time
	 * @return when its next status is due, or when it is to be forgotten; later than now
	 * if it is due and waits for the shop
	 */
	public Instant nextLook(OrderProgress order, Instant now) {
		if (order.dueAt() == null) {
			return order.reachedAt().plus(this.retention);
		}
		if (isMovedByTimer(order) || !isDue(order, now)) {
			return order.dueAt();
		}
		long looks = Duration.between(order.dueAt(), now).dividedBy(LOOK_AGAIN);
		return order.dueAt().plus(LOOK_AGAIN.multipliedBy(looks + 1));
	}

	/**
	 * How long an order is shown after its end.
	 * @return the time until it is forgotten
	 */
	public Duration retention() {
		return this.retention;
	}

	/**
	 * Every time at which an order may stand to be looked at, as {@link #nextLook} has
	 * said since its last step.
	 * @param order where it is
	 * @param now the time
	 * @return one of them, or several of which it stands at one
	 */
	public Set<Instant> looks(OrderProgress order, Instant now) {
		return Stream.of(order.reachedAt(), now.minus(LOOK_AGAIN), now)
			.map((then) -> nextLook(order, then))
			.collect(Collectors.toSet());
	}

	/**
	 * Whether an order's time has come.
	 * @param order where it is
	 * @param now the time
	 * @return whether its next status is due; if the timer did not
	 * {@link #advance(OrderProgress, Instant) advance} it, it waits for the shop
	 */
	public boolean isDue(OrderProgress order, Instant now) {
		return order.dueAt() != null && !order.dueAt().isAfter(now);
	}

	private boolean isMovedByTimer(OrderProgress order) {
		return this.rules.mover(order.status()) != Mover.SHOP;
	}

	/** A clock that was set back since the last step does not turn the history around. */
	private static Instant notBefore(OrderProgress order, Instant now) {
		return now.isBefore(order.reachedAt()) ? order.reachedAt() : now;
	}

}
