package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What the mailer counts and times. All meters are there from the start, at zero.
 */
final class MailMetrics {

	private final MeterRegistry registry;

	private final Timer smtp;

	private final Counter retries;

	MailMetrics(MeterRegistry registry, UnfinishedOffsets unfinished) {
		this.registry = registry;
		this.smtp = timer("reparto.mail.smtp", "Attempts to send a mail, connecting included").register(registry);
		this.retries = Counter.builder("reparto.mail.retries")
			.description("Attempts after which a mail had to wait")
			.register(registry);
		Gauge.builder("reparto.mail.waiting", unfinished, UnfinishedOffsets::size)
			.description("Mails read and not yet noted, those being sent included")
			.register(registry);
		for (Status status : Status.values()) {
			lag(status);
			for (Outcome outcome : Outcome.values()) {
				mails(status, outcome);
			}
		}
	}

	private static Timer.Builder timer(String name, String description) {
		return Timer.builder(name)
			.description(description)
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofMinutes(5));
	}

	private Timer lag(Status status) {
		return timer("reparto.mail.lag", "From a status reached to its mail accepted").tag("status", status.wireName())
			.register(this.registry);
	}

	private Counter mails(Status status, Outcome outcome) {
		return Counter.builder("reparto.mail.mails")
			.description("Mails by what became of them")
			.tag("status", status.wireName())
			.tag("outcome", outcome.wireName())
			.register(this.registry);
	}

	<T> T timed(Supplier<T> attempt) {
		return this.smtp.record(attempt);
	}

	void settled(OrderProgress order, Outcome outcome, Instant at) {
		mails(order.status(), outcome).increment();
		if (outcome == Outcome.SENT) {
			Duration lag = Duration.between(order.reachedAt(), at);
			// The clock that told when the status was reached may be ahead of this one.
			lag(order.status()).record(lag.isNegative() ? Duration.ZERO : lag);
		}
	}

	void retried() {
		this.retries.increment();
	}

}
