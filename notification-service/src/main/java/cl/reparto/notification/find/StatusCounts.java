package cl.reparto.notification.find;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

import cl.reparto.model.Status;

/**
 * How many orders are in each status, by the quarter of an hour in which they were
 * received: days begin at one of these in every time zone. Counted by one thread.
 */
final class StatusCounts {

	private static final long QUARTER = TimeUnit.MINUTES.toMillis(15);

	private final ConcurrentNavigableMap<Long, AtomicIntegerArray> quarters = new ConcurrentSkipListMap<>();

	void add(OrderPlace place, Status status) {
		this.quarters.computeIfAbsent(place.at() / QUARTER, (_) -> new AtomicIntegerArray(Status.values().length))
			.incrementAndGet(status.ordinal());
	}

	void remove(OrderPlace place, Status status) {
		this.quarters.computeIfPresent(place.at() / QUARTER, (_, counts) -> {
			counts.decrementAndGet(status.ordinal());
			return Arrays.stream(Status.values()).allMatch((each) -> counts.get(each.ordinal()) == 0) ? null : counts;
		});
	}

	Map<Status, Integer> all() {
		return sum(this.quarters.values());
	}

	Map<Status, Integer> since(long time) {
		return sum(this.quarters.tailMap(time / QUARTER).values());
	}

	private static Map<Status, Integer> sum(Collection<AtomicIntegerArray> parts) {
		Map<Status, Integer> sums = new EnumMap<>(Status.class);
		for (Status status : Status.values()) {
			sums.put(status, parts.stream().mapToInt((part) -> part.get(status.ordinal())).sum());
		}
		return sums;
	}

}
