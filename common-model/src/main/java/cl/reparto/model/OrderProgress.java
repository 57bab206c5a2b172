package cl.reparto.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An order has changed: it has reached a status, or a person has delayed, recalled or
 * cancelled it. Carries all that is known of the order, so the newest one of an order
 * tells everything.
 *
 * @param id the order's id
 * @param name what was ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param email the customer's address
 * @param status the status that it is in now
 * @param version how many steps the order has taken, from 1; 4 at the end of an order
 * that nobody acts on
 * @param history every step so far, oldest first
 * @param requestedAt when the order came in, on request-service's clock
 * @param dueAt when the next status is due, by the timer or as it is expected of the
 * shop; null at an end
 * @param wantedFor when the customer wants it ({@code for} in JSON); null for as soon as
 * it can be
 * @param pace by how much its stages are longer than usual; null for as long as usual
 */
public record OrderProgress(UUID id, String name, BigDecimal price, String email, Status status, int version,
		List<Step> history, Instant requestedAt, @Nullable Instant dueAt,
		@JsonProperty("for") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant wantedFor,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal pace) {

	/** The most steps that an order takes. */
	public static final int MOST_VERSIONS = 99;

	/** By how much clocks may differ. */
	private static final Duration CLOCKS = Duration.ofDays(1);

	/**
	 * Checks that status, version, history and due time tell the same story.
	 * @throws NullPointerException if anything is null that may not be
	 * @throws IllegalArgumentException if they do not, or the content could do harm
	 * ({@link OrderRules})
	 */
	public OrderProgress {
		Objects.requireNonNull(id, "id is missing");
		OrderRules.requireHarmless(name, price, email);
		Objects.requireNonNull(status, "status is missing");
		Objects.requireNonNull(history, "history is missing");
		OrderRules.requireTime("requestedAt", requestedAt);
		history = List.copyOf(history);
		requireVersion(version);
		if (version != history.size()) {
			throw new IllegalArgumentException("version must be " + history.size() + ", as there are steps");
		}
		for (int i = 0; i < version; i++) {
			Change.between((i > 0) ? history.get(i - 1) : null, history.get(i));
		}
		if (status != history.getLast().status()) {
			throw new IllegalArgumentException("history must end with " + status.wireName());
		}
		if (status.isEnd() != (dueAt == null)) {
			throw new IllegalArgumentException("dueAt must be there until the end, and not then");
		}
		if (dueAt != null) {
			OrderRules.requireTime("dueAt", dueAt);
		}
		OrderRules.requireTiming(wantedFor, pace);
	}

	static void requireVersion(int version) {
		if (version < 1 || version > MOST_VERSIONS) {
			throw new IllegalArgumentException("version must be from 1 to " + MOST_VERSIONS);
		}
	}

	/**
	 * The first progress of an order: {@link Status#RECIBIDO}.
	 * @param request what was asked for
	 * @param at now
	 * @param dueAt when the next status is due
	 * @return version 1
	 */
	public static OrderProgress received(OrderRequested request, Instant at, Instant dueAt) {
		return new OrderProgress(request.id(), request.name(), request.price(), request.email(), Status.RECIBIDO, 1,
				List.of(new Step(Status.RECIBIDO, at)), request.requestedAt(), dueAt, request.wantedFor(),
				request.pace());
	}

	/**
	 * This order one status further, because its time has come.
	 * @param at now
	 * @param dueAt when the status after that is due; null if there is none
	 * @return the next version
	 * @throws IllegalStateException if the order has ended
	 */
	public OrderProgress next(Instant at, @Nullable Instant dueAt) {
		return advanced(Actor.TIMER, at, dueAt);
	}

	/**
	 * This order one status further.
	 * @param by who moves it
	 * @param at now
	 * @param dueAt when the status after that is due; null if there is none
	 * @return the next version
	 * @throws IllegalStateException if the order has ended
	 */
	public OrderProgress advanced(Actor by, Instant at, @Nullable Instant dueAt) {
		Status next = this.status.next().orElseThrow(() -> new IllegalStateException("already ended"));
		return after(new Step(next, at, byPerson(by), null, null), dueAt);
	}

	/**
	 * This order with what is next due later.
	 * @param by who delays it
	 * @param at now
	 * @param delay by how much, from when it was due; what is overdue, from now
	 * @return the next version, in the same status
	 * @throws IllegalStateException if the order has ended
	 */
	public OrderProgress delayed(Actor by, Instant at, Duration delay) {
		if (this.dueAt == null) {
			throw new IllegalStateException("already ended");
		}
		return after(new Step(this.status, at, byPerson(by), null, delay), delayed(this.dueAt, at, delay));
	}

	/**
	 * When something is due that is delayed.
	 * @param due when it was due
	 * @param at when it is delayed
	 * @param delay by how much
	 * @return so much later, or so much from now where it is overdue
	 */
	public static Instant delayed(Instant due, Instant at, Duration delay) {
		return (due.isAfter(at) ? due : at).plus(delay);
	}

	/**
	 * This order back in the status before.
	 * @param by who recalls it
	 * @param at now
	 * @param dueAt when the status that it is taken back from is due again
	 * @return the next version
	 * @throws IllegalStateException if the order was not just advanced
	 */
	public OrderProgress recalled(Actor by, Instant at, Instant dueAt) {
		if (change() != Change.ADVANCED) {
			throw new IllegalStateException("not just advanced");
		}
		return after(new Step(this.history.get(this.version - 2).status(), at, byPerson(by), null, null), dueAt);
	}

	/**
	 * This order at its end, because somebody cancels it.
	 * @param by who cancels it
	 * @param at now
	 * @param reason why, in that person's words
	 * @return the last version
	 * @throws IllegalArgumentException if the order has ended
	 */
	public OrderProgress cancelled(Actor by, Instant at, String reason) {
		return after(new Step(Status.CANCELADO, at, byPerson(by), reason, null), null);
	}

	private OrderProgress after(Step step, @Nullable Instant due) {
		return new OrderProgress(this.id, this.name, this.price, this.email, step.status(), this.version + 1,
				Stream.concat(this.history.stream(), Stream.of(step)).toList(), this.requestedAt, due, this.wantedFor,
				this.pace);
	}

	private static @Nullable Actor byPerson(Actor by) {
		return (by != Actor.TIMER) ? by : null;
	}

	/**
	 * What the last step was.
	 * @return the change that made this version
	 */
	public Change change() {
		return Change.last(this.history);
	}

	/**
	 * This order at an earlier version. What came next is when it was due, unless that
	 * was a delay.
	 * @param earlier a version, from 1 to this one
	 * @return the order at that version
	 */
	public OrderProgress asOf(int earlier) {
		if (earlier == this.version) {
			return this;
		}
		List<Step> steps = this.history.subList(0, earlier);
		Step next = this.history.get(earlier);
		Instant due = (next.delay() != null)
				? OrderRules.timeBefore(Objects.requireNonNull(asOf(earlier + 1).dueAt), next.delay()) : next.at();
		return new OrderProgress(this.id, this.name, this.price, this.email, steps.getLast().status(), earlier, steps,
				this.requestedAt, due, this.wantedFor, this.pace);
	}

	/**
	 * Whether a version is left out that a reader of the topic must have seen. One that
	 * was reached long ago may have been compacted away.
	 * @param known the last version that was seen; 0 if none
	 * @param now the time
	 * @return whether this cannot be what follows that version
	 */
	public boolean skipsAVersionAfter(int known, Instant now) {
		return known > 0 && this.version > known + 1
				&& this.history.get(known).at().isAfter(now.minus(Topics.COMPACTION_LAG).plus(CLOCKS));
	}

	/**
	 * When an order got to where it is, or has been on its way there.
	 * @param history every step, oldest first
	 * @return the time of each status; not of one that was taken back
	 */
	public static Map<Status, Instant> reached(List<Step> history) {
		Map<Status, Instant> reached = new EnumMap<>(Status.class);
		for (Step step : history) {
			reached.keySet().removeIf((status) -> status.compareTo(step.status()) > 0);
			// A delay and a recall reach nothing anew.
			reached.putIfAbsent(step.status(), step.at());
		}
		return reached;
	}

	/**
	 * When this version was reached.
	 * @return the time of the last step
	 */
	public Instant reachedAt() {
		return this.history.getLast().at();
	}

	/**
	 * The request that this order began with.
	 * @return the request
	 */
	public OrderRequested request() {
		return new OrderRequested(this.id, this.name, this.price, this.email, this.requestedAt, this.wantedFor,
				this.pace);
	}

	/** What a step does to an order. */
	public enum Change {

		/** It has come in. */
		RECEIVED,
		/** It has reached its next status. */
		ADVANCED,
		/** It is due later. */
		DELAYED,
		/** It is back in the status before. */
		RECALLED,
		/** It has ended without being delivered. */
		CANCELLED;

		/**
		 * What the last step was.
		 * @param history every step of an order, oldest first
		 * @return what it has done
		 */
		public static Change last(List<Step> history) {
			int steps = history.size();
			return between((steps > 1) ? history.get(steps - 2) : null, history.getLast());
		}

		private static Change between(@Nullable Step before, Step step) {
			Status to = step.status();
			if (before == null && to == Status.RECIBIDO) {
				return RECEIVED;
			}
			if (before != null && !before.status().isEnd()) {
				Status from = before.status();
				if (to == Status.CANCELADO) {
					return CANCELLED;
				}
				if (to == from.next().orElseThrow()) {
					return ADVANCED;
				}
				if (to == from && step.delay() != null) {
					return DELAYED;
				}
				if (to.next().filter(from::equals).isPresent()) {
					return RECALLED;
				}
			}
			throw new IllegalArgumentException("history must tell every step: nothing leads from "
					+ ((before != null) ? before.status().wireName() : "the beginning") + " to " + to.wireName());
		}

	}

	/**
	 * A step of an order.
	 *
	 * @param status the status that it led to
	 * @param at when, on processing-service's clock
	 * @param by the person whose doing it was; null if its time had come
	 * @param reason why the order was cancelled, in that person's words; null for others
	 * @param delay by how much the next status was delayed; null for others
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Step(Status status, Instant at, @Nullable Actor by, @Nullable String reason,
			@Nullable Duration delay) {

		private static final int LONGEST_REASON = 1_000;

		private static final Duration LONGEST_DELAY = Duration.ofDays(365);

		/**
		 * Checks the content.
		 * @throws NullPointerException if the status or the time is null
		 * @throws IllegalArgumentException if the reason could do harm, or the delay is
		 * not above nothing, or longer than a year
		 */
		public Step {
			Objects.requireNonNull(status, "history.status is missing");
			OrderRules.requireTime("history.at", at);
			if (reason != null) {
				FieldRules.keptLine(reason, LONGEST_REASON).ifPresent((wrong) -> {
					throw new IllegalArgumentException("history.reason " + wrong);
				});
			}
			if (delay != null && (!delay.isPositive() || delay.compareTo(LONGEST_DELAY) > 0)) {
				throw new IllegalArgumentException("history.delay must be above 0 and at most " + LONGEST_DELAY);
			}
		}

		/**
		 * A step that an order takes because its time has come.
		 * @param status the status that it led to
		 * @param at when, on processing-service's clock
		 */
		public Step(Status status, Instant at) {
			this(status, at, null, null, null);
		}

	}

}
