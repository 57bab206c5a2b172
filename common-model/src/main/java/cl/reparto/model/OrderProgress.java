package cl.reparto.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An order has reached a status. Carries all that is known of the order, so the newest
 * one of an order tells everything.
 *
 * @param id the order's id
 * @param name what was ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param email the customer's address
 * @param status the status reached
 * @param version how many statuses the order has had, 1 to 4
 * @param history every status so far and when it was reached, oldest first
 * @param requestedAt when the order came in, on request-service's clock
 * @param dueAt when the next status is due; null if there is none
 */
public record OrderProgress(UUID id, String name, BigDecimal price, String email, Status status, int version,
		List<Step> history, Instant requestedAt, @Nullable Instant dueAt) {

	/** By how much clocks may differ. */
	private static final Duration CLOCKS = Duration.ofDays(1);

	/**
	 * Checks that status, version, history and due time tell the same story.
	 * @throws NullPointerException if anything but {@code dueAt} is null
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
		if (version != status.version()) {
			throw new IllegalArgumentException("version must be " + status.version() + " for " + status.wireName());
		}
		if (!history.stream().map(Step::status).toList().equals(Status.upTo(status))) {
			throw new IllegalArgumentException("history must tell every status up to " + status.wireName());
		}
		if (status.next().isPresent() == (dueAt == null)) {
			throw new IllegalArgumentException("dueAt must be there until finalizado, and not then");
		}
		if (dueAt != null) {
			OrderRules.requireTime("dueAt", dueAt);
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
		return new OrderProgress(request.id(), request.name(), request.price(), request.email(), Status.RECIBIDO,
				Status.RECIBIDO.version(), List.of(new Step(Status.RECIBIDO, at)), request.requestedAt(), dueAt);
	}

	/**
	 * This order one status further.
	 * @param at now
	 * @param dueAt when the status after that is due; null if there is none
	 * @return the next version
	 * @throws IllegalStateException if the order is finished
	 */
	public OrderProgress next(Instant at, @Nullable Instant dueAt) {
		Status next = this.status.next().orElseThrow(() -> new IllegalStateException("already finalizado"));
		List<Step> steps = Stream.concat(this.history.stream(), Stream.of(new Step(next, at))).toList();
		return new OrderProgress(this.id, this.name, this.price, this.email, next, next.version(), steps,
				this.requestedAt, dueAt);
	}

	/**
	 * This order when it had reached an earlier status. What came next is when it was
	 * due.
	 * @param earlier a status that it has had
	 * @return the order at that status
	 */
	public OrderProgress asOf(Status earlier) {
		if (earlier == this.status) {
			return this;
		}
		int steps = earlier.version();
		return new OrderProgress(this.id, this.name, this.price, this.email, earlier, steps,
				this.history.subList(0, steps), this.requestedAt, this.history.get(steps).at());
	}

	/**
	 * Whether a status is left out that a reader of the topic must have seen. One that
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
	 * When this status was reached.
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
		return new OrderRequested(this.id, this.name, this.price, this.email, this.requestedAt);
	}

	/**
	 * A status and when it was reached.
	 *
	 * @param status the status
	 * @param at when, on processing-service's clock
	 */
	public record Step(Status status, Instant at) {

		/**
		 * Checks that nothing is missing.
		 * @throws NullPointerException if anything is null
		 */
		public Step {
			Objects.requireNonNull(status, "history.status is missing");
			OrderRules.requireTime("history.at", at);
		}

	}

}
