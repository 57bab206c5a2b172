package cl.reparto.notification.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import cl.reparto.model.Status;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.service.shop.ShopState;

/**
 * What is under way, and what became of the rest of today.
 *
 * @param live the most urgent of those that have not ended, as the shop sees them: what
 * is due first, and so what is overdue, comes first
 * @param counts how many there are in each status, shown or not
 * @param today how many were received today, by the status that they are in now
 * @param ended the last of those that were received today and have ended
 * @param shop how the shop is; empty if that is not known yet
 * @param position how far the view had been read before, by partition
 */
record Board(List<OrderStatus> live, Map<Status, Integer> counts, Map<Status, Integer> today, List<OrderStatus> ended,
		Optional<ShopState> shop, List<Long> position) {

	/** How many of those that have ended. */
	static final int MOST_ENDED = 30;

	List<OrderStatus> in(Status status) {
		return this.live.stream().filter((order) -> order.status() == status).toList();
	}

	int count(Status status) {
		return this.counts.getOrDefault(status, 0);
	}

	int today(Status status) {
		return this.today.getOrDefault(status, 0);
	}

	int receivedToday() {
		return this.today.values().stream().mapToInt(Integer::intValue).sum();
	}

}
