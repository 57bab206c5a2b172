package cl.reparto.notification.mail.outbox;

import java.util.Locale;

import cl.reparto.model.OrderProgress;
import org.jspecify.annotations.Nullable;

/**
 * A customer to be mailed about a version of an order.
 *
 * @param position where the version was read; of one that has waited, only the partition
 * counts
 * @param order the order at that version
 * @param waiting what has waited of its order; null for a version just read
 */
public record Letter(RecordPosition position, OrderProgress order, @Nullable MailsWaiting waiting) {

	/**
	 * A letter about a version just read.
	 * @param position where
	 * @param order the order at that version
	 */
	public Letter(RecordPosition position, OrderProgress order) {
		this(position, order, null);
	}

	/**
	 * The first letter of an order whose mails have waited.
	 * @param waiting what has waited
	 * @return a letter that is at no offset
	 */
	public static Letter of(MailsWaiting waiting) {
		return new Letter(new RecordPosition(waiting.partition(), -1), waiting.first(), waiting);
	}

	/**
	 * Whether nothing newer is known of the order, so that what comes next is what it
	 * says.
	 */
	public boolean isNewest() {
		return this.waiting == null || this.waiting.order().version() == this.order.version();
	}

	/** The recipient's domain. */
	String domain() {
		String address = this.order.email();
		return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
	}

}
