package cl.reparto.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A customer has ordered something and was told so.
 *
 * @param id the order's id
 * @param name what was ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param email the customer's address
 * @param requestedAt when the order came in, on request-service's clock
 */
public record OrderRequested(UUID id, String name, BigDecimal price, String email, Instant requestedAt) {

	/**
	 * Checks the content.
	 * @throws NullPointerException if anything is null
	 * @throws IllegalArgumentException if the content could do harm ({@link OrderRules})
	 */
	public OrderRequested {
		Objects.requireNonNull(id, "id is missing");
		OrderRules.requireHarmless(name, price, email);
		OrderRules.requireTime("requestedAt", requestedAt);
	}

}
