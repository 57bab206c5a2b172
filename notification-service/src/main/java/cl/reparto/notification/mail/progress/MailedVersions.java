package cl.reparto.notification.mail.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;

import cl.reparto.model.OrderProgress;

/**
 * Which versions of the orders of one partition need no mail any more: those whose
 * outcome was written before this instance had the partition, those that it has seen
 * since, and those that wait for their mailbox.
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

	private final ToIntFunction<UUID> waiting;

	private Map<UUID, Integer> before;

	/**
	 * What is known of a partition just assigned.
	 * @param before the highest version of each order whose outcome was written
	 * @param end the partition's end then: from there on, nothing can have been mailed
	 * @param waiting up to which version an order's mails wait; 0 if none does
	 */
	MailedVersions(Map<UUID, Integer> before, long end, ToIntFunction<UUID> waiting) {
		this.waiting = waiting;
		this.before = before;
		this.end = end;
	}

	/**
	 * Up to which version an order needs no mail any more.
	 * @param id the order
	 * @param offset where the record stands that wants one
	 * @return a version; 0 if none is known
	 */
	int known(UUID id, long offset) {
		int mailedBefore = (offset < this.end) ? this.before.getOrDefault(id, 0) : 0;
		return Math.max(Math.max(mailedBefore, this.seen.getOrDefault(id, 0)), this.waiting.applyAsInt(id));
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
