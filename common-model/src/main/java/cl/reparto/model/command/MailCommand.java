package cl.reparto.model.command;

import java.util.Objects;

import cl.reparto.model.Json.WireName;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks of an order's mails. The record's key is the order's id.
 *
 * @param action what to do
 * @param order to send: the order as {@code order_processing} has it last
 * @param from to send: the status from whose first time on to mail; null for the order's
 * last version only
 */
public record MailCommand(Action action, @Nullable OrderProgress order, @Nullable Status from) {

	/**
	 * Checks the content.
	 * @throws NullPointerException if the action is null
	 * @throws IllegalArgumentException if there is no order to send mails of, or it has
	 * not come as far as the first
	 */
	public MailCommand {
		Objects.requireNonNull(action, "action is missing");
		if (action == Action.SEND && order == null) {
			throw new IllegalArgumentException("order is missing");
		}
		if (order != null && from != null && from.compareTo(order.status()) > 0) {
			throw new IllegalArgumentException("from must not come after " + order.status().wireName());
		}
	}

	/** What to do. */
	public enum Action implements WireName {

		/** Send mails, whether they were sent before or not. */
		SEND,
		/** Try what waits once more, and then no more. */
		GIVE_UP

	}

}
