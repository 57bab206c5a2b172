package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.mail.outbox.RecallWindow;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.notification.mail.waiting.WaitingMails;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What the mailer counts and times. All meters are there from the start, at zero.
 */
final class MailMetrics {

	private final MeterRegistry registry;

	private final RecallWindow window;

	private final Timer smtp;

	MailMetrics(MeterRegistry registry, UnfinishedOffsets unfinished, WaitingMails waiting, RecallWindow window) {
		this.registry = registry;
		this.window = window;
		this.smtp = timer("reparto.mail.smtp", "Attempts to send a mail, connecting included").register(registry);
		retries(true);
		retries(false);
		Gauge.builder("reparto.mail.waiting", unfinished, UnfinishedOffsets::size)
			.description("Mails read and not yet noted, those being sent included")
			.register(registry);
		Gauge.builder("reparto.mail.waiting.orders", waiting, WaitingMails::size)
			.description("Orders whose mails wait for their mailbox")
			.register(registry);
		Gauge.builder("reparto.mail.held.orders", waiting, WaitingMails::held)
			.description("Orders whose mails wait while the shop may recall what they tell")
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
		return timer("reparto.mail.lag", "From a status reached, and not to be recalled any more, to its mail accepted")
			.tag("status", status.wireName())
			.register(this.registry);
	}

	private Counter mails(Status status, Outcome outcome) {
		return Counter.builder("reparto.mail.mails")
			.description("Mails by what became of them")
			.tag("status", status.wireName())
			.tag("outcome", outcome.wireName())
			.register(this.registry);
	}

	private Counter retries(boolean aboutUs) {
		return Counter.builder("reparto.mail.retries")
			.description("Attempts after which a mail had to wait, by what the mail server has something against")
			.tag("about", aboutUs ? "us" : "mailbox")
			.register(this.registry);
	}

	void attempted(Duration took) {
		this.smtp.record(took);
	}

	void settled(OrderProgress order, Outcome outcome, Instant at) {
		mails(order.status(), outcome).increment();
		if (outcome == Outcome.SENT) {
			Duration lag = Duration.between(this.window.end(order), at);
			// The clock that told when the status was reached may be ahead of this one.
			lag(order.status()).record(lag.isNegative() ? Duration.ZERO : lag);
		}
	}

	void retried(boolean aboutUs) {
		retries(aboutUs).increment();
	}

}
