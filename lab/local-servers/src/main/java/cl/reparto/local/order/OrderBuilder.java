package cl.reparto.local.order;

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
 * An order to test with, good as it is; a test says only what matters to it.
 *
 * @param id the order's id
 * @param name what is ordered
 * @param price its price, as a customer writes it
 * @param email the customer's address
 * @param requestedAt when the order came in and was received
 * @param step how long each status lasts
 */
public record OrderBuilder(UUID id, String name, String price, String email, Instant requestedAt, Duration step) {

	/** 14:30 on a Tuesday in Santiago, in summer time. */
	public static final Instant TIME = Instant.parse("2026-11-17T17:30:00Z");

	/**
	 * An order of its own.
	 * @return an order with a new id
	 */
	public static OrderBuilder anOrder() {
		return new OrderBuilder(UUID.randomUUID(), "Empanadas de pino", "12990.50", "ana@example.cl", TIME,
				Duration.ofHours(1));
	}

	/** The same with another id. */
	public OrderBuilder id(UUID other) {
		return new OrderBuilder(other, this.name, this.price, this.email, this.requestedAt, this.step);
	}

	/** The same of something else. */
	public OrderBuilder named(String other) {
		return new OrderBuilder(this.id, other, this.price, this.email, this.requestedAt, this.step);
	}

	/** The same at another price, right or wrong. */
	public OrderBuilder priced(String other) {
		return new OrderBuilder(this.id, this.name, other, this.email, this.requestedAt, this.step);
	}

	/** The same for another customer. */
	public OrderBuilder mailedTo(String other) {
		return new OrderBuilder(this.id, this.name, this.price, other, this.requestedAt, this.step);
	}

	/** The same, come in at another time. */
	public OrderBuilder requestedAt(Instant other) {
		return new OrderBuilder(this.id, this.name, this.price, this.email, other, this.step);
	}

	/** The same with statuses that last as long. */
	public OrderBuilder everyStep(Duration other) {
		return new OrderBuilder(this.id, this.name, this.price, this.email, this.requestedAt, other);
	}

	/**
	 * What the customer sends.
	 * @return JSON
	 */
	public String json() {
		return """
				{"name":"%s","price":%s,"email":"%s"}""".formatted(this.name, this.price, this.email);
	}

	/**
	 * What comes of it in {@code order_requests}.
	 * @return the event
	 * @throws IllegalArgumentException if the order breaks a rule
	 */
	public OrderRequested requested() {
		return new OrderRequested(this.id, this.name, new BigDecimal(this.price), this.email, this.requestedAt);
	}

	/**
	 * What comes of it in {@code order_processing} when it reaches a status.
	 * @param status where it is
	 * @return the event
	 * @throws IllegalArgumentException if the order breaks a rule
	 */
	public OrderProgress at(Status status) {
		return Stream.iterate(received(), this::next).limit(status.number()).toList().getLast();
	}

	/**
	 * All that comes of it in {@code order_processing}.
	 * @return an event for each status
	 * @throws IllegalArgumentException if the order breaks a rule
	 */
	public List<OrderProgress> all() {
		return Status.STEPS.stream().map(this::at).toList();
	}

	private OrderProgress received() {
		return OrderProgress.received(requested(), this.requestedAt, this.requestedAt.plus(this.step));
	}

	private OrderProgress next(OrderProgress progress) {
		Instant at = progress.reachedAt().plus(this.step);
		return progress.next(at, (progress.status() == Status.ENTREGANDO) ? null : at.plus(this.step));
	}

}
