package cl.reparto.notification.board;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import cl.reparto.model.Actor;
import cl.reparto.model.FieldRules;
import cl.reparto.model.Json.WireName;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.notification.command.IfMatch;
import cl.reparto.notification.command.OrderAct;
import cl.reparto.notification.status.http.OrderId;
import cl.reparto.service.shop.ShopState;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has pressed on the board. It is meant for the order as it was shown:
 * whoever presses second, on another board, moves nothing twice. Of the shop, the last
 * word counts.
 *
 * @param fields what the form carries
 */
record BoardForm(Map<String, String> fields) {

	/** One touch, as kitchens say it. */
	static final Duration DELAY = Duration.ofMinutes(10);

	/**
	 * Whether a cancel has a reason that can be kept.
	 * @return true for whatever else is done
	 */
	boolean isReasonable() {
		return action().filter((action) -> action == Action.CANCEL).isEmpty()
				|| FieldRules.line(reason(), OrderCommand.MAX_REASON).isEmpty();
	}

	/**
	 * What is to be done.
	 * @return empty if no form of ours says that
	 */
	Optional<OrderAct> act() {
		return OrderId.of(text("id"))
			.flatMap((order) -> action().flatMap((action) -> version().map((version) -> new OrderAct(order, action,
					Actor.SHOP, (action == Action.DELAY) ? DELAY : null, (action == Action.CANCEL) ? reason() : null,
					new IfMatch(new TreeSet<>(Set.of(version))), null))));
	}

	/**
	 * How the shop is to be. What is not pressed stays as it was.
	 * @param was how it was
	 * @param now the time
	 * @param zone the shop's
	 * @return empty if no form of ours says that
	 */
	Optional<ShopState> shop(ShopState was, Instant now, ZoneId zone) {
		if (this.fields.containsKey("pace")) {
			return ShopBar.paces(was)
				.filter((pace) -> pace.toPlainString().equals(text("pace")))
				.findAny()
				.map((pace) -> new ShopState(pace, was.closed(), was.closedUntil(), was.reason(), was.hours()));
		}
		if (this.fields.containsKey("open")) {
			return Optional.of(new ShopState(was.pace(), false, null, null, was.hours()));
		}
		return Arrays.stream(Closing.values())
			.filter((each) -> each.wireName().equals(text("close")))
			.findAny()
			.map((closing) -> new ShopState(was.pace(), true, closing.until(was, now, zone), null, was.hours()));
	}

	private Optional<Action> action() {
		return Arrays.stream(Action.values()).filter((each) -> each.wireName().equals(text("action"))).findAny();
	}

	private Optional<Integer> version() {
		String version = text("version");
		return version.matches("[1-9][0-9]?") ? Optional.of(Integer.valueOf(version)) : Optional.empty();
	}

	/** A button's, or what was typed. */
	private String reason() {
		return (text("usual").isBlank() ? text("reason") : text("usual")).strip();
	}

	private String text(String name) {
		return this.fields.getOrDefault(name, "");
	}

	/** Until when the shop is closed. */
	enum Closing implements WireName {

		/** For a while. */
		SOON,
		/** Until its hours begin tomorrow; by hand if it has none. */
		TOMORROW,
		/** Until somebody opens it. */
		HAND;

		private static final Duration WHILE = Duration.ofMinutes(30);

		private @Nullable Instant until(ShopState shop, Instant now, ZoneId zone) {
			return switch (this) {
				case SOON -> now.truncatedTo(ChronoUnit.SECONDS).plus(WHILE);
				case TOMORROW -> shop.opensTomorrow(now, zone).orElse(null);
				case HAND -> null;
			};
		}

	}

}
