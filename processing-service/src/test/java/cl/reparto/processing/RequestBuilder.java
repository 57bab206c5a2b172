package cl.reparto.processing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.OrderRequested;

/** An order as a customer might give it; each test says only what matters to it. */
record RequestBuilder(UUID id, String name, BigDecimal price, Instant at) {

	static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	static RequestBuilder aRequest() {
		return new RequestBuilder(UUID.randomUUID(), "12 sopaipillas con pebre", new BigDecimal("214888.6892292968"),
				NOON);
	}

	RequestBuilder named(String other) {
		return new RequestBuilder(this.id, other, this.price, this.at);
	}

	RequestBuilder requestedAt(Instant other) {
		return new RequestBuilder(this.id, this.name, this.price, other);
	}

	OrderRequested build() {
		return new OrderRequested(this.id, this.name, this.price, "ana@example.cl", this.at);
	}

}
