package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;

/**
 * For how long an advance by the shop is not told, since the shop may yet recall it.
 * Counted from the advance itself, so that no restart counts anew.
 *
 * @param within how long; as long as the shop may recall
 */
public record RecallWindow(Duration within) {

	static boolean isRecallable(OrderProgress order) {
		return !order.status().isEnd() && order.change() == OrderProgress.Change.ADVANCED
				&& order.history().getLast().by() == Actor.SHOP;
	}

	/**
	 * Whether a version is not to be told at once.
	 * @param order the order at that version
	 * @return whether it is an advance that the shop can recall
	 */
	public boolean holds(OrderProgress order) {
		return this.within.isPositive() && isRecallable(order);
	}

	/**
	 * From when on a version may be told.
	 * @param order the order at that version
	 * @return when it was reached, or when it cannot be recalled any more
	 */
	public Instant end(OrderProgress order) {
		return holds(order) ? order.reachedAt().plus(this.within) : order.reachedAt();
	}

}
