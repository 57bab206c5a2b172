package cl.reparto.service.mail;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server said instead of taking a mail, out of what Jakarta Mail throws. Only
 * what is about the mailbox is the recipient's, and final; all else is about us and has
 * to wait (decision 18).
 *
 * @param code the reply; 0 if there was none
 * @param enhanced its enhanced status code (RFC 3463); null if it gave none
 * @param toRecipient whether it was the reply to RCPT
 * @param why the reason, without anything of the recipient's
 */
public record SmtpReply(int code, @Nullable String enhanced, boolean toRecipient, String why) {

	/** A reply's code, and its enhanced one. */
	private static final Pattern REPLY = Pattern.compile("\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\S).*",
			Pattern.DOTALL);

	/** What RCPT is told of a mailbox by a server without enhanced codes. */
	private static final Set<Integer> ABOUT_THE_MAILBOX = Set.of(550, 551, 553, 556);

	/** The mailbox's address and state, but for the sender's address. */
	private static final Pattern OF_THE_MAILBOX = Pattern.compile("5\\.(1\\.(?!7$|8$)\\d+|2\\.\\d+)");

	/** Ours: the mail system, the way to it, security and policy. */
	private static final Pattern OF_US = Pattern.compile("[45]\\.[3457]\\.\\d+|5\\.1\\.[78]");

	/**
	 * Finds the reply.
	 * @param failure what was thrown
	 * @return a reply of code 0 if there was none
	 */
	public static SmtpReply of(MessagingException failure) {
		for (Exception ex = failure; ex instanceof MessagingException link; ex = link.getNextException()) {
			if (ex instanceof SMTPAddressFailedException reply) {
				return of(reply.getReturnCode(), reply.getMessage(), true);
			}
			if (ex instanceof SMTPSendFailedException reply) {
				return of(reply.getReturnCode(), reply.getMessage(), false);
			}
		}
		return new SmtpReply(0, null, false, (failure instanceof AuthenticationFailedException) ? "login failed"
				: "no connection: " + reason(failure));
	}

	private static SmtpReply of(int code, @Nullable String text, boolean toRecipient) {
		if (code < 400) {
			return new SmtpReply(0, null, toRecipient, "connection lost");
		}
		Matcher reply = REPLY.matcher((text != null) ? text : "");
		String enhanced = reply.matches() ? reply.group(1) : null;
		return new SmtpReply(code, enhanced, toRecipient, "reply " + code + ((enhanced != null) ? " " + enhanced : ""));
	}

	/**
	 * Whether the mailbox takes no mail, for good.
	 * @return true for what only the recipient could mend
	 */
	public boolean isAboutTheMailbox() {
		return this.code >= 500 && ((this.enhanced != null) ? OF_THE_MAILBOX.matcher(this.enhanced).matches()
				: this.toRecipient && ABOUT_THE_MAILBOX.contains(this.code));
	}

	/**
	 * Whether the server has something against us. A reply of 4xx to RCPT is about a
	 * mailbox unless it says otherwise.
	 * @return true for what only we could mend
	 */
	public boolean isAboutUs() {
		return (this.enhanced != null) ? OF_US.matcher(this.enhanced).matches()
				: this.code == 0 || this.code >= 500 || !this.toRecipient;
	}

	/**
	 * A failure without a reply code comes before MAIL or from the network, so its
	 * message knows no recipient.
	 */
	private static String reason(MessagingException failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse(cause.getClass().getSimpleName());
	}

}
