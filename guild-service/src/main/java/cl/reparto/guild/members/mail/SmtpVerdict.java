package cl.reparto.guild.members.mail;

import cl.reparto.guild.events.MemberEvent.Outcome;
import cl.reparto.service.mail.SmtpReply;
import jakarta.mail.MessagingException;

import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * What a failure to send a mail means. Only what RCPT is told of the mailbox is final.
 *
 * @param outcome what became of the mail
 * @param why the reason, without anything of the applicant's
 */
record SmtpVerdict(Outcome outcome, String why) {

	static SmtpVerdict of(MailException failure) {
		boolean told = failure instanceof MailSendException sending && sending.getMessageExceptions().length > 0;
		Throwable cause = told ? ((MailSendException) failure).getMessageExceptions()[0] : failure.getCause();
		if (!(cause instanceof MessagingException refusal)) {
			return new SmtpVerdict(Outcome.APLAZADO, failure.getClass().getSimpleName());
		}
		SmtpReply reply = SmtpReply.of(refusal);
		boolean isFinal = reply.toRecipient() && reply.isAboutTheMailbox();
		return new SmtpVerdict(isFinal ? Outcome.RECHAZADO : Outcome.APLAZADO, reply.why());
	}

}
