package cl.reparto.notification.mail.smtp;

import java.util.Set;

import cl.reparto.notification.mail.smtp.Delivery.Deferred;
import cl.reparto.notification.mail.smtp.Delivery.Rejected;
import cl.reparto.notification.mail.smtp.Delivery.Unavailable;
import cl.reparto.service.mail.SmtpReply;
import jakarta.mail.MessagingException;

/**
 * What a failure means for the mail and for the connection. Before the sender is taken it
 * is true of every mail, after that perhaps of this one alone.
 *
 * @param reply what the server said
 */
record SmtpFailure(SmtpReply reply) {

	/** Login and TLS (RFC 4954, 6; RFC 3207, 4). */
	private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

	/** The server is closing the connection (RFC 5321, 3.8). */
	private static final int CLOSING = 421;

	/** An attempt was cut off. */
	static final SmtpFailure LATE = new SmtpFailure(new SmtpReply(0, null, false, "no answer in time"));

	static SmtpFailure of(MessagingException failure) {
		return new SmtpFailure(SmtpReply.of(failure));
	}

	/**
	 * What became of the mail.
	 * @param senderTaken whether the server had taken its sender
	 * @return anything but sent
	 */
	Delivery delivery(boolean senderTaken) {
		if (!senderTaken || LOGIN.contains(this.reply.code())) {
			return new Unavailable(this.reply.why());
		}
		return this.reply.isAboutTheMailbox() ? new Rejected(this.reply.why())
				: new Deferred(this.reply.why(), this.reply.isAboutUs());
	}

	/** Whether the connection is of no more use. */
	boolean isBroken() {
		int code = this.reply.code();
		return code == 0 || code == CLOSING || LOGIN.contains(code);
	}

}
