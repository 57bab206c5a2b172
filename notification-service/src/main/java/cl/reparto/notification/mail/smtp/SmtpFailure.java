package cl.reparto.notification.mail.smtp;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cl.reparto.notification.mail.smtp.Delivery.Deferred;
import cl.reparto.notification.mail.smtp.Delivery.Rejected;
import cl.reparto.notification.mail.smtp.Delivery.Unavailable;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Judges what Jakarta Mail throws. Only what is about the mailbox is the customer's, and
 * final. All else is about us and waits: before the sender is taken it is true of every
 * mail, after that perhaps of this one alone.
 *
 * @param code the server's reply; 0 if there was none
 * @param enhanced its enhanced status code (RFC 3463); null if it gave none
 * @param toRecipient whether it was the reply to RCPT
 * @param why the reason, without anything of the customer's
 */
record SmtpFailure(int code, @Nullable String enhanced, boolean toRecipient, String why) {

	/** A reply's code, and its enhanced one. */
	private static final Pattern REPLY = Pattern.compile("\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\S).*",
			Pattern.DOTALL);

	/** What RCPT is told of a mailbox by a server without enhanced codes. */
	private static final Set<Integer> ABOUT_THE_MAILBOX = Set.of(550, 551, 553, 556);

	/** The mailbox's address and state, but for the sender's address. */
	private static final Pattern OF_THE_MAILBOX = Pattern.compile("5\\.(1\\.(?!7$|8$)\\d+|2\\.\\d+)");

	/** Ours: the mail system, the way to it, security and policy. */
	private static final Pattern OF_US = Pattern.compile("[45]\\.[3457]\\.\\d+|5\\.1\\.[78]");

	/** Login and TLS (RFC 4954, 6; RFC 3207, 4). */
	private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

	/** The server is closing the connection (RFC 5321, 3.8). */
	private static final int CLOSING = 421;

	static SmtpFailure of(MessagingException failure) {
		for (Exception ex = failure; ex instanceof MessagingException link; ex = link.getNextException()) {
			if (ex instanceof SMTPAddressFailedException reply) {
				return of(reply.getReturnCode(), reply.getMessage(), true);
			}
			if (ex instanceof SMTPSendFailedException reply) {
				return of(reply.getReturnCode(), reply.getMessage(), false);
			}
		}
		return new SmtpFailure(0, null, false, (failure instanceof AuthenticationFailedException) ? "login failed"
				: "no connection: " + reason(failure));
	}

	private static SmtpFailure of(int code, @Nullable String text, boolean toRecipient) {
		if (code < 400) {
			return new SmtpFailure(0, null, toRecipient, "connection lost");
		}
		Matcher reply = REPLY.matcher((text != null) ? text : "");
		String enhanced = reply.matches() ? reply.group(1) : null;
		return new SmtpFailure(code, enhanced, toRecipient,
				"reply " + code + ((enhanced != null) ? " " + enhanced : ""));
	}

	/**
	 * What became of the mail.
	 * @param senderTaken whether the server had taken its sender
	 * @return anything but sent
	 */
	Delivery delivery(boolean senderTaken) {
		if (!senderTaken || LOGIN.contains(this.code)) {
			return new Unavailable(this.why);
		}
		return isAboutTheMailbox() ? new Rejected(this.why) : new Deferred(this.why, isAboutUs());
	}

	private boolean isAboutTheMailbox() {
		return this.code >= 500 && ((this.enhanced != null) ? OF_THE_MAILBOX.matcher(this.enhanced).matches()
				: this.toRecipient && ABOUT_THE_MAILBOX.contains(this.code));
	}

	/** A reply of 4xx to RCPT is about a mailbox unless it says otherwise. */
	private boolean isAboutUs() {
		return (this.enhanced != null) ? OF_US.matcher(this.enhanced).matches()
				: this.code == 0 || this.code >= 500 || !this.toRecipient;
	}

	/** Whether the connection is of no more use. */
	boolean isBroken() {
		return this.code == 0 || this.code == CLOSING || LOGIN.contains(this.code);
	}

	/**
	 * A failure without a reply code comes before MAIL or from the network, so its
	 * message knows no customer.
	 */
	private static String reason(MessagingException failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse(cause.getClass().getSimpleName());
	}

}
