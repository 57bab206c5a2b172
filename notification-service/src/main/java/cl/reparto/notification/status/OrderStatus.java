package cl.reparto.notification.status;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a customer sees of an order; never the address.
 *
 * @param id the order's id
 * @param name what was ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param status where the order is
 * @param version how many statuses it has had, 1 to 4
 * @param updatedAt when it got there
 * @param history every status so far, oldest first
 * @param nextStatusAt when the next status is due; null if there is none
 */
public record OrderStatus(UUID id, String name, BigDecimal price, Status status, int version, Instant updatedAt,
		List<OrderProgress.Step> history, @Nullable Instant nextStatusAt) {

	static OrderStatus of(OrderProgress order) {
		return new OrderStatus(order.id(), order.name(), order.price(), order.status(), order.version(),
				order.reachedAt(), order.history(), order.dueAt());
	}

}
