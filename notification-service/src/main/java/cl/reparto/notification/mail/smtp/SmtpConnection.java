package cl.reparto.notification.mail.smtp;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

import cl.reparto.notification.mail.smtp.Delivery.Sent;
import cl.reparto.notification.mail.smtp.Delivery.Unavailable;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * A worker's connection to the mail server: made at the first mail, kept for the next.
 */
public final class SmtpConnection implements AutoCloseable {

	/** A thread that was cut off has no more to do than to say so. */
	private static final Duration GRACE = Duration.ofSeconds(1);

	private final SmtpServer server;

	private @Nullable SmtpDialogue dialogue;

	SmtpConnection(SmtpServer server) {
		this.server = server;
	}

	/**
	 * Sends a mail, within {@link SmtpServer}'s time for an attempt. The server may have
	 * closed a kept connection since the last mail, which is no trouble at all, so one
	 * that turns out broken is replaced at once.
	 * @param mail the mail
	 * @param stillOurs asked before the final dot; the mail goes out only if true
	 * @return what became of it
	 * @throws InterruptedException if interrupted; the mail may be out or not
	 */
	public Delivery send(MimeMessage mail, BooleanSupplier stillOurs) throws InterruptedException {
		Attempt attempt = new Attempt(this.dialogue, mail, stillOurs);
		this.dialogue = null;
		FutureTask<Delivery> delivery = new FutureTask<>(attempt::run);
		// Virtual, since interrupting one ends what it reads or writes.
		Thread thread = Thread.startVirtualThread(delivery);
		try {
			if (!thread.join(this.server.attempt())) {
				attempt.late = true;
				thread.interrupt();
			}
			if (!thread.join(GRACE)) {
				return new Unavailable("no answer");
			}
		}
		finally {
			attempt.late = true;
			thread.interrupt();
		}
		this.dialogue = attempt.dialogue;
		return delivery.resultNow();
	}

	/**
	 * Closes the connection if there is one; the next mail makes a new one.
	 */
	public void disconnect() {
		close(this.dialogue);
		this.dialogue = null;
	}

	private static void close(@Nullable SmtpDialogue dialogue) {
		try {
			if (dialogue != null) {
				dialogue.close();
			}
		}
		catch (MessagingException ex) {
			// A connection that cannot be closed politely is gone anyway.
		}
	}

	@Override
	public void close() {
		disconnect();
	}

	/** All that is said about one mail. */
	private final class Attempt {

		private final MimeMessage mail;

		private final BooleanSupplier stillOurs;

		private volatile boolean late;

		private volatile @Nullable SmtpDialogue dialogue;

		private boolean broken;

		Attempt(@Nullable SmtpDialogue kept, MimeMessage mail, BooleanSupplier stillOurs) {
			this.dialogue = kept;
			this.mail = mail;
			this.stillOurs = stillOurs;
		}

		Delivery run() {
			boolean kept = this.dialogue != null;
			Delivery delivery = once();
			return (kept && this.broken && !this.late) ? once() : delivery;
		}

		private Delivery once() {
			SmtpDialogue open = this.dialogue;
			try {
				if (open == null) {
					open = SmtpConnection.this.server.connect();
					this.dialogue = open;
				}
				open.send(this.mail, () -> !this.late && this.stillOurs.getAsBoolean());
				return new Sent();
			}
			catch (MessagingException ex) {
				SmtpFailure failure = SmtpFailure.of(ex);
				this.broken = failure.isBroken();
				// NOOP asks: after a refusal, Jakarta Mail may have closed it.
				if (open == null || this.broken || !open.isConnected()) {
					SmtpConnection.close(open);
					this.dialogue = null;
				}
				return failure.delivery(open != null && open.hasTakenTheSender());
			}
		}

	}

}
