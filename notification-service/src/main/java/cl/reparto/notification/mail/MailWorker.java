package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.notification.mail.letter.LetterWriter;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.progress.OutcomeWriter;
import cl.reparto.notification.mail.smtp.Delivery;
import cl.reparto.notification.mail.smtp.Delivery.Deferred;
import cl.reparto.notification.mail.smtp.Delivery.Rejected;
import cl.reparto.notification.mail.smtp.Delivery.Sent;
import cl.reparto.notification.mail.smtp.SmtpConnection;
import cl.reparto.notification.mail.smtp.SmtpServer;
import cl.reparto.service.process.TroubleLog;
import jakarta.mail.internet.MimeMessage;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails one letter after the other over a connection of its own. What the mail server
 * defers goes back to the outbox to wait there, so that nothing else waits with it.
 */
final class MailWorker {

	private static final Logger log = LoggerFactory.getLogger(MailWorker.class);

	/** All that wait together have the same story to tell. */
	private final TroubleLog trouble = new TroubleLog(log, "A mail has to wait", Duration.ofMinutes(1));

	private final Outbox outbox;

	private final LetterWriter writer;

	private final SmtpServer server;

	private final OutcomeWriter outcomes;

	private final MailMetrics metrics;

	private final InstantSource clock;

	private final MailSettings settings;

	MailWorker(Outbox outbox, LetterWriter writer, SmtpServer server, OutcomeWriter outcomes, MailMetrics metrics,
			InstantSource clock, MailSettings settings) {
		this.outbox = outbox;
		this.writer = writer;
		this.server = server;
		this.outcomes = outcomes;
		this.metrics = metrics;
		this.clock = clock;
		this.settings = settings;
	}

	/**
	 * Works until interrupted. May run on several threads at once.
	 * @throws InterruptedException if interrupted between mails
	 */
	void run() throws InterruptedException {
		try (SmtpConnection connection = this.server.connection()) {
			while (true) {
				Letter letter = this.outbox.take(this.settings.idle());
				if (letter != null) {
					mail(letter, connection);
				}
				else {
					connection.disconnect();
				}
			}
		}
	}

	private void mail(Letter letter, SmtpConnection connection) throws InterruptedException {
		OrderProgress order = letter.order();
		switch (send(order, connection)) {
			case Sent _ -> finish(letter, Outcome.SENT);
			case Rejected rejected -> {
				log.warn("Mail server refuses the mail of order {}, {}, for good: reply {}", order.id(),
						order.status().wireName(), rejected.code());
				finish(letter, Outcome.REJECTED);
			}
			case Deferred deferred -> {
				this.metrics.retried();
				this.trouble.report("order " + order.id() + ", " + deferred.why());
				this.outbox.retry(letter);
			}
		}
	}

	private Delivery send(OrderProgress order, SmtpConnection connection) {
		try {
			MimeMessage mail = this.writer.write(order);
			return this.metrics.timed(() -> connection.send(mail));
		}
		catch (RuntimeException ex) {
			// A fault of ours, to be mended while the mail waits. Without the exception's
			// message, which may repeat the mail.
			log.error("Mail of order {}, {}, failed: {} at {}", order.id(), order.status().wireName(),
					ex.getClass().getName(), ex.getStackTrace()[0]);
			return new Deferred("fault in the mailer", true);
		}
	}

	/**
	 * Is done with a letter once Kafka has its outcome. If the process dies, each worker
	 * has mailed at most one mail without (decision 12).
	 */
	private void finish(Letter letter, Outcome outcome) throws InterruptedException {
		OrderProgress order = letter.order();
		Instant now = this.clock.instant();
		this.metrics.settled(order, outcome, now);
		OrderNotified notified = new OrderNotified(order.id(), order.status(), order.version(), outcome,
				this.writer.messageId(order), now);
		for (int failures = 1; !isWritten(notified, letter); failures++) {
			Thread.sleep(this.settings.retry().delay(failures, ThreadLocalRandom.current()));
		}
		this.outbox.done(letter);
	}

	private boolean isWritten(OrderNotified outcome, Letter letter) throws InterruptedException {
		try {
			this.outcomes.write(outcome, letter.position().partition());
			return true;
		}
		catch (KafkaException ex) {
			this.trouble.report("order " + outcome.id() + ", Kafka: " + ex.getClass().getSimpleName());
			return false;
		}
	}

}
