package cl.reparto.notification.status;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;

/** Orders on their way. */
final class Orders {

	static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final Duration STAGE = Duration.ofSeconds(5);

	private Orders() {
	}

	static OrderProgress anOrderIn(Status status) {
		return anOrderIn(status, UUID.randomUUID());
	}

	static OrderProgress anOrderIn(Status status, UUID id) {
		OrderProgress order = OrderProgress.received(
				new OrderRequested(id, "12 sopaipillas", new BigDecimal("214888.6892292968"), "ana@example.cl", NOON),
				NOON, NOON.plus(STAGE));
		while (order.status() != status) {
			order = next(order);
		}
		return order;
	}

	static OrderProgress next(OrderProgress order) {
		Instant at = order.reachedAt().plus(STAGE);
		return order.next(at, (order.status() == Status.ENTREGANDO) ? null : at.plus(STAGE));
	}

}
