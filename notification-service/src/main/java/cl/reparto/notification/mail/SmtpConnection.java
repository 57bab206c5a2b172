package cl.reparto.notification.mail;

import cl.reparto.notification.mail.Verdict.Later;
import cl.reparto.notification.mail.Verdict.Taken;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * A lane's connection to the mail server: made at the first mail, kept for the next.
 */
final class SmtpConnection implements AutoCloseable {

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
	Verdict send(MimeMessage mail) {
		boolean kept = this.transport != null;
		Verdict verdict = attempt(mail);
		return (kept && verdict instanceof Later later && later.broken()) ? attempt(mail) : verdict;
	}

	private Verdict attempt(MimeMessage mail) {
		try {
			if (this.transport == null) {
				this.transport = this.server.connect();
			}
			this.transport.sendMessage(mail, mail.getAllRecipients());
			return new Taken();
		}
		catch (MessagingException ex) {
			Verdict verdict = Verdict.of(ex);
			if ((verdict instanceof Later later && later.broken()) || !answers()) {
				disconnect();
			}
			return verdict;
		}
	}

	/** Asks by NOOP: after a refusal, Jakarta Mail may have closed it. */
	private boolean answers() {
		return this.transport != null && this.transport.isConnected();
	}

	/**
	 * Closes the connection if there is one; the next mail makes a new one.
	 */
	void disconnect() {
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
