package cl.reparto.notification.mail.letter;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import cl.reparto.model.OrderProgress;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.service.mail.MailBody;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.web.StatusUrl;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Writes the mail about a version of an order: the same each time that it is asked to.
 */
public final class LetterWriter {

	private static final String CHARSET = StandardCharsets.UTF_8.name();

	/** An encoded word has 75 characters at most (RFC 2047, 2). */
	private static final Pattern LINES = Pattern.compile(".{1,42}");

	static {
		// Unless it is named, Jakarta Mail searches all jars for it ten times a mail.
		System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
	}

	private final MailIdentity identity;

	private final LetterText text;

	/**
	 * A writer.
	 * @param from the sender
	 * @param shop what customers are told of it
	 * @param rules by which an order is expected
	 * @param zone where the customers are; times are told in it
	 * @param url where they ask about their orders
	 */
	public LetterWriter(InternetAddress from, ShopSettings shop, ShopRules rules, ZoneId zone, StatusUrl url) {
		this.identity = new MailIdentity(from);
		this.text = new LetterText(shop, rules, zone, url);
	}

	/**
	 * Writes a mail.
	 * @param order the order at the version that the mail tells
	 * @param newest whether nothing newer is known: only then is it told what comes next
	 * @return the mail
	 */
	public MimeMessage write(OrderProgress order, boolean newest) {
		try {
			MimeMessage mail = new Identified(messageId(order));
			address(mail, order);
			mail.setContent(MailBody.of(this.text.plain(order, newest), this.text.html(order, newest)));
			mail.saveChanges();
			return mail;
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The {@code Message-ID} of a mail.
	 * @param order the order at the version that the mail tells
	 * @return the id, in angle brackets
	 */
	public String messageId(OrderProgress order) {
		return this.identity.messageId(order.id(), order.version());
	}

	private void address(MimeMessage mail, OrderProgress order) throws MessagingException {
		if (order.version() > 1) {
			String first = this.identity.messageId(order.id(), 1);
			mail.setHeader("In-Reply-To", first);
			mail.setHeader("References", first);
		}
		mail.setSentDate(Date.from(order.reachedAt()));
		mail.setFrom(this.identity.from());
		mail.setRecipient(RecipientType.TO, recipient(order));
		setSubject(mail, MailIdentity.subject(order));
		mail.setHeader("Content-Language", MailIdentity.CHILE.toLanguageTag());
		// Asks vacation responders to keep quiet (RFC 3834).
		mail.setHeader("Auto-Submitted", "auto-generated");
	}

	/**
	 * Jakarta Mail leaves ASCII as it is, also if it looks encoded: whoever reads it
	 * would decode it (RFC 2047, 5).
	 */
	private static void setSubject(MimeMessage mail, String subject) throws MessagingException {
		if (subject.contains("=?") && US_ASCII.newEncoder().canEncode(subject)) {
			Base64.Encoder base64 = Base64.getEncoder();
			mail.setHeader("Subject",
					LINES.matcher(subject)
						.results()
						.map((line) -> "=?US-ASCII?B?" + base64.encodeToString(line.group().getBytes(US_ASCII)) + "?=")
						.collect(Collectors.joining("\r\n ")));
		}
		else {
			mail.setSubject(subject, CHARSET);
		}
	}

	/** Not parsed: the rules let only a plain address through. */
	private static InternetAddress recipient(OrderProgress order) {
		InternetAddress recipient = new InternetAddress();
		recipient.setAddress(order.email());
		return recipient;
	}

	/** A mail that keeps the {@code Message-ID} it was given. */
	private static final class Identified extends MimeMessage {

		private final String id;

		Identified(String id) {
			super((jakarta.mail.Session) null);
			this.id = id;
		}

		@Override
		protected void updateMessageID() throws MessagingException {
			setHeader("Message-ID", this.id);
		}

	}

}
