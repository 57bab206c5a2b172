package cl.reparto.notification.find;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

import cl.reparto.model.Status;

/**
 * How many orders are in each status, by the quarter of an hour in which they were
 * received: days begin at one of these in every time zone. Counted by one thread.
 */
final class StatusCounts {

	private static final long QUARTER = TimeUnit.MINUTES.toMillis(15);

	/** Each array is replaced by another: who looks at it sees all of a moment. */
	private final ConcurrentNavigableMap<Long, int[]> quarters = new ConcurrentSkipListMap<>();

	void add(IndexRow row) {
		change(row, 1);
	}

	void remove(IndexRow row) {
		change(row, -1);
	}

	private void change(IndexRow row, int by) {
		Long quarter = row.place().at() / QUARTER;
		int[] known = this.quarters.get(quarter);
		int[] counts = (known != null) ? known.clone() : new int[Status.values().length];
		counts[row.status().ordinal()] += by;
		if (Arrays.stream(counts).allMatch((count) -> count == 0)) {
			this.quarters.remove(quarter);
		}
		else {
			this.quarters.put(quarter, counts);
		}
	}

	Map<Status, Integer> all() {
		return sum(this.quarters.values());
	}

	Map<Status, Integer> since(long time) {
		return sum(this.quarters.tailMap(time / QUARTER).values());
	}

	/**
	 * The parts of a list in which any order is in one of these, newest first. Where
	 * there is none, nobody has to look.
	 */
	List<Part> parts(Set<Status> statuses, OrderPlace begin, OrderPlace end) {
		return this.quarters.subMap(end.at() / QUARTER, true, begin.at() / QUARTER, true)
			.descendingMap()
			.entrySet()
			.stream()
			.filter((each) -> statuses.stream().anyMatch((status) -> each.getValue()[status.ordinal()] > 0))
			.map((each) -> Part.of(each.getKey() * QUARTER, begin, end))
			.toList();
	}

	private static Map<Status, Integer> sum(Collection<int[]> parts) {
		int[] sums = new int[Status.values().length];
		parts.forEach((part) -> Arrays.setAll(sums, (status) -> sums[status] + part[status]));
		Map<Status, Integer> named = new EnumMap<>(Status.class);
		Arrays.stream(Status.values()).forEach((status) -> named.put(status, sums[status.ordinal()]));
		return named;
	}

	/**
	 * What a list has of a quarter of an hour.
	 *
	 * @param begin before its first order
	 * @param end after its last one
	 */
	record Part(OrderPlace begin, OrderPlace end) {

		private static Part of(long quarter, OrderPlace begin, OrderPlace end) {
			return new Part(Collections.max(List.of(begin, OrderPlace.newestAt(quarter + QUARTER - 1))),
					Collections.min(List.of(end, OrderPlace.oldestAt(quarter))));
		}

	}

}
