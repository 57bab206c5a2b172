package cl.reparto.request;

import java.time.Duration;
import java.util.function.IntSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/**
 * What this service counts beside what Spring and Kafka do.
 */
@Component
final class IntakeMetrics {

	private final MeterRegistry registry;

	private final Counter accepted;

	private final Counter repeated;

	private final Timer append;

	IntakeMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.accepted = Counter.builder("reparto.orders.accepted")
			.description("Orders answered 202 that were new")
			.register(registry);
		this.repeated = Counter.builder("reparto.orders.repeated")
			.description("Orders answered 202 that were known by their Idempotency-Key")
			.register(registry);
		this.append = Timer.builder("reparto.orders.append")
			.description("From sending an order to Kafka until it was acknowledged")
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofSeconds(5))
			.register(registry);
	}

	/**
	 * Watches how many orders are being taken.
	 * @param count tells it
	 */
	void taking(IntSupplier count) {
		Gauge.builder("reparto.orders.taking", count, IntSupplier::getAsInt)
			.description("Orders that wait for Kafka before they are answered")
			.strongReference(true)
			.register(this.registry);
	}

	void accepted() {
		this.accepted.increment();
	}

	void repeated() {
		this.repeated.increment();
	}

	/** Takes the time of each order that is kept. */
	Timer append() {
		return this.append;
	}

}
