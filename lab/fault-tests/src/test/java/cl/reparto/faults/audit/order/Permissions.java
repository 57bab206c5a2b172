package cl.reparto.faults.audit.order;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What people may do with orders, as the system under audit is set up.
 *
 * @param shopMoves whether the shop may move an order on before its time has come
 * @param cancelUntil the last status in which a customer may cancel
 * @param recallWithin how long the shop may take an advance back
 */
public record Permissions(boolean shopMoves, String cancelUntil, Duration recallWithin) {

	private static final Duration SHORTEST_DELAY = Duration.ofMinutes(1);

	private static final Duration LONGEST_DELAY = Duration.ofHours(24);

	/**
	 * What is wrong with a step after others.
	 * @param walk the steps before it
	 * @param due when the timer was to move the order on
	 * @return null if an order may go so
	 */
	@Nullable String objection(List<Step> walk, Step next, Instant due) {
		if (walk.isEmpty()) {
			return (next.status().equals(Step.STATUSES.getFirst()) && next.isPlain() && !next.isByAPerson()) ? null
					: "begins with " + next;
		}
		Step last = walk.getLast();
		String change = next.change(last);
		boolean fits = switch (change) {
			case Step.ADVANCE -> next.isPlain() && mayAdvance(next, due);
			case Step.DELAY -> next.isByTheShop() && next.reason().isEmpty() && isDelay(next.delay());
			case Step.RECALL -> next.isByTheShop() && next.isPlain() && isRecallable(walk, next);
			case Step.CANCEL -> next.delay().isEmpty() && !next.reason().isEmpty() && mayCancel(last, next);
			default -> false;
		};
		return fits ? null : "cannot " + (change.isEmpty() ? "go" : change) + ": after " + last + ", due at " + due
				+ ", came " + next;
	}

	private boolean mayAdvance(Step next, Instant due) {
		// Timers count milliseconds.
		return next.isByAPerson() ? next.isByTheShop() && this.shopMoves
				: next.at().toEpochMilli() >= due.toEpochMilli();
	}

	private static boolean isDelay(String text) {
		try {
			Duration delay = Duration.parse(text);
			return delay.compareTo(SHORTEST_DELAY) >= 0 && delay.compareTo(LONGEST_DELAY) <= 0;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private boolean isRecallable(List<Step> walk, Step next) {
		Step last = walk.getLast();
		return walk.size() > 1 && last.isByTheShop() && last.change(walk.get(walk.size() - 2)).equals(Step.ADVANCE)
				&& Duration.between(last.at(), next.at()).compareTo(this.recallWithin) <= 0;
	}

	private boolean mayCancel(Step last, Step next) {
		return next.isByTheShop() || next.by().equals("customer")
				&& Step.STATUSES.indexOf(last.status()) <= Step.STATUSES.indexOf(this.cancelUntil);
	}

}
