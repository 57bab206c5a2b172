package cl.reparto.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import org.springframework.stereotype.Component;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.request.shop.Shop;
import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Takes orders in: once it gives an id, the order is kept for good.
 */
@Component
public final class OrderIntake {

	/** Orders come in at one address. */
	private static final String ONE_PLACE = "";

	private final OrderIds ids;

	private final KeyedRequests keys;

	private final OrderLog log;

	private final Shop shop;

	private final Duration answerWithin;

	private final IntakeMetrics metrics;

	private final Clock clock;

	/** While Kafka is away, customers come faster than they give up. */
	private final Semaphore room;

	OrderIntake(OrderIds ids, KeyedRequests keys, OrderLog log, Shop shop, RequestSettings settings,
			IntakeMetrics metrics, Clock clock) {
		this.ids = ids;
		this.keys = keys;
		this.log = log;
		this.shop = shop;
		this.answerWithin = settings.answerWithin();
		this.metrics = metrics;
		this.clock = clock;
		this.room = new Semaphore(settings.atOnce());
		metrics.taking(() -> settings.atOnce() - this.room.availablePermits());
	}

	/**
	 * Takes an order. With a key that was used before, it is the same order or none, and
	 * it does not matter whether the shop is open.
	 * @param order what is ordered
	 * @param key what the customer calls this request, if anything
	 * @return the order's id
	 * @throws ProblemException if it is not known to be kept, the key belongs to another
	 * order, the shop is closed, or too many orders are being taken in already
	 */
	public UUID take(NewOrder order, Optional<IdempotencyKey> key) {
		if (!this.room.tryAcquire()) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		try {
			return keep(order, key);
		}
		finally {
			this.room.release();
		}
	}

	private UUID keep(NewOrder order, Optional<IdempotencyKey> key) {
		Instant now = this.clock.instant();
		if (key.isEmpty()) {
			UUID id = this.ids.next();
			this.log.append(requested(order, id, now));
			this.metrics.accepted();
			return id;
		}
		KeyedRequests.Taken taken = this.keys.takeOnce(key.get(), ONE_PLACE, KeyedOrder.content(order),
				this.answerWithin, (request) -> Topics.ORDER_REQUESTS.record(request.id().toString(),
						requested(order, request.id(), now)));
		if (taken.isNew()) {
			this.metrics.accepted();
		}
		else {
			this.metrics.repeated();
		}
		return taken.id();
	}

	private OrderRequested requested(NewOrder order, UUID id, Instant now) {
		return order.requested(id, now, this.shop.admit(order.wantedFor(), now));
	}

}
