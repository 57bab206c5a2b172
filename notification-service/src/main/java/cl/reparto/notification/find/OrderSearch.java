package cl.reparto.notification.find;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import cl.reparto.model.Status;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the shop asks for.
 *
 * @param statuses where orders are; all if empty
 * @param from received then or later, to the millisecond; null for any time
 * @param to received before that; null for any time
 * @param name what is part of the name, whatever its accents and capitals; empty for any
 * @param overdue whether the next status must have been due, or must not; null for both
 * @param dueBefore when it must have been due
 * @param after where the list is gone on with; null for its beginning
 * @param limit how many orders at most
 */
public record OrderSearch(Set<Status> statuses, @Nullable Instant from, @Nullable Instant to, String name,
		@Nullable Boolean overdue, Instant dueBefore, @Nullable OrderPlace after, int limit) {

	/** The longest page. */
	public static final int LONGEST = 100;

	/**
	 * Makes the name comparable.
	 */
	public OrderSearch {
		statuses = Set.copyOf(statuses);
		name = PlainText.of(name);
	}

	/**
	 * Whether an order is one of those.
	 * @param row the order
	 * @return whether it is to be shown
	 */
	public boolean takes(IndexRow row) {
		return row.place().compareTo(begin()) > 0 && row.place().compareTo(end()) <= 0
				&& (this.statuses.isEmpty() || this.statuses.contains(row.status())) && row.name().contains(this.name)
				&& (this.overdue == null || this.overdue == isOverdue(row));
	}

	private boolean isOverdue(IndexRow row) {
		return row.dueAt() != null && row.dueAt().isBefore(this.dueBefore);
	}

	/** What an order must be to be one of those; nothing that has ended is overdue. */
	Set<Status> sought() {
		Set<Status> sought = EnumSet.allOf(Status.class);
		if (!this.statuses.isEmpty()) {
			sought.retainAll(this.statuses);
		}
		if (Boolean.TRUE.equals(this.overdue)) {
			sought.removeIf(Status::isEnd);
		}
		return sought;
	}

	/** After this key, no live order is one of those. */
	Bytes lastDue() {
		return OrderPlace.newestAt(Long.MAX_VALUE)
			.key(Boolean.TRUE.equals(this.overdue) ? this.dueBefore.toEpochMilli() : Long.MAX_VALUE);
	}

	/** What comes before all that may be shown, and is not shown itself. */
	OrderPlace begin() {
		OrderPlace newest = OrderPlace
			.newestAt((this.to != null) ? this.to.minusNanos(1).toEpochMilli() : Long.MAX_VALUE);
		return (this.after != null && this.after.compareTo(newest) > 0) ? this.after : newest;
	}

	/** What comes after all that may be shown, if it is not the last. */
	OrderPlace end() {
		return OrderPlace.oldestAt((this.from != null) ? this.from.toEpochMilli() : 0);
	}

}
