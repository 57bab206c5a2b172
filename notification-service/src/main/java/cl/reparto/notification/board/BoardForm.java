package cl.reparto.notification.board;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import cl.reparto.model.Actor;
import cl.reparto.model.FieldRules;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.command.IfMatch;
import cl.reparto.notification.command.OrderAct;
import cl.reparto.notification.status.http.OrderId;

/**
 * What somebody has pressed on the board. It is meant for the order as it was shown:
 * whoever presses second, on another board, moves nothing twice.
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

}
