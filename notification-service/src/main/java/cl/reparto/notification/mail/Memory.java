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
	 * Up to which version an order needs no mail any more.
	 * @param id the order
	 * @param offset where the reader is
	 * @return a version; 0 if none is known
	 */
	int known(UUID id, long offset) {
		if (offset >= this.end) {
			this.noted = Map.of();
		}
		return Math.max(this.noted.getOrDefault(id, 0), this.seen.getOrDefault(id, 0));
	}

	/**
	 * Remembers a status that is going to be mailed.
	 * @param order the order at that status
	 */
	void add(OrderProgress order) {
		this.seen.put(order.id(), order.version());
	}

}
