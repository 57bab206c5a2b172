package cl.reparto.local.mail;

import cl.reparto.local.page.PageServer;
import cl.reparto.local.smtp.ScriptedSmtp;

/**
 * Takes every mail, sends none on, and has an inbox to read them in.
 */
public final class MailCatcher implements AutoCloseable {

	private static final int CAPACITY = 5_000;

	private final Mailbox mailbox = new Mailbox(CAPACITY);

	private final ScriptedSmtp server;

	private final PageServer inbox;

	/**
	 * Listens on 127.0.0.1.
	 * @param smtpPort the port for mails
	 * @param inboxPort the port of the inbox page
	 * @throws java.io.UncheckedIOException if it cannot
	 */
	public MailCatcher(int smtpPort, int inboxPort) {
		this.server = new ScriptedSmtp(smtpPort, (mail) -> this.mailbox.add((id) -> MailParser.parse(id, mail)));
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
		this.server.close();
	}

}
