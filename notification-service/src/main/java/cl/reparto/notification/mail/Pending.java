package cl.reparto.notification.mail;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The places that are not done with. What is done comes in any order; an offset can be
 * committed when nothing below it is pending.
 */
final class Pending {

	private final Map<Integer, NavigableSet<Long>> offsets = new HashMap<>();

	private int size;

	void add(Place place) {
		if (this.offsets.computeIfAbsent(place.partition(), (partition) -> new TreeSet<>()).add(place.offset())) {
			this.size++;
		}
	}

	void remove(Place place) {
		NavigableSet<Long> partition = this.offsets.get(place.partition());
		if (partition != null && partition.remove(place.offset())) {
			this.size--;
		}
	}

	/**
	 * The first place of a partition that is pending.
	 * @param partition the partition
	 * @return its offset; empty if none is
	 */
	OptionalLong lowest(int partition) {
		NavigableSet<Long> pending = this.offsets.get(partition);
		return (pending == null || pending.isEmpty()) ? OptionalLong.empty() : OptionalLong.of(pending.first());
	}

	void forget(Collection<Integer> partitions) {
		this.offsets.keySet().removeAll(partitions);
		this.size = this.offsets.values().stream().mapToInt(Collection::size).sum();
	}

	int size() {
		return this.size;
	}

}
