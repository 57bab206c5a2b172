package cl.reparto.notification.mail.smtp;

/**
 * What became of an attempt to send a mail.
 */
public sealed interface Delivery {

	/**
	 * The mail server has taken the mail.
	 */
	record Sent() implements Delivery {
	}

	/**
	 * There is no such mailbox, or it takes nothing any more.
	 *
	 * @param reply the server's reply code, 5xx, and enhanced code if it gave one
	 */
	record Rejected(String reply) implements Delivery {
	}

	/**
	 * This mail may be taken another time, and others may be taken now.
	 *
	 * @param why the reason, without anything of the customer's
	 * @param aboutUs whether the server has something against us, and not only this
	 * mailbox
	 */
	record Deferred(String why, boolean aboutUs) implements Delivery {
	}

	/**
	 * The mail server takes no mail of ours at all: it cannot be reached, does not let us
	 * in, or refuses the sender.
	 *
	 * @param why the reason
	 */
	record Unavailable(String why) implements Delivery {
	}

}
