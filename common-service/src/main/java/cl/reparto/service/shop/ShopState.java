package cl.reparto.service.shop;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

import cl.reparto.model.OrderRules;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the shop's people have said of it last.
 *
 * @param pace the factor on stages of orders to come
 * @param closed whether it is closed by hand
 * @param closedUntil until when; null if until it is opened by hand
 * @param reason why, in people's words; null if they gave none
 * @param hours when it is open; null if always
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShopState(BigDecimal pace, boolean closed, @Nullable Instant closedUntil, @Nullable String reason,
		@Nullable OpeningHours hours) {

	/** So long after midnight, people still call it the same evening. */
	private static final Duration NIGHT = Duration.ofHours(4);

	/** Of a shop of which nobody has said anything. */
	public static final ShopState OPEN = new ShopState(BigDecimal.ONE, false, null, null, null);

	/**
	 * Checks what orders are stamped with.
	 * @throws NullPointerException if there is no pace
	 * @throws IllegalArgumentException if the pace is none, or the time none that counts
	 */
	public ShopState {
		OrderRules.requirePace(Objects.requireNonNull(pace, "pace is missing"));
		if (closedUntil != null) {
			OrderRules.requireTime("closedUntil", closedUntil);
		}
	}

	private boolean isClosedByHand(Instant at) {
		return this.closed && (this.closedUntil == null || at.isBefore(this.closedUntil));
	}

	/**
	 * Whether an order can be had at a time.
	 * @param at the time
	 * @param zone the shop's
	 * @return why not; empty if it can
	 */
	public Optional<Closed> closed(Instant at, ZoneId zone) {
		if (isClosedByHand(at)) {
			return Optional.of(new Closed(Why.HAND, this.reason, opens(this.closedUntil, zone)));
		}
		if (this.hours != null && !this.hours.isOpen(at, zone)) {
			return Optional.of(new Closed(Why.HOURS, null, this.hours.opensAfter(at, zone)));
		}
		return Optional.empty();
	}

	private @Nullable Instant opens(@Nullable Instant from, ZoneId zone) {
		boolean then = from == null || this.hours == null || this.hours.isOpen(from, zone);
		return then ? from : this.hours.opensAfter(from, zone);
	}

	/**
	 * When it closes by itself.
	 * @param at a time when it is open
	 * @param zone the shop's
	 * @return empty if it does not within a week
	 */
	public Optional<Instant> closes(Instant at, ZoneId zone) {
		return Optional.ofNullable(this.hours).flatMap((week) -> week.closesAfter(at, zone));
	}

	/**
	 * When its hours begin on the day after this one; a night belongs to the day before.
	 * @param now the time
	 * @param zone the shop's
	 * @return empty if it has no hours
	 */
	public Optional<Instant> opensTomorrow(Instant now, ZoneId zone) {
		Instant tomorrow = now.atZone(zone).minus(NIGHT).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
		Instant from = now.isAfter(tomorrow) ? now : tomorrow.minusNanos(1);
		return Optional.ofNullable(this.hours).map((week) -> week.opensAfter(from, zone));
	}

	/** By what a shop is closed. */
	public enum Why {

		/** Its people. */
		HAND,
		/** Its hours. */
		HOURS

	}

	/**
	 * A shop that is closed.
	 *
	 * @param why by what
	 * @param reason why, in people's words; null if nobody said
	 * @param opensAt when it opens; null if when its people say so
	 */
	public record Closed(Why why, @Nullable String reason, @Nullable Instant opensAt) {
	}

}
