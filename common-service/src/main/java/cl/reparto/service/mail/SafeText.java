package cl.reparto.service.mail;

import java.util.regex.Pattern;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * What a stranger wrote, made harmless for a mail. Marks and overrides of the writing
 * direction are taken out, since one of them could turn around what follows; letters keep
 * their own direction.
 */
public final class SafeText {

	/** The characters with the Unicode property Bidi_Control (UAX #9). */
	private static final Pattern BIDI_CONTROL = Pattern
		.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

	private static final Pattern LINE_BREAK = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+");

	private SafeText() {
	}

	/**
	 * Text for a header, or for HTML, where {@code <bdi>} keeps it apart.
	 * @param text as given
	 * @return one line without direction controls
	 */
	public static String line(String text) {
		return LINE_BREAK.matcher(BIDI_CONTROL.matcher(text).replaceAll("")).replaceAll(" ").strip();
	}

	/**
	 * Text for plain text, kept apart from the text around it.
	 * @param text as given
	 * @return one line between FSI and PDI (UAX #9)
	 */
	public static String isolated(String text) {
		return '\u2068' + line(text) + '\u2069';
	}

	/**
	 * One mail address.
	 * @param text as given
	 * @return the address, with its display name if it has one
	 * @throws AddressException if it is none, or would break a line
	 */
	public static InternetAddress address(String text) throws AddressException {
		if (LINE_BREAK.matcher(text).find()) {
			throw new AddressException("a control character");
		}
		InternetAddress address = new InternetAddress(text, true);
		address.validate();
		if (address.isGroup() || !address.getAddress().contains("@")) {
			throw new AddressException("not an address with a domain");
		}
		return address;
	}

}
