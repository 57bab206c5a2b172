package cl.reparto.service.mail;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;

import org.springframework.util.FastByteArrayOutputStream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a mail says, as plain text and as HTML.
 */
public final class MailBody {

	/** Without the line's end (RFC 5322, 2.1.1). */
	private static final int LONGEST_LINE = 998;

	private MailBody() {
	}

	/**
	 * Writes it.
	 * @param plain plain text; lines end with a line feed
	 * @param html the same as HTML, which most mail programs show
	 * @return a multipart whose last alternative is the one that mail programs prefer
	 * (RFC 2046, 5.1.4)
	 */
	public static MimeMultipart of(String plain, String html) {
		try {
			return new MimeMultipart("alternative", part("plain", plain), part("html", html));
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MimeBodyPart part(String type, String text) throws MessagingException {
		boolean plain = isPlain(text);
		InternetHeaders headers = new InternetHeaders();
		headers.setHeader("Content-Type", "text/" + type + "; charset=" + UTF_8.name());
		headers.setHeader("Content-Transfer-Encoding", plain ? "7bit" : "quoted-printable");
		return new MimeBodyPart(headers, plain ? text.replace("\n", "\r\n").getBytes(US_ASCII) : encoded(text));
	}

	/** Whether it arrives as it is, through whatever mail server. */
	private static boolean isPlain(String text) {
		return US_ASCII.newEncoder().canEncode(text) && text.lines().allMatch((line) -> line.length() <= LONGEST_LINE);
	}

	/**
	 * Into a buffer without a lock: Jakarta Mail would encode byte by byte through all
	 * streams to the socket.
	 */
	private static byte[] encoded(String text) {
		FastByteArrayOutputStream encoded = new FastByteArrayOutputStream(2 * text.length());
		try (OutputStream encoder = MimeUtility.encode(encoded, "quoted-printable")) {
			encoder.write(text.getBytes(UTF_8));
		}
		catch (IOException | MessagingException ex) {
			throw new IllegalStateException(ex);
		}
		return encoded.toByteArray();
	}

}
