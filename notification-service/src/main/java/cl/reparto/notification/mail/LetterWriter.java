package cl.reparto.notification.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;

import org.springframework.util.FastByteArrayOutputStream;

/**
 * Writes the mail about a status: the same each time that it is asked to.
 */
final class LetterWriter {

	private static final String CHARSET = StandardCharsets.UTF_8.name();

	private static final String ENCODING = "quoted-printable";

	static {
		// Unless it is named, Jakarta Mail searches all jars for it ten times a mail.
		System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
	}

	private final Template text = template("letter.txt", Mustache.compiler().escapeHTML(false));

	private final Template html = template("letter.html", Mustache.compiler());

	private final Letterhead letterhead;

	private final ZoneId zone;

	private final StatusAddress address;

	LetterWriter(Letterhead letterhead, ZoneId zone, StatusAddress address) {
		this.letterhead = letterhead;
		this.zone = zone;
		this.address = address;
	}

	private static Template template(String name, Mustache.Compiler compiler) {
		try (InputStream in = Objects.requireNonNull(LetterWriter.class.getResourceAsStream(name), name)) {
			return compiler.compile(new InputStreamReader(in, StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes a mail.
	 * @param order the order at the status that the mail tells
	 * @return the mail
	 */
	MimeMessage write(OrderProgress order) {
		try {
			MimeMessage mail = new Identified(messageId(order));
			address(mail, order);
			mail.setContent(content(order));
			mail.saveChanges();
			return mail;
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The {@code Message-ID} of a mail.
	 * @param order the order at the status that the mail tells
	 * @return the id, in angle brackets
	 */
	String messageId(OrderProgress order) {
		return this.letterhead.messageId(order.id(), order.status());
	}

	private void address(MimeMessage mail, OrderProgress order) throws MessagingException {
		if (order.status() != Status.RECIBIDO) {
			String first = this.letterhead.messageId(order.id(), Status.RECIBIDO);
			mail.setHeader("In-Reply-To", first);
			mail.setHeader("References", first);
		}
		mail.setSentDate(Date.from(order.reachedAt()));
		mail.setFrom(this.letterhead.from());
		mail.setRecipient(RecipientType.TO, recipient(order));
		mail.setSubject(Letterhead.subject(order), CHARSET);
		mail.setHeader("Content-Language", Letterhead.CHILE.toLanguageTag());
		// Asks vacation responders to keep quiet (RFC 3834).
		mail.setHeader("Auto-Submitted", "auto-generated");
	}

	/** Not parsed: the rules let only a plain address through. */
	private static InternetAddress recipient(OrderProgress order) {
		InternetAddress recipient = new InternetAddress();
		recipient.setAddress(order.email());
		return recipient;
	}

	/** The last alternative is the one that mail programs prefer (RFC 2046, 5.1.4). */
	private MimeMultipart content(OrderProgress order) throws MessagingException {
		return new MimeMultipart("alternative",
				part("plain", this.text.execute(content(order, Name.isolated(order.name())))),
				part("html", this.html.execute(content(order, Name.plain(order.name())))));
	}

	/**
	 * Encoded at once, into a buffer without a lock: Jakarta Mail would, byte by byte
	 * through all streams to the socket.
	 */
	private static MimeBodyPart part(String type, String content) throws MessagingException {
		FastByteArrayOutputStream encoded = new FastByteArrayOutputStream(2 * content.length());
		try (OutputStream encoder = MimeUtility.encode(encoded, ENCODING)) {
			encoder.write(content.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		InternetHeaders headers = new InternetHeaders();
		headers.setHeader("Content-Type", "text/" + type + "; charset=" + CHARSET);
		headers.setHeader("Content-Transfer-Encoding", ENCODING);
		return new MimeBodyPart(headers, encoded.toByteArray());
	}

	private Content content(OrderProgress order, String name) {
		List<Step> steps = Arrays.stream(Status.values()).map((status) -> Step.of(status, order.status())).toList();
		return new Content(Wording.of(order, this.zone), name, Pesos.of(order.price()), Letterhead.number(order.id()),
				steps, this.address.of(order.id()));
	}

	/** What the templates show. */
	private record Content(Wording wording, String name, String price, String number, List<Step> steps,
			String address) {
	}

	/** A step of the progress line. */
	private record Step(String label, boolean reached, boolean here) {

		static Step of(Status step, Status status) {
			String name = step.wireName();
			String label = name.substring(0, 1).toUpperCase(Letterhead.CHILE) + name.substring(1);
			return new Step(label, step.version() <= status.version(), step == status);
		}

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
