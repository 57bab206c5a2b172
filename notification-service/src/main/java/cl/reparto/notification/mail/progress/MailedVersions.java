package cl.reparto.notification.mail.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;

import cl.reparto.model.OrderProgress;

/**
 * Which versions of the orders of one partition need no mail any more: those whose
 * outcome was written before this instance had the partition, those that it has seen
 * since, and those that wait for their mailbox, or have.
 */
final class MailedVersions {

	/** Of so many orders, duplicates are known. A later one would be mailed again. */
	private static final int RECENT = 10_000;

	private final Map<UUID, Integer> seen = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
			return size() > RECENT;
		}

	};

	private final long end;

	private final BiPredicate<UUID, Integer> waiting;

	private Map<UUID, Integer> before;

	/**
	 * What is known of a partition just assigned.
	 * @param before the highest version of each order whose outcome was written
	 * @param end the partition's end then: from there on, nothing can have been mailed
	 * @param waiting whether the mail of a version of an order waits, or has waited
	 */
	MailedVersions(Map<UUID, Integer> before, long end, BiPredicate<UUID, Integer> waiting) {
		this.waiting = waiting;
		this.before = before;
		this.end = end;
	}

	/**
	 * Whether a version needs no mail any more.
	 * @param order the order at that version
	 * @param offset where its record stands
	 * @return whether it was mailed, or is going to be
	 */
	boolean has(OrderProgress order, long offset) {
		return order.version() <= read(order, offset) || this.waiting.test(order.id(), order.version());
	}

	/**
	 * The last version that is known of those before one. That earlier ones have waited
	 * does not tell: others may have been mailed since, at once.
	 * @param order the order at that version
	 * @param offset where its record stands
	 * @return a version; 0 if none is known
	 */
	int before(OrderProgress order, long offset) {
		int previous = order.version() - 1;
		return this.waiting.test(order.id(), previous) ? previous : read(order, offset);
	}

	private int read(OrderProgress order, long offset) {
		int mailedBefore = (offset < this.end) ? this.before.getOrDefault(order.id(), 0) : 0;
		return Math.max(mailedBefore, this.seen.getOrDefault(order.id(), 0));
	}

	/**
	 * Remembers a version that is going to be mailed.
	 * @param order the order at that version
	 */
	void add(OrderProgress order) {
		this.seen.put(order.id(), order.version());
	}

	/**
	 * Drops what was only to be known up to the end, once that is reached.
	 * @param position the first offset that was not read
	 */
	void readUpTo(long position) {
		if (position >= this.end) {
			this.before = Map.of();
		}
	}

}
