package cl.reparto.notification.mail.smtp;

import java.util.function.BooleanSupplier;

import cl.reparto.notification.mail.smtp.Delivery.Sent;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * A worker's connection to the mail server: made at the first mail, kept for the next.
 */
public final class SmtpConnection implements AutoCloseable {

	private final SmtpServer server;

	private final PromptSockets sockets = new PromptSockets();

	private @Nullable SmtpDialogue dialogue;

	/** Whether the last attempt has left it of no more use. */
	private boolean broken;

	/** Of the attempt under way, by {@link System#nanoTime()}; null between attempts. */
	private volatile @Nullable Long deadline;

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
	 */
	public Delivery send(MimeMessage mail, BooleanSupplier stillOurs) {
		this.deadline = System.nanoTime() + this.server.attempt().toNanos();
		try {
			boolean kept = this.dialogue != null;
			Delivery delivery = attempt(mail, stillOurs);
			return (kept && this.broken && !isLate()) ? attempt(mail, stillOurs) : delivery;
		}
		finally {
			this.deadline = null;
		}
	}

	private Delivery attempt(MimeMessage mail, BooleanSupplier stillOurs) {
		this.broken = false;
		try {
			if (this.dialogue == null) {
				this.dialogue = this.server.connect(this.sockets);
			}
			this.dialogue.send(mail, () -> !isLate() && stillOurs.getAsBoolean());
			return new Sent();
		}
		catch (MessagingException ex) {
			SmtpFailure failure = isLate() ? SmtpFailure.LATE : SmtpFailure.of(ex);
			boolean senderTaken = this.dialogue != null && this.dialogue.hasTakenTheSender();
			this.broken = failure.isBroken();
			// NOOP asks: after a refusal, Jakarta Mail may have closed it.
			if (this.broken || this.dialogue != null && !this.dialogue.isConnected()) {
				disconnect();
			}
			return failure.delivery(senderTaken);
		}
	}

	private boolean isLate() {
		Long limit = this.deadline;
		return limit != null && System.nanoTime() - limit > 0;
	}

	/** Ends what the attempt under way reads or writes. For another thread. */
	void cutIfLate() {
		if (isLate()) {
			this.sockets.cut();
		}
	}

	/**
	 * Closes the connection if there is one; the next mail makes a new one.
	 */
	public void disconnect() {
		try {
			if (this.dialogue != null) {
				this.dialogue.close();
			}
		}
		catch (MessagingException ex) {
			// A connection that cannot be closed politely is gone anyway.
		}
		this.dialogue = null;
	}

	@Override
	public void close() {
		disconnect();
		this.server.forget(this);
	}

}
