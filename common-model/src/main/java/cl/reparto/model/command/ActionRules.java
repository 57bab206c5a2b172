package cl.reparto.model.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderProgress.Change;
import cl.reparto.model.OrderProgress.Step;
import cl.reparto.model.Status;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand.Action;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with an order, and until when: a function of the order and the time.
 * What processing-service decides by and notification-service shows, so both are set up
 * alike ({@code reparto.actions}).
 *
 * @param moves who moves an order out of a status; the timer where nothing is said
 * @param cancelUntil the last status in which a customer may cancel; null for
 * {@code recibido}
 * @param recallWithin how long the shop may take an advance back; null for 30 seconds
 */
public record ActionRules(Map<Status, Mover> moves, Status cancelUntil, Duration recallWithin) {

	private static final Duration LONGEST_RECALL = Duration.ofMinutes(10);

	/** How many versions an order may have to be changed: it is to come to an end. */
	public static final int MOST_CHANGES = OrderProgress.MOST_VERSIONS - Status.values().length;

	/** As things are where nothing is said: clocks move orders. */
	public static final ActionRules DEFAULT = new ActionRules(null, null, null);

	/**
	 * Fills in what is not said.
	 * @throws IllegalArgumentException if an end is to be left
	 */
	public ActionRules(@Nullable Map<Status, Mover> moves, @Nullable Status cancelUntil,
			@Nullable Duration recallWithin) {
		Map<Status, Mover> all = new EnumMap<>(Status.class);
		if (moves != null) {
			all.putAll(moves);
		}
		this.moves = Map.copyOf(all);
		this.cancelUntil = (cancelUntil != null) ? cancelUntil : Status.RECIBIDO;
		this.recallWithin = (recallWithin != null) ? recallWithin : Duration.ofSeconds(30);
		if (this.moves.keySet().stream().anyMatch(Status::isEnd)) {
			throw new IllegalArgumentException("reparto.actions.moves is for recibido, preparando and entregando");
		}
		if (this.cancelUntil.isEnd()) {
			throw new IllegalArgumentException(
					"reparto.actions.cancel-until must be recibido, preparando or entregando");
		}
		if (this.recallWithin.isNegative() || this.recallWithin.compareTo(LONGEST_RECALL) > 0) {
			throw new IllegalArgumentException(
					"reparto.actions.recall-within must be from 0s to " + LONGEST_RECALL.toSeconds() + "s");
		}
	}

	/**
	 * Who moves an order out of a status.
	 * @param status any status but an end
	 * @return the timer where nothing is said
	 */
	public Mover mover(Status status) {
		return this.moves.getOrDefault(status, Mover.TIMER);
	}

	/**
	 * Why something cannot be done.
	 * @param action what is asked
	 * @param by who asks
	 * @param order the order as it is
	 * @param now the time
	 * @return null if it can be done
	 */
	public @Nullable Result refusal(Action action, Actor by, OrderProgress order, Instant now) {
		return refusal(action, by, Situation.of(order), now);
	}

	private @Nullable Result refusal(Action action, Actor by, Situation order, Instant now) {
		if (order.status().isEnd()) {
			return Result.ENDED;
		}
		if (by == Actor.CUSTOMER) {
			return (action == Action.CANCEL) ? tooLate(order.status().compareTo(this.cancelUntil) > 0)
					: Result.NOT_ALLOWED;
		}
		return switch (action) {
			case CANCEL -> null;
			case ADVANCE -> (mover(order.status()) != Mover.TIMER) ? null : Result.NOT_ALLOWED;
			case DELAY -> tooOften(order);
			case RECALL -> isRecallable(order) ? recall(order, now) : Result.NOT_ALLOWED;
		};
	}

	private @Nullable Result recall(Situation order, Instant now) {
		Result tooLate = tooLate(now.isAfter(order.reachedAt().plus(this.recallWithin)));
		return (tooLate != null) ? tooLate : tooOften(order);
	}

	private static boolean isRecallable(Situation order) {
		return Change.last(order.history()) == Change.ADVANCED && order.history().getLast().by() == Actor.SHOP;
	}

	private static @Nullable Result tooLate(boolean late) {
		return late ? Result.TOO_LATE : null;
	}

	private static @Nullable Result tooOften(Situation order) {
		return (order.history().size() >= MOST_CHANGES) ? Result.TOO_OFTEN : null;
	}

	/**
	 * All that can be done with an order now.
	 * @param by who would do it
	 * @param order the order as it is
	 * @param now the time
	 * @return what can be done, and until when
	 */
	public List<Allowed> allowed(Actor by, OrderProgress order, Instant now) {
		return allowed(by, Situation.of(order), now);
	}

	/**
	 * All that can be done with an order now.
	 * @param by who would do it
	 * @param order what is known of it
	 * @param now the time
	 * @return what can be done, and until when
	 */
	public List<Allowed> allowed(Actor by, Situation order, Instant now) {
		return Arrays.stream(Action.values())
			.filter((action) -> refusal(action, by, order, now) == null)
			.map((action) -> new Allowed(action, until(action, by, order)))
			.toList();
	}

	private @Nullable Instant until(Action action, Actor by, Situation order) {
		Instant moved = (mover(order.status()) != Mover.SHOP) ? order.dueAt() : null;
		if (action == Action.RECALL) {
			Instant over = order.reachedAt().plus(this.recallWithin);
			return (moved != null && moved.isBefore(over)) ? moved : over;
		}
		return (by == Actor.CUSTOMER && order.status() == this.cancelUntil) ? moved : null;
	}

	/**
	 * What of an order counts.
	 *
	 * @param history every step so far, oldest first
	 * @param dueAt when the next status is due; null at an end
	 */
	public record Situation(List<Step> history, @Nullable Instant dueAt) {

		private static Situation of(OrderProgress order) {
			return new Situation(order.history(), order.dueAt());
		}

		private Status status() {
			return this.history.getLast().status();
		}

		private Instant reachedAt() {
			return this.history.getLast().at();
		}

	}

	/** Who moves an order out of a status. */
	public enum Mover {

		/** The timer alone. */
		TIMER,
		/** The shop alone. */
		SHOP,
		/** The shop, or the timer at the latest. */
		EITHER

	}

	/**
	 * Something that can be done.
	 *
	 * @param action what
	 * @param until until when; null if no time is set
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Allowed(Action action, @Nullable Instant until) {
	}

}
