package cl.reparto.notification.mail.letter;

import java.util.Locale;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.service.mail.SafeText;
import jakarta.mail.internet.InternetAddress;

/**
 * Who writes, and how mail programs tell one order's mails from another's.
 *
 * @param from the sender
 */
record MailIdentity(InternetAddress from) {

	/** The customers' language and country. */
	static final Locale CHILE = Locale.of("es", "CL");

	/**
	 * The same for all mails of an order and unlike any other order's, for mail programs
	 * that thread by subject.
	 * @param order the order
	 * @return the subject
	 */
	static String subject(OrderProgress order) {
		return "Tu pedido " + number(order.id()) + ": " + SafeText.line(order.name());
	}

	/**
	 * The order's number as people say it.
	 * @param id the order's id
	 * @return its first eight digits
	 */
	static String number(UUID id) {
		return id.toString().substring(0, 8).toUpperCase(Locale.ROOT);
	}

	/**
	 * The {@code Message-ID} of the mail about a version of an order (RFC 5322, 3.6.4).
	 * @param id the order's id
	 * @param version the version
	 * @return the same each time
	 */
	String messageId(UUID id, int version) {
		String address = this.from.getAddress();
		return "<" + id + "." + version + "@" + address.substring(address.indexOf('@') + 1) + ">";
	}

}
