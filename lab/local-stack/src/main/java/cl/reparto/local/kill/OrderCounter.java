package cl.reparto.local.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderProgress.Change;
import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * Counts how the orders fare that were accepted since it began; of others it sees
 * nothing. What people do to an order is as good as what time does. An order is lost that
 * is overdue by more than {@link #PATIENCE}, in none of which a process was down: it may
 * yet come and is lost no more. A version that is left out is lost for good. The last
 * {@link #ENDED} orders that have ended are known, so that one that comes again is seen.
 */
final class OrderCounter {

	/** How long an order may be overdue while nothing is down. */
	static final Duration PATIENCE = Duration.ofMinutes(1);

	/** How many orders are known after their end. */
	static final int ENDED = 50_000;

	/** Progress may be read before the request that it comes of. */
	private static final int EARLY = 5_000;

	private final Set<Status> leftToTheShop;

	private final Map<UUID, Place> underWay = new HashMap<>();

	private final Map<UUID, Place> ended = bounded(ENDED);

	private final Map<UUID, List<OrderProgress>> early = bounded(EARLY);

	private long accepted;

	private long missing;

	private long doubled;

	private long backwards;

	/**
	 * A count of nothing yet.
	 * @param leftToTheShop the statuses that no timer moves an order out of
	 */
	OrderCounter(Set<Status> leftToTheShop) {
		this.leftToTheShop = leftToTheShop;
	}

	private static <V> Map<UUID, V> bounded(int most) {
		return new LinkedHashMap<>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
				return size() > most;
			}

		};
	}

	/** An order was answered 202, or stands among the requests; it may be told again. */
	synchronized void accepted(UUID order, Instant now) {
		if (place(order) == null) {
			this.accepted++;
			this.underWay.put(order, new Place(0, null, now));
			List<OrderProgress> came = this.early.remove(order);
			if (came != null) {
				came.forEach(this::moved);
			}
		}
	}

	/** A record says where an order is. */
	synchronized void moved(OrderProgress progress) {
		Place before = place(progress.id());
		if (before == null) {
			this.early.computeIfAbsent(progress.id(), (first) -> new ArrayList<>()).add(progress);
		}
		else if (progress.version() == before.version()) {
			this.doubled++;
		}
		else if (progress.version() < before.version()) {
			this.backwards++;
		}
		else {
			this.missing += progress.version() - before.version() - 1;
			judge(before.status(), progress);
			put(progress);
		}
	}

	private @Nullable Place place(UUID order) {
		Place place = this.underWay.get(order);
		return (place != null) ? place : this.ended.get(order);
	}

	private void judge(@Nullable Status before, OrderProgress progress) {
		boolean byAPerson = progress.history().getLast().by() != null;
		if (before == null) {
			return;
		}
		if (progress.status() == before && !(byAPerson && progress.change() == Change.DELAYED)) {
			this.doubled++;
		}
		else if (before.isEnd() || progress.status().number() < before.number()
				&& !(byAPerson && progress.change() == Change.RECALLED)) {
			this.backwards++;
		}
	}

	private void put(OrderProgress progress) {
		Instant due = progress.dueAt();
		if (due == null) {
			this.underWay.remove(progress.id());
			this.ended.put(progress.id(), new Place(progress.version(), progress.status(), Instant.MAX));
		}
		else {
			boolean moves = !this.leftToTheShop.contains(progress.status());
			this.underWay.put(progress.id(),
					new Place(progress.version(), progress.status(), moves ? due : Instant.MAX));
		}
	}

	/**
	 * How things are.
	 * @param now the time
	 * @param wellSince since when no process was down
	 * @return the count
	 */
	synchronized OrderCount count(Instant now, Instant wellSince) {
		Instant late = now.minus(PATIENCE);
		long overdue = wellSince.isAfter(late) ? 0
				: this.underWay.values().stream().filter((place) -> place.due().isBefore(late)).count();
		return new OrderCount(this.accepted, this.underWay.size(), overdue + this.missing, this.doubled,
				this.backwards);
	}

	/**
	 * Where an order is.
	 *
	 * @param version 0 if it has only been accepted
	 * @param status null then
	 * @param due when it is to go on; the end of time if no timer is to move it
	 */
	private record Place(int version, @Nullable Status status, Instant due) {
	}

}
