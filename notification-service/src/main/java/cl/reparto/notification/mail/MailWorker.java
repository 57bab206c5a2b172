package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.notification.mail.letter.LetterWriter;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.progress.OutcomeWriter;
import cl.reparto.notification.mail.smtp.Delivery;
import cl.reparto.notification.mail.smtp.Delivery.Deferred;
import cl.reparto.notification.mail.smtp.Delivery.Rejected;
import cl.reparto.notification.mail.smtp.Delivery.Sent;
import cl.reparto.notification.mail.smtp.Delivery.Unavailable;
import cl.reparto.notification.mail.smtp.SmtpConnection;
import cl.reparto.notification.mail.smtp.SmtpServer;
import cl.reparto.notification.mail.waiting.WaitingMails;
import cl.reparto.service.process.TroubleLog;
import jakarta.mail.internet.MimeMessage;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails one letter after the other over a connection of its own. What its mailbox does
 * not take now waits elsewhere; what a mail server does not that takes none goes back to
 * the outbox, and all wait.
 */
final class MailWorker {

	private static final Logger log = LoggerFactory.getLogger(MailWorker.class);

	/** Of what Kafka does not take. */
	private static final Duration RETRY = Duration.ofSeconds(1);

	/** All that wait together have the same story to tell. */
	private final TroubleLog trouble = new TroubleLog(log, "A mail has to wait", Duration.ofMinutes(1));

	private final Outbox outbox;

	private final LetterWriter writer;

	private final SmtpServer server;

	private final OutcomeWriter outcomes;

	private final WaitingMails waiting;

	private final MailMetrics metrics;

	private final InstantSource clock;

	private final MailSettings settings;

	MailWorker(Outbox outbox, LetterWriter writer, SmtpServer server, OutcomeWriter outcomes, WaitingMails waiting,
			MailMetrics metrics, InstantSource clock, MailSettings settings) {
		this.outbox = outbox;
		this.writer = writer;
		this.server = server;
		this.outcomes = outcomes;
		this.waiting = waiting;
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
					see(letter, connection);
				}
				else {
					connection.disconnect();
				}
			}
		}
	}

	private void see(Letter letter, SmtpConnection connection) throws InterruptedException {
		try {
			if (letter.waiting() == null && this.waiting.keeps(letter, this.outbox.isCrowdedOut(letter))) {
				this.outbox.done(letter);
			}
			else if (letter.waiting() != null && letter.waiting().withdrawn()) {
				withdraw(letter, letter.waiting());
			}
			else {
				mail(letter, connection);
			}
		}
		catch (KafkaException | IllegalStateException ex) {
			if (this.outbox.isStillOurs(letter)) {
				throw ex;
			}
			this.outbox.leave(letter);
			log.info("A mail of order {} is left to whoever has its partition now: {}", letter.order().id(),
					ex.getMessage());
		}
	}

	/**
	 * The advance that the letter would tell of, and its recall: as if neither had been.
	 */
	private void withdraw(Letter letter, MailsWaiting recalled) throws InterruptedException {
		Instant now = this.clock.instant();
		this.waiting.settle(letter, settled(recalled.first(), Outcome.WITHDRAWN, now),
				settled(recalled.second(), Outcome.WITHDRAWN, now));
		this.outbox.done(letter);
	}

	private void mail(Letter letter, SmtpConnection connection) throws InterruptedException {
		OrderProgress order = letter.order();
		Delivery delivery = send(letter, connection);
		if (!(delivery instanceof Unavailable)) {
			this.outbox.serverWorks();
		}
		switch (delivery) {
			case Sent _ -> finish(letter, Outcome.SENT);
			case Rejected rejected -> {
				log.warn("There is no mailbox for the mail of order {}, {}: {}", order.id(), order.status().wireName(),
						rejected.reply());
				finish(letter, Outcome.REJECTED);
			}
			case Deferred deferred -> {
				reportRetry(order, deferred.why(), deferred.aboutUs());
				if (this.waiting.defer(letter, deferred.why())) {
					this.outbox.done(letter);
				}
				else {
					log.warn("Gives up on the mail of order {}, {}: {}", order.id(), order.status().wireName(),
							deferred.why());
					finish(letter, Outcome.EXPIRED);
				}
			}
			case Unavailable unavailable -> {
				reportRetry(order, unavailable.why(), true);
				this.outbox.putBack(letter);
			}
		}
	}

	private void reportRetry(OrderProgress order, String why, boolean aboutUs) {
		this.metrics.retried(aboutUs);
		this.trouble.report("order " + order.id() + ", " + why);
	}

	private Delivery send(Letter letter, SmtpConnection connection) {
		OrderProgress order = letter.order();
		try {
			MimeMessage mail = this.writer.write(order, letter.isNewest());
			long start = System.nanoTime();
			Delivery delivery = connection.send(mail, () -> this.outbox.isStillOurs(letter));
			this.metrics.attempted(Duration.ofNanos(System.nanoTime() - start));
			return delivery;
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
		OrderNotified notified = settled(letter.order(), outcome, this.clock.instant());
		if (letter.waiting() != null) {
			this.waiting.settle(letter, notified);
		}
		else {
			while (!isWritten(notified, letter)) {
				Thread.sleep(RETRY);
			}
		}
		this.outbox.done(letter);
	}

	private OrderNotified settled(OrderProgress order, Outcome outcome, Instant now) {
		this.metrics.settled(order, outcome, now);
		return new OrderNotified(order.id(), order.status(), order.version(), outcome, this.writer.messageId(order),
				now);
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
