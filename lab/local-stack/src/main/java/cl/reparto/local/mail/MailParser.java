package cl.reparto.local.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

import cl.reparto.local.smtp.TakenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

/**
 * Takes a MIME message apart.
 */
final class MailParser {

	private MailParser() {
	}

	/**
	 * Takes a mail apart.
	 * @param id its number in the mailbox
	 * @param mail as the server took it
	 * @return what it says; one that is no MIME message is all text
	 */
	static ReceivedMail parse(long id, TakenMail mail) {
		try {
			return parse(id, new MimeMessage(null, new ByteArrayInputStream(mail.raw())), mail.at());
		}
		catch (MessagingException | IOException ex) {
			return new ReceivedMail(id, mail.messageId(), "", mail.recipient(), "", mail.at(), null, List.of(),
					mail.content(), null);
		}
	}

	private static ReceivedMail parse(long id, MimeMessage message, Instant receivedAt)
			throws MessagingException, IOException {
		List<String> references = words(header(message, "References"));
		List<String> inReplyTo = words(header(message, "In-Reply-To"));
		return new ReceivedMail(id, header(message, "Message-ID"), header(message, "From"), header(message, "To"),
				header(message, "Subject"), receivedAt, inReplyTo.isEmpty() ? null : inReplyTo.getFirst(), references,
				find(message, "text/plain"), find(message, "text/html"));
	}

	private static String header(MimeMessage message, String name) throws MessagingException, IOException {
		String value = message.getHeader(name, ", ");
		return (value != null) ? MimeUtility.decodeText(MimeUtility.unfold(value)).strip() : "";
	}

	private static List<String> words(String value) {
		return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
	}

	private static @Nullable String find(Part part, String type) throws MessagingException, IOException {
		if (part.isMimeType(type)) {
			return String.valueOf(part.getContent());
		}
		if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
			for (int i = 0; i < parts.getCount(); i++) {
				String found = find(parts.getBodyPart(i), type);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

}
