package cl.reparto.notification.mail.smtp;

import java.util.Set;

import cl.reparto.notification.mail.smtp.Delivery.Deferred;
import cl.reparto.notification.mail.smtp.Delivery.Rejected;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * Judges what Jakarta Mail throws. Only a refusal of MAIL, RCPT or DATA is about the
 * mail; these are told by exceptions with a reply code.
 */
final class SmtpFailure {

	/** Login and TLS: about us, not about the mail (RFC 4954, 6; RFC 3207, 4). */
	private static final Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

	/** The server is closing the connection (RFC 5321, 3.8). */
	private static final int CLOSING = 421;

	private SmtpFailure() {
	}

	/**
	 * Judges a failure.
	 * @param failure what Jakarta Mail threw
	 * @return {@link Rejected} or {@link Deferred}
	 */
	static Delivery judge(MessagingException failure) {
		int code = replyCode(failure);
		if (code >= 500 && code <= 599 && !ABOUT_US.contains(code)) {
			return new Rejected(code);
		}
		if (code >= 400) {
			return new Deferred("reply " + code, code == CLOSING || ABOUT_US.contains(code));
		}
		if (code != 0) {
			return new Deferred("connection lost", true);
		}
		if (failure instanceof AuthenticationFailedException) {
			return new Deferred("login failed", true);
		}
		return new Deferred("no connection: " + reason(failure), true);
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
