package cl.reparto.notification.status.http;

import java.util.Optional;
import java.util.UUID;

/**
 * An order's id as addresses have it.
 */
public final class OrderId {

	/** What is said of anything else. */
	public static final String EXPECTED = "must be a UUID, as POST /orders answered it";

	private OrderId() {
	}

	/**
	 * Reads an id. What is not written as others write it could be read, too:
	 * {@code 1-1-1-1-1}.
	 * @param text a part of an address
	 * @return empty if it is no id
	 */
	public static Optional<UUID> of(String text) {
		try {
			UUID order = UUID.fromString(text);
			return order.toString().equalsIgnoreCase(text) ? Optional.of(order) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
