package cl.reparto.notification.board;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import cl.reparto.model.command.ActionRules.Allowed;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.Pesos;
import org.jspecify.annotations.Nullable;

/**
 * An order as the board shows it.
 *
 * @param id its id
 * @param version its version, for which its buttons are meant
 * @param number how people call it
 * @param name what was ordered
 * @param price in pesos
 * @param status where it is, in a word
 * @param wanted when its customer wants it; null for as soon as it can be
 * @param due when it goes on; null at an end
 * @param late whether it should have gone on
 * @param near whether it should soon
 * @param age how long ago it came in
 * @param reason why it was cancelled; null if it was not
 * @param advance what its next step is called; null if nobody here can make it
 * @param recall until when its last step can be taken back; null if it cannot
 * @param delay whether it can be delayed
 * @param cancel whether it can be cancelled
 */
record BoardCard(UUID id, int version, String number, String name, String price, String status, @Nullable String wanted,
		@Nullable Due due, boolean late, boolean near, String age, @Nullable String reason, @Nullable String advance,
		@Nullable Instant recall, boolean delay, boolean cancel) {

	/** Before it is due, what part of its time is left when it is to be hurried up. */
	private static final int LAST_PART = 4;

	static BoardCard of(OrderStatus order, Clock clock) {
		Due due = Due.of(order, clock);
		boolean late = due != null && clock.now().isAfter(due.late());
		String status = order.status().wireName();
		return new BoardCard(order.id(), order.version(),
				order.id().toString().substring(0, 8).toUpperCase(Locale.ROOT), order.name(), Pesos.of(order.price()),
				clock.language().word(status), (order.wantedFor() != null) ? clock.time(order.wantedFor()) : null, due,
				late, !late && due != null && clock.now().isAfter(due.near()),
				clock.minutesSince(order.history().getFirst().at()), order.cancelledBecause(),
				allows(order, Action.ADVANCE) ? clock.language().word("advance." + status) : null, until(order),
				allows(order, Action.DELAY), allows(order, Action.CANCEL));
	}

	private static boolean allows(OrderStatus order, Action action) {
		return actions(order).stream().anyMatch((each) -> each.action() == action);
	}

	private static @Nullable Instant until(OrderStatus order) {
		return actions(order).stream()
			.filter((each) -> each.action() == Action.RECALL)
			.map(Allowed::until)
			.findAny()
			.orElse(null);
	}

	private static List<Allowed> actions(OrderStatus order) {
		return (order.actions() != null) ? order.actions() : List.of();
	}

	/**
	 * When an order goes on.
	 *
	 * @param at when
	 * @param near from when on it is to be hurried up
	 * @param late from when on it is late
	 * @param text when, as people read it
	 */
	record Due(Instant at, Instant near, Instant late, String text) {

		static @Nullable Due of(OrderStatus order, Clock clock) {
			Instant at = order.nextStatusAt();
			if (at == null) {
				return null;
			}
			Instant near = at.minus(Duration.between(order.updatedAt(), at).dividedBy(LAST_PART));
			return new Due(at, near, at.plus(OrderStatus.GRACE), clock.time(at));
		}

	}

	/**
	 * How times are told.
	 *
	 * @param language the language
	 * @param zone the shop's
	 * @param now the time
	 */
	record Clock(PageLanguage language, ZoneId zone, Instant now) {

		String time(Instant when) {
			ZonedDateTime at = when.atZone(this.zone);
			boolean today = at.toLocalDate().equals(this.now.atZone(this.zone).toLocalDate());
			return DateTimeFormatter.ofPattern(today ? "HH:mm" : "d MMM, HH:mm", this.language.locale()).format(at);
		}

		String minutesSince(Instant when) {
			long minutes = Math.max(0, Duration.between(when, this.now).toMinutes());
			return (minutes < 60) ? minutes + " min" : (minutes / 60) + " h " + (minutes % 60) + " min";
		}

	}

}
