package cl.reparto.model.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.FieldRules;
import cl.reparto.model.Json.WireName;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks of an order. The record's key is the order's id, and its partition
 * the one where the order lives. A command that comes twice is done once.
 *
 * @param id the command's own id
 * @param order the order's id
 * @param action what to do
 * @param by who asks: the shop or the customer
 * @param delay how much later; for {@link Action#DELAY} only
 * @param reason why, in that person's words; for {@link Action#CANCEL} only
 * @param ifVersion the version that the order must have; null for any
 * @param at when it was asked, on notification-service's clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderCommand(UUID id, UUID order, Action action, Actor by, @Nullable Duration delay,
		@Nullable String reason, @Nullable Integer ifVersion, Instant at) {

	/** The longest reason, in characters (code points). */
	public static final int MAX_REASON = 200;

	/** The shortest delay. */
	public static final Duration MIN_DELAY = Duration.ofMinutes(1);

	/** The longest delay. */
	public static final Duration MAX_DELAY = Duration.ofHours(24);

	/**
	 * Checks the content.
	 * @throws NullPointerException if anything is null that may not be
	 * @throws IllegalArgumentException if the rest does not go with the action
	 */
	public OrderCommand {
		Objects.requireNonNull(id, "id is missing");
		Objects.requireNonNull(order, "order is missing");
		Objects.requireNonNull(action, "action is missing");
		Objects.requireNonNull(by, "by is missing");
		Objects.requireNonNull(at, "at is missing");
		if (by == Actor.TIMER) {
			throw new IllegalArgumentException("by must be a person");
		}
		if ((action == Action.DELAY) != (delay != null)) {
			throw new IllegalArgumentException("delay goes with " + Action.DELAY.wireName());
		}
		if (delay != null && (delay.compareTo(MIN_DELAY) < 0 || delay.compareTo(MAX_DELAY) > 0)) {
			throw new IllegalArgumentException("delay must be from " + MIN_DELAY + " to " + MAX_DELAY);
		}
		if ((action == Action.CANCEL) != (reason != null)) {
			throw new IllegalArgumentException("reason goes with " + Action.CANCEL.wireName());
		}
		if (reason != null) {
			FieldRules.line(reason, MAX_REASON).ifPresent((wrong) -> {
				throw new IllegalArgumentException("reason " + wrong);
			});
		}
	}

	/** What to do. */
	public enum Action implements WireName {

		/** Go on to the next status. */
		ADVANCE,
		/** Take back the advance that was the last step. */
		RECALL,
		/** Let what is next be due later. */
		DELAY,
		/** End it. */
		CANCEL

	}

}
