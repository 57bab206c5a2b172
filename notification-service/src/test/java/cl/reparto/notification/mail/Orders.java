package cl.reparto.notification.mail;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;

/**
 * An order to test with: of a thing, for a price, at 14:30 in Santiago, one hour a step.
 *
 * @param request what was ordered
 * @param step how long each status lasts
 */
record Orders(OrderRequested request, Duration step) {

	/** 14:30 on a Tuesday in Santiago, in summer time. */
	static final Instant TIME = Instant.parse("2026-11-17T17:30:00Z");

	static Orders anOrder() {
		return new Orders(new OrderRequested(UUID.randomUUID(), "Empanadas de pino", new BigDecimal("12500"),
				"ana@example.cl", TIME), Duration.ofHours(1));
	}

	Orders id(String id) {
		return with(UUID.fromString(id), name(), price(), this.request.email());
	}

	Orders named(String name) {
		return with(this.request.id(), name, price(), this.request.email());
	}

	Orders priced(String price) {
		return with(this.request.id(), name(), new BigDecimal(price), this.request.email());
	}

	Orders mailedTo(String email) {
		return with(this.request.id(), name(), price(), email);
	}

	Orders everyStep(Duration step) {
		return new Orders(this.request, step);
	}

	private Orders with(UUID id, String name, BigDecimal price, String email) {
		return new Orders(new OrderRequested(id, name, price, email, this.request.requestedAt()), this.step);
	}

	private String name() {
		return this.request.name();
	}

	private BigDecimal price() {
		return this.request.price();
	}

	UUID id() {
		return this.request.id();
	}

	OrderProgress at(Status status) {
		return Stream.iterate(first(), this::after).limit(status.version()).reduce((a, b) -> b).orElseThrow();
	}

	List<OrderProgress> all() {
		return Stream.of(Status.values()).map(this::at).toList();
	}

	private OrderProgress first() {
		Instant at = this.request.requestedAt();
		return OrderProgress.received(this.request, at, at.plus(this.step));
	}

	private OrderProgress after(OrderProgress progress) {
		Instant at = progress.reachedAt().plus(this.step);
		return progress.next(at, (progress.status() == Status.ENTREGANDO) ? null : at.plus(this.step));
	}

}
