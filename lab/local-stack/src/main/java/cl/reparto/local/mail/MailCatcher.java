package cl.reparto.local.mail;

/**
 * Takes every mail, sends none on, and has an inbox to read them in.
 */
public final class MailCatcher implements AutoCloseable {

	private static final int CAPACITY = 5_000;

	private final Mailbox mailbox = new Mailbox(CAPACITY);

	private final MailServer server;

	private final InboxServer inbox;

	/**
	 * Listens on 127.0.0.1.
	 * @param smtpPort the port for mails
	 * @param inboxPort the port of the inbox page
	 * @throws IllegalStateException if it cannot take mails there
	 * @throws java.io.UncheckedIOException if it cannot show them there
	 */
	public MailCatcher(int smtpPort, int inboxPort) {
		this.server = MailServer.start(smtpPort, this.mailbox);
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
