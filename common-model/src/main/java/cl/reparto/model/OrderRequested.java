package cl.reparto.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A customer has ordered something and was told so.
 *
 * @param id the order's id
 * @param name what was ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param email the customer's address
 * @param requestedAt when the order came in, on request-service's clock
 * @param wantedFor when the customer wants it ({@code for} in JSON); null for as soon as
 * it can be
 * @param pace by how much its stages are longer than usual, as the shop said then; null
 * for as long as usual
 */
public record OrderRequested(UUID id, String name, BigDecimal price, String email, Instant requestedAt,
		@JsonProperty("for") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant wantedFor,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal pace) {

	/**
	 * Checks the content.
	 * @throws NullPointerException if anything but {@code wantedFor} and {@code pace} is
	 * null
	 * @throws IllegalArgumentException if the content could do harm ({@link OrderRules})
	 */
	public OrderRequested {
		Objects.requireNonNull(id, "id is missing");
		OrderRules.requireHarmless(name, price, email);
		OrderRules.requireTime("requestedAt", requestedAt);
		OrderRules.requireTiming(wantedFor, pace);
	}

	/**
	 * An order for as soon as it can be, at the usual pace.
	 * @param id the order's id
	 * @param name what was ordered
	 * @param price its price in Chilean pesos, exactly as given
	 * @param email the customer's address
	 * @param requestedAt when the order came in, on request-service's clock
	 */
	public OrderRequested(UUID id, String name, BigDecimal price, String email, Instant requestedAt) {
		this(id, name, price, email, requestedAt, null, null);
	}

}
