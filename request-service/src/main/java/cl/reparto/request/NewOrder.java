package cl.reparto.request;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.OrderRequested;

/**
 * What a customer asks for; it keeps the {@code OrderRules}.
 *
 * @param name what is ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param email the customer's address
 */
public record NewOrder(String name, BigDecimal price, String email) {

	/**
	 * The event that this order becomes.
	 * @param id the order's id
	 * @param at now
	 * @return the event
	 */
	OrderRequested requested(UUID id, Instant at) {
		return new OrderRequested(id, this.name, this.price, this.email, at);
	}

}
