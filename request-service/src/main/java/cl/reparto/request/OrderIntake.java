package cl.reparto.request;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

import org.springframework.stereotype.Component;

import cl.reparto.model.OrderRequested;
import cl.reparto.request.keys.DerivedIds;
import cl.reparto.request.keys.Fingerprint;
import cl.reparto.request.keys.IdempotencyKey;
import cl.reparto.request.keys.KeyedOrders;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Takes orders in: once it gives an id, the order is kept for good.
 */
@Component
public final class OrderIntake {

	private final OrderIds ids;

	private final DerivedIds derivedIds;

	private final OrderLog log;

	private final KeyedOrders keyedOrders;

	private final RequestSettings settings;

	private final IntakeMetrics metrics;

	private final Clock clock;

	/** While Kafka is away, customers come faster than they give up. */
	private final Semaphore room;

	OrderIntake(OrderIds ids, DerivedIds derivedIds, OrderLog log, KeyedOrders keyedOrders, RequestSettings settings,
			IntakeMetrics metrics, Clock clock) {
		this.ids = ids;
		this.derivedIds = derivedIds;
		this.log = log;
		this.keyedOrders = keyedOrders;
		this.settings = settings;
		this.metrics = metrics;
		this.clock = clock;
		this.room = new Semaphore(settings.atOnce());
		metrics.taking(() -> settings.atOnce() - this.room.availablePermits());
	}

	/**
	 * Takes an order. With a key that was used before, it is the same order or none.
	 * @param order what is ordered
	 * @param key what the customer calls this request, if anything
	 * @return the order's id
	 * @throws ProblemException if it is not known to be kept, the key belongs to another
	 * order, or too many orders are being taken in already
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
		UUID id = key.map(this.derivedIds::of).orElseGet(this.ids::next);
		OrderRequested request = order.requested(id, this.clock.instant());
		if (key.isEmpty()) {
			this.log.append(request);
			this.metrics.accepted();
			return id;
		}
		return takeOnce(request);
	}

	/**
	 * Two instances may append the same key at once. Which of them was first is for the
	 * log to say, so both wait to read it there.
	 */
	private UUID takeOnce(OrderRequested request) {
		Deadline deadline = Deadline.in(this.settings.answerWithin());
		Optional<Fingerprint> known = this.keyedOrders.first(request.id());
		if (known.isEmpty()) {
			this.log.append(request);
		}
		Fingerprint first = known.orElseGet(() -> awaitFirst(request.id(), deadline));
		if (!first.equals(Fingerprint.of(request))) {
			throw new ProblemException(ProblemKind.IDEMPOTENCY_KEY_REUSED);
		}
		if (known.isEmpty()) {
			this.metrics.accepted();
		}
		else {
			this.metrics.repeated();
		}
		return request.id();
	}

	private Fingerprint awaitFirst(UUID id, Deadline deadline) {
		try {
			return this.keyedOrders.awaitFirst(id, deadline.left());
		}
		catch (TimeoutException ex) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
	}

}
