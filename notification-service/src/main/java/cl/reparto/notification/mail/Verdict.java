package cl.reparto.notification.mail;

import java.util.Set;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What became of an attempt to send a mail.
 */
sealed interface Verdict {

	/**
	 * The mail server has taken the mail.
	 */
	record Taken() implements Verdict {
	}

	/**
	 * The mail server does not want this mail, now or ever.
	 *
	 * @param code its reply code, 5xx
	 */
	record Refused(int code) implements Verdict {
	}

	/**
	 * The mail may be taken another time.
	 *
	 * @param why the reason, without anything of the customer's
	 * @param broken whether the connection is of no more use
	 */
	record Later(String why, boolean broken) implements Verdict {
	}

	/** Login and TLS: about us, not about the mail (RFC 4954, 6; RFC 3207, 4). */
	Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

	/** The server is closing the connection (RFC 5321, 3.8). */
	int CLOSING = 421;

	/**
	 * Judges a failure. Only a refusal of MAIL, RCPT or DATA is about the mail; Jakarta
	 * Mail tells these by exceptions with a reply code.
	 * @param failure what Jakarta Mail threw
	 * @return {@link Refused} or {@link Later}
	 */
	static Verdict of(MessagingException failure) {
		int code = replyCode(failure);
		if (code >= 500 && code <= 599 && !ABOUT_US.contains(code)) {
			return new Refused(code);
		}
		if (code >= 400) {
			return new Later("reply " + code, code == CLOSING || ABOUT_US.contains(code));
		}
		if (code != 0) {
			return new Later("connection lost", true);
		}
		if (failure instanceof AuthenticationFailedException) {
			return new Later("login failed", true);
		}
		return new Later("no connection: " + reason(failure), true);
	}

	private static int replyCode(MessagingException failure) {
		for (Exception ex = failure; ex instanceof MessagingException link; ex = link.getNextException()) {
			int code = switch (ex) {
				case SMTPSendFailedException reply -> reply.getReturnCode();
				case SMTPAddressFailedException reply -> reply.getReturnCode();
				case SMTPSenderFailedException reply -> reply.getReturnCode();
				default -> 0;
			};
			if (code != 0) {
				return code;
			}
		}
		return 0;
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
