package cl.reparto.notification.mail;

import cl.reparto.model.OrderNotified;

/**
 * A mail whose outcome is known and has to be noted on {@code order_notifications}. The
 * mail itself is not sent again, however often the note fails.
 *
 * @param place where the status was read
 * @param content what to note
 */
record Note(Place place, OrderNotified content) implements Task {

	@Override
	public Object line() {
		return this.content.id();
	}

}
