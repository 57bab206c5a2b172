package cl.reparto.processing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of the orders in this instance. Counts what was done; after a crash
 * the same step may be done, and counted, twice, though it is committed once.
 */
final class OrderMetrics {

	/** Beyond Micrometer's 30 seconds: a shop's stages may take hours. */
	private static final Duration LONGEST = Duration.ofDays(1);

	private final Map<Status, Counter> transitions = new EnumMap<>(Status.class);

	private final Map<Status, Timer> sinceRequest = new EnumMap<>(Status.class);

	private final Map<Status, AtomicLong> waiting = new EnumMap<>(Status.class);

	private final Map<WaitingOrders, Instant> nextDue = new ConcurrentHashMap<>();

	private final InstantSource clock;

	private final Timer timerLag;

	private final Counter repeated;

	private final Counter deadLetters;

	OrderMetrics(MeterRegistry registry, InstantSource clock) {
		this.clock = clock;
		for (Status status : Status.values()) {
			this.transitions.put(status,
					Counter.builder("reparto.orders.transitions")
						.description("Orders that have reached a status")
						.tag("status", status.wireName())
						.register(registry));
			this.sinceRequest.put(status,
					Timer.builder("reparto.orders.time")
						.description("Time from the request to a status")
						.tag("status", status.wireName())
						.publishPercentileHistogram()
						.maximumExpectedValue(LONGEST)
						.register(registry));
			if (status != Status.FINALIZADO) {
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
		this.timerLag = Timer.builder("reparto.timer.lag")
			.description("Time from when a status was due to when it was reached")
			.publishPercentileHistogram()
			.register(registry);
		this.repeated = Counter.builder("reparto.orders.repeated")
			.description("Requests of an order that is known already")
			.register(registry);
		this.deadLetters = Counter.builder("reparto.dead.letters")
			.description("Records that could not be used")
			.tag("topic", Topics.ORDER_REQUESTS.name())
			.register(registry);
	}

	private Duration overdue() {
		Instant now = this.clock.instant();
		Instant oldest = this.nextDue.values().stream().min(Comparator.naturalOrder()).orElse(now);
		return oldest.isBefore(now) ? Duration.between(oldest, now) : Duration.ZERO;
	}

	void reached(OrderProgress order) {
		this.transitions.get(order.status()).increment();
		Duration time = Duration.between(order.requestedAt(), order.reachedAt());
		// Two clocks: the difference of a few milliseconds may be negative.
		this.sinceRequest.get(order.status()).record(time.isNegative() ? Duration.ZERO : time);
	}

	void due(Instant due, Instant now) {
		this.timerLag.record(Duration.between(due, now));
	}

	void repeated() {
		this.repeated.increment();
	}

	void deadLetter() {
		this.deadLetters.increment();
	}

	/**
	 * Starts a count of the orders that wait in one task's partitions.
	 * @return a count, at nothing
	 */
	WaitingOrders waitingOrders() {
		return new WaitingOrders();
	}

	/** The orders that wait in one task's partitions. Used by that task's thread only. */
	final class WaitingOrders {

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
				OrderMetrics.this.nextDue.remove(this);
			}
			else {
				OrderMetrics.this.nextDue.put(this, at);
			}
		}

		/** The task ends here: its orders are counted where it goes on. */
		void clear() {
			Map.copyOf(this.counts).forEach((status, count) -> change(status, -count));
			nextDue(null);
		}

		private void change(Status status, long by) {
			this.counts.merge(status, by, Long::sum);
			OrderMetrics.this.waiting.get(status).addAndGet(by);
		}

	}

}
