package cl.reparto.notification.status;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules.Allowed;
import cl.reparto.model.command.ActionRules.Situation;
import cl.reparto.notification.rules.ShopRules;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of an order; never the address.
 *
 * @param id the order's id
 * @param name what was ordered
 * @param price its price in Chilean pesos, exactly as given
 * @param status where the order is
 * @param version how many steps it has taken, from 1
 * @param updatedAt when it took the last one
 * @param history every step so far, oldest first
 * @param nextStatusAt when the next status is due; null if there is none
 * @param wantedFor when the customer wants it ({@code for} in JSON); null for as soon as
 * it can be
 * @param expectedAt when it will be {@code finalizado}; null if it will not, or is
 * @param cancelledBecause why it was cancelled; null if it was not
 * @param actions what whoever asks can do about it now; null for nothing
 */
public record OrderStatus(UUID id, String name, BigDecimal price, Status status, int version, Instant updatedAt,
		List<OrderProgress.Step> history, @Nullable Instant nextStatusAt,
		@JsonProperty("for") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant wantedFor,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expectedAt,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cancelledBecause,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Allowed> actions) {

	/** So long after its next status was due, an order is late. */
	public static final Duration GRACE = Duration.ofSeconds(30);

	/** As its customer sees it. */
	static OrderStatus of(OrderProgress order, ShopRules rules) {
		return new OrderStatus(order.id(), order.name(), order.price(), order.status(), order.version(),
				order.reachedAt(), order.history(), order.dueAt(), order.wantedFor(), rules.expectedAt(order),
				order.history().getLast().reason(), null)
			.shownTo(Actor.CUSTOMER, rules, order.reachedAt());
	}

	/**
	 * The same order as somebody else sees it.
	 * @param who who looks
	 * @param rules the shop's
	 * @param now the time
	 * @return the order with what they can do about it
	 */
	public OrderStatus shownTo(Actor who, ShopRules rules, Instant now) {
		return new OrderStatus(this.id, this.name, this.price, this.status, this.version, this.updatedAt, this.history,
				this.nextStatusAt, this.wantedFor, this.expectedAt, this.cancelledBecause,
				rules.actions(who, new Situation(this.history, this.nextStatusAt), now));
	}

}
