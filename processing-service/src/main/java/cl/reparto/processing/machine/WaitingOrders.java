package cl.reparto.processing.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.model.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;

/**
 * How many orders wait in each status in this instance's partitions, and for how long the
 * oldest of them should have gone on.
 */
public final class WaitingOrders {

	private final Map<Status, AtomicLong> waiting = new EnumMap<>(Status.class);

	private final Map<InTask, Instant> nextDue = new ConcurrentHashMap<>();

	private final InstantSource clock;

	/**
	 * Counts nothing yet.
	 * @param registry shows the counts
	 * @param clock tells how late it is
	 */
	public WaitingOrders(MeterRegistry registry, InstantSource clock) {
		this.clock = clock;
		for (Status status : Status.values()) {
			if (!status.isEnd()) {
				AtomicLong count = new AtomicLong();
				this.waiting.put(status, count);
				Gauge.builder("reparto.orders.waiting", count, AtomicLong::get)
					.description("Orders that are in a status now, in this instance's partitions")
					.tag("status", status.wireName())
					.register(registry);
			}
		}
		TimeGauge.builder("reparto.orders.overdue", this, TimeUnit.MILLISECONDS, (self) -> self.overdue().toMillis())
			.description("For how long the oldest order has been due that has not gone on yet")
			.register(registry);
	}

	private Duration overdue() {
		Instant now = this.clock.instant();
		Instant oldest = this.nextDue.values().stream().min(Comparator.naturalOrder()).orElse(now);
		return oldest.isBefore(now) ? Duration.between(oldest, now) : Duration.ZERO;
	}

	/**
	 * Starts a count of the orders that wait in one task's partitions.
	 * @return a count, at nothing
	 */
	InTask inTask() {
		return new InTask();
	}

	/** The orders that wait in one task's partitions. Used by that task's thread only. */
	final class InTask {

		private final Map<Status, Long> counts = new EnumMap<>(Status.class);

		void add(Status status) {
			change(status, 1);
		}

		void remove(Status status) {
			change(status, -1);
		}

		/**
		 * Tells when one of them is to go on next.
		 * @param at when; null if none waits
		 */
		void nextDue(@Nullable Instant at) {
			if (at == null) {
				WaitingOrders.this.nextDue.remove(this);
			}
			else {
				WaitingOrders.this.nextDue.put(this, at);
			}
		}

		/** The task ends here: its orders are counted where it goes on. */
		void clear() {
			Map.copyOf(this.counts).forEach((status, count) -> change(status, -count));
			nextDue(null);
		}

		private void change(Status status, long by) {
			this.counts.merge(status, by, Long::sum);
			WaitingOrders.this.waiting.get(status).addAndGet(by);
		}

	}

}
