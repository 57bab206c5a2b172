package cl.reparto.request;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.OrderRules;

/**
 * What a customer asks for; it keeps the {@link OrderRules}.
 *
 * @param name what is ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param email the customer's address
 */
@Schema(additionalProperties = AdditionalPropertiesValue.FALSE)
record NewOrder(
		@Schema(requiredMode = RequiredMode.REQUIRED, description = "What is ordered; no control characters",
				minLength = 1, maxLength = OrderRules.MAX_NAME, example = "Empanadas de pino") String name,
		@Schema(requiredMode = RequiredMode.REQUIRED,
				description = "Above 0, in Chilean pesos; up to 20 digits in all, kept exactly as given",
				maximum = "1000000000", example = "12990.50") BigDecimal price,
		@Schema(requiredMode = RequiredMode.REQUIRED, description = "One plain address", format = "email",
				maxLength = OrderRules.MAX_EMAIL, example = "ana@example.cl") String email) {

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
