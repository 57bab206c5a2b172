package cl.reparto.guild.members.mail;

import java.util.Set;

import cl.reparto.guild.events.MemberEvent.Outcome;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * What a failure to send a mail means. Only a refusal of MAIL, RCPT or DATA is about the
 * mail; these are told by exceptions with a reply code.
 *
 * @param outcome what became of the mail
 * @param why the reason, without anything of the applicant's
 */
record SmtpVerdict(Outcome outcome, String why) {

	/** Login and TLS: about us, not about the mail (RFC 4954, 6; RFC 3207, 4). */
	private static final Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

	static SmtpVerdict of(MailException failure) {
		int code = replyCode(failure);
		boolean refused = code >= 500 && code <= 599 && !ABOUT_US.contains(code);
		return new SmtpVerdict(refused ? Outcome.RECHAZADO : Outcome.APLAZADO,
				(code > 0) ? "reply " + code : failure.getClass().getSimpleName());
	}

	private static int replyCode(MailException failure) {
		boolean told = failure instanceof MailSendException sending && sending.getMessageExceptions().length > 0;
		Throwable link = told ? ((MailSendException) failure).getMessageExceptions()[0] : failure.getCause();
		for (; link instanceof MessagingException ex; link = ex.getNextException()) {
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

}
