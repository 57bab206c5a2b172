package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.notification.mail.Verdict.Later;
import cl.reparto.notification.mail.Verdict.Refused;
import cl.reparto.notification.mail.Verdict.Taken;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one task after the other over a connection of its own. What fails goes back to the
 * outbox to wait there, so that nothing else waits with it.
 */
final class Lane {

	private static final Logger log = LoggerFactory.getLogger(Lane.class);

	private final Outbox outbox;

	private final LetterWriter writer;

	private final SmtpServer server;

	private final Ledger ledger;

	private final MailMetrics metrics;

	private final WaitLog waits;

	private final InstantSource clock;

	private final Duration idle;

	Lane(Outbox outbox, LetterWriter writer, SmtpServer server, Ledger ledger, MailMetrics metrics, WaitLog waits,
			InstantSource clock, Duration idle) {
		this.outbox = outbox;
		this.writer = writer;
		this.server = server;
		this.ledger = ledger;
		this.metrics = metrics;
		this.waits = waits;
		this.clock = clock;
		this.idle = idle;
	}

	/**
	 * Works until interrupted. May run on several threads at once.
	 * @throws InterruptedException if interrupted between tasks
	 */
	void run() throws InterruptedException {
		try (SmtpConnection connection = new SmtpConnection(this.server)) {
			while (true) {
				switch (this.outbox.take(this.idle)) {
					case null -> connection.disconnect();
					case Letter letter -> mail(letter, connection);
					case Note note -> settle(note, note, this.ledger.write(note));
					case Poison poison -> settle(poison, poison, this.ledger.write(poison));
				}
			}
		}
	}

	private void mail(Letter letter, SmtpConnection connection) throws InterruptedException {
		OrderProgress order = letter.order();
		switch (send(order, connection)) {
			case Taken _ -> note(letter, Outcome.SENT);
			case Refused refused -> {
				log.warn("Mail server refuses the mail of order {}, {}, for good: reply {}", order.id(),
						order.status().wireName(), refused.code());
				note(letter, Outcome.REJECTED);
			}
			case Later later -> {
				this.metrics.retried();
				this.waits.warn(letter, later.why());
				this.outbox.retry(letter, letter);
			}
		}
	}

	private Verdict send(OrderProgress order, SmtpConnection connection) {
		try {
			MimeMessage mail = this.writer.write(order);
			return this.metrics.timed(() -> connection.send(mail));
		}
		catch (RuntimeException ex) {
			// A fault of ours, to be mended while the mail waits. Without the exception's
			// message, which may repeat the mail.
			log.error("Mail of order {}, {}, failed: {} at {}", order.id(), order.status().wireName(),
					ex.getClass().getName(), ex.getStackTrace()[0]);
			return new Later("fault in the mailer", true);
		}
	}

	private void note(Letter letter, Outcome outcome) throws InterruptedException {
		OrderProgress order = letter.order();
		Instant now = this.clock.instant();
		this.metrics.settled(order, outcome, now);
		Note note = new Note(letter.place(), new OrderNotified(order.id(), order.status(), order.version(), outcome,
				this.writer.messageId(order), now));
		settle(letter, note, this.ledger.write(note));
	}

	/**
	 * Waits until Kafka has the record. If the process dies, each lane has mailed at most
	 * one mail that is not noted.
	 */
	private void settle(Task task, Task retry, CompletableFuture<Void> written) throws InterruptedException {
		try {
			written.get();
			this.outbox.done(task);
		}
		catch (ExecutionException ex) {
			this.waits.warn(retry, "Kafka: " + ex.getCause().getClass().getSimpleName());
			this.outbox.retry(task, retry);
		}
	}

}
