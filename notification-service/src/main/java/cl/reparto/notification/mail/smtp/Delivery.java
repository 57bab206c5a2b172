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
	 * The mail server does not want this mail, now or ever.
	 *
	 * @param code its reply code, 5xx
	 */
	record Rejected(int code) implements Delivery {
	}

	/**
	 * The mail may be taken another time.
	 *
	 * @param why the reason, without anything of the customer's
	 * @param broken whether the connection is of no more use
	 */
	record Deferred(String why, boolean broken) implements Delivery {
	}

}
