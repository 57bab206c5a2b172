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
 * An SMTP server that takes every mail and sends none on, with an inbox to read them in.
 */
public final class MailCatcher implements AutoCloseable {

	private static final int CAPACITY = 5_000;

	/** Longer than a mailer keeps an idle connection. */
	private static final int IDLE_MS = 600_000;

	private final Mailbox mailbox = new Mailbox(CAPACITY);

	private final SmtpServer smtp;

	private final InboxServer inbox;

	/**
	 * Listens on 127.0.0.1.
	 * @param smtpPort the port for mails
	 * @param inboxPort the port of the inbox page
	 * @throws UncheckedIOException if it cannot listen there
	 */
	public MailCatcher(int smtpPort, int inboxPort) {
		this.smtp = new ForgivingServer(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
				new Delivery(this.mailbox));
		this.smtp.setClientSocketTimeout(IDLE_MS);
		this.smtp.startService();
		this.inbox = InboxServer.start(inboxPort, this.mailbox);
	}

	/**
	 * What came in.
	 * @return the newest 5000 mails
	 */
	public Mailbox mailbox() {
		return this.mailbox;
	}

	@Override
	public void close() {
		this.inbox.close();
		this.smtp.stopService();
	}

	/**
	 * Puts mails in the mailbox, instead of in a mailbox for each recipient that grows
	 * without end.
	 */
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

	/**
	 * A client that is killed breaks its connection off, which is no reason for a stack
	 * trace.
	 */
	private static final class ForgivingServer extends SmtpServer {

		ForgivingServer(ServerSetup setup, Managers managers) {
			super(setup, managers);
		}

		@Override
		protected ProtocolHandler createProtocolHandler(Socket client) {
			return new ForgivingHandler(super.createProtocolHandler(client));
		}

	}

	private record ForgivingHandler(ProtocolHandler handler) implements ProtocolHandler {

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

}
