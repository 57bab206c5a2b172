package cl.reparto.processing;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What can be seen of the orders in this instance. Counts what was done; after a crash
 * the same step may be done, and counted, twice, though it is committed once.
 */
final class OrderMetrics {

	/** Beyond Micrometer's 30 seconds: a shop's stages may take hours. */
	private static final Duration LONGEST = Duration.ofDays(1);

	private final Map<Status, Counter> transitions = new EnumMap<>(Status.class);

	private final Map<Status, Timer> sinceRequest = new EnumMap<>(Status.class);

	private final Timer timerLag;

	private final Counter repeated;

	private final Counter deadLetters;

	OrderMetrics(MeterRegistry registry) {
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
		}
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

}
