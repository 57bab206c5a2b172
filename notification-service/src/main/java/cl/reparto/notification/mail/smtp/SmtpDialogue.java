package cl.reparto.notification.mail.smtp;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta Mail's side of a connection, which tells how far a mail has come and looks once
 * more whether it may go out before it says the final dot: from then on it may be taken.
 */
final class SmtpDialogue extends SMTPTransport {

	private BooleanSupplier stillOurs = () -> true;

	private boolean senderTaken;

	/**
	 * Not connected.
	 * @param session time-outs, TLS and more
	 * @param protocol {@code smtp} or {@code smtps}
	 */
	SmtpDialogue(Session session, String protocol) {
		super(session, new URLName(protocol, null, -1, null, null, null), protocol, "smtps".equals(protocol));
	}

	/**
	 * Sends a mail.
	 * @param mail the mail
	 * @param last asked before the final dot; if false, the connection ends instead
	 * @throws MessagingException if it was not taken
	 */
	void send(Message mail, BooleanSupplier last) throws MessagingException {
		this.stillOurs = last;
		sendMessage(mail, mail.getAllRecipients());
	}

	@Override
	public synchronized void sendMessage(Message message, Address @Nullable [] addresses) throws MessagingException {
		this.senderTaken = false;
		super.sendMessage(message, addresses);
	}

	@Override
	protected void mailFrom() throws MessagingException {
		super.mailFrom();
		this.senderTaken = true;
	}

	@Override
	protected void finishData() throws IOException, MessagingException {
		if (!this.stillOurs.getAsBoolean()) {
			// An IOException makes Jakarta Mail cut the connection.
			throw new MessagingException("too late", new IOException("the mail was under way for too long"));
		}
		super.finishData();
	}

	/**
	 * Whether the server had taken the sender of the last mail: what it said after that
	 * is about this mail.
	 */
	boolean hasTakenTheSender() {
		return this.senderTaken;
	}

}
