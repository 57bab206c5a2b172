package cl.reparto.request;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import cl.reparto.model.OrderRequested;

/**
 * What a customer asks for; it keeps the {@code OrderRules}.
 *
 * @param name what is ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param email the customer's address
 * @param wantedFor when it is wanted; null for as soon as can be
 */
public record NewOrder(String name, BigDecimal price, String email, @Nullable Instant wantedFor) {

	/**
	 * The event that this order becomes.
	 * @param id the order's id
	 * @param at now
	 * @param pace the shop's; null for the usual
	 * @return the event
	 */
	OrderRequested requested(UUID id, Instant at, @Nullable BigDecimal pace) {
		return new OrderRequested(id, this.name, this.price, this.email, at, this.wantedFor, pace);
	}

}
