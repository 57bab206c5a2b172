package cl.reparto.notification.mail.smtp;

import cl.reparto.notification.mail.smtp.Delivery.Deferred;
import cl.reparto.notification.mail.smtp.Delivery.Sent;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * A worker's connection to the mail server: made at the first mail, kept for the next.
 */
public final class SmtpConnection implements AutoCloseable {

	private final SmtpServer server;

	private @Nullable Transport transport;

	SmtpConnection(SmtpServer server) {
		this.server = server;
	}

	/**
	 * Sends a mail. The server may have closed a kept connection since the last mail,
	 * which is no trouble at all, so one that turns out broken is replaced at once.
	 * @param mail the mail
	 * @return what became of it
	 */
	public Delivery send(MimeMessage mail) {
		boolean kept = this.transport != null;
		Delivery delivery = attempt(mail);
		return (kept && delivery instanceof Deferred deferred && deferred.broken()) ? attempt(mail) : delivery;
	}

	private Delivery attempt(MimeMessage mail) {
		try {
			if (this.transport == null) {
				this.transport = this.server.connect();
			}
			this.transport.sendMessage(mail, mail.getAllRecipients());
			return new Sent();
		}
		catch (MessagingException ex) {
			Delivery delivery = SmtpFailure.judge(ex);
			if ((delivery instanceof Deferred deferred && deferred.broken()) || !answers()) {
				disconnect();
			}
			return delivery;
		}
	}

	/** Asks by NOOP: after a refusal, Jakarta Mail may have closed it. */
	private boolean answers() {
		return this.transport != null && this.transport.isConnected();
	}

	/**
	 * Closes the connection if there is one; the next mail makes a new one.
	 */
	public void disconnect() {
		if (this.transport != null) {
			try {
				this.transport.close();
			}
			catch (MessagingException ex) {
				// A connection that cannot be closed politely is gone anyway.
			}
			this.transport = null;
		}
	}

	@Override
	public void close() {
		disconnect();
	}

}
