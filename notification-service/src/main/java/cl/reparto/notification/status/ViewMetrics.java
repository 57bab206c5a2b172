package cl.reparto.notification.status;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What can be seen of the view. */
final class ViewMetrics {

	private final Timer lag;

	private final Counter passedOver;

	ViewMetrics(MeterRegistry registry, Waiters waiters) {
		this.lag = Timer.builder("reparto.status.lag")
			.description("Time from when a status was reached to when it can be read here")
			.publishPercentileHistogram()
			.register(registry);
		this.passedOver = Counter.builder("reparto.status.passed.over")
			.description("Records of order_processing that the view could not use")
			.register(registry);
		Gauge.builder("reparto.status.waiters", waiters, Waiters::count)
			.description("Requests that wait for an order to change")
			.register(registry);
	}

	void readable(Duration sinceReached) {
		// Two clocks: the difference of a few milliseconds may be negative.
		this.lag.record(sinceReached.isNegative() ? Duration.ZERO : sinceReached);
	}

	void passedOver() {
		this.passedOver.increment();
	}

}
