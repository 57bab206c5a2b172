package cl.reparto.local.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Instant;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/**
 * GreenMail's SMTP server, delivering to one mailbox. Its own would be one for each
 * recipient, and grow without end.
 */
final class MailServer extends SmtpServer implements AutoCloseable {

	private static final int START_MS = 10_000;

	/** Longer than a mailer keeps an idle connection. */
	private static final int IDLE_MS = 600_000;

	private MailServer(int port, Mailbox mailbox) {
		super(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new Delivery(mailbox));
		setClientSocketTimeout(IDLE_MS);
	}

	/**
	 * Listens on 127.0.0.1.
	 * @throws IllegalStateException if it cannot, or the thread was interrupted
	 */
	static MailServer start(int port, Mailbox mailbox) {
		MailServer server = new MailServer(port, mailbox);
		server.startService();
		try {
			if (!server.waitTillRunning(START_MS)) {
				throw new IllegalStateException("Cannot listen on port " + port);
			}
			return server;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while starting the mail server", ex);
		}
	}

	@Override
	protected ProtocolHandler createProtocolHandler(Socket client) {
		return new Forgiving(super.createProtocolHandler(client));
	}

	@Override
	public void close() {
		stopService();
	}

	/**
	 * A client that is killed breaks its connection off, which is no reason for a stack
	 * trace.
	 */
	private record Forgiving(ProtocolHandler handler) implements ProtocolHandler {

		@Override
		public void run() {
			try {
				this.handler.run();
			}
			catch (IllegalStateException ex) {
				// All that a handler tells of a broken connection.
			}
		}

		@Override
		public void close() {
			this.handler.close();
		}

	}

	private static final class Delivery extends Managers {

		private final SmtpManager smtpManager;

		Delivery(Mailbox mailbox) {
			this.smtpManager = new SmtpManager(getImapHostManager(), getUserManager()) {
				@Override
				public void send(SmtpState state) {
					keep(state.getMessage().getMessage(), mailbox);
				}
			};
		}

		private static void keep(MimeMessage message, Mailbox mailbox) {
			Instant now = Instant.now();
			mailbox.add((id) -> {
				try {
					return MailParser.parse(id, message, now);
				}
				catch (MessagingException ex) {
					throw new IllegalArgumentException(ex);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}

		@Override
		public SmtpManager getSmtpManager() {
			return this.smtpManager;
		}

	}

}
