package cl.reparto.notification.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import cl.reparto.model.OrderProgress;

/**
 * Which versions of the orders of one partition need no mail any more: those that were
 * noted before this instance had the partition, and those that it has seen since.
 */
final class Memory {

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

	private Map<UUID, Integer> noted;

	/**
	 * The memory of a partition just assigned.
	 * @param noted the highest version noted of each order
	 * @param end the partition's end then: from there on, nothing can have been noted
	 */
	Memory(Map<UUID, Integer> noted, long end) {
		this.noted = noted;
		this.end = end;
	}

	/**
	 * Whether an order's status needs a mail. From now on it is known.
	 * @param order the order
	 * @param offset where it was read
	 * @return false if that version or a later one is known
	 */
	boolean isNew(OrderProgress order, long offset) {
		if (offset >= this.end) {
			this.noted = Map.of();
		}
		int known = Math.max(this.noted.getOrDefault(order.id(), 0), this.seen.getOrDefault(order.id(), 0));
		if (order.version() <= known) {
			return false;
		}
		this.seen.put(order.id(), order.version());
		return true;
	}

}
