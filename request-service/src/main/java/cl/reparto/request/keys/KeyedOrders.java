package cl.reparto.request.keys;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;

/**
 * What was first ordered under each {@code Idempotency-Key}, as {@code order_requests}
 * tells it. An id has one partition and a partition has one order, so every instance sees
 * the same first request, however many were sent at once (decision 2).
 */
@Component
public final class KeyedOrders {

	private final Cache<UUID, Fingerprint> first = Caffeine.newBuilder().expireAfterWrite(Topics.RETENTION).build();

	/** Gone as soon as nobody waits. */
	private final Cache<UUID, CompletableFuture<Fingerprint>> awaited = Caffeine.newBuilder().weakValues().build();

	/** A permit for each who waits. */
	private final Semaphore waiters = new Semaphore(0);

	/**
	 * Takes note of a request, in the order of the topic.
	 * @param request what was read, with a derived id
	 */
	public void note(OrderRequested request) {
		Fingerprint fingerprint = this.first.get(request.id(), (id) -> Fingerprint.of(request));
		CompletableFuture<Fingerprint> waiting = this.awaited.getIfPresent(request.id());
		if (waiting != null) {
			waiting.complete(fingerprint);
		}
	}

	/**
	 * The first request of an id, as far as the topic has been read.
	 * @param id a derived id
	 * @return empty if none was read so far
	 */
	public Optional<Fingerprint> first(UUID id) {
		return Optional.ofNullable(this.first.getIfPresent(id));
	}

	/**
	 * Waits for the first request of an id.
	 * @param id a derived id
	 * @param limit the longest to wait
	 * @return its fingerprint
	 * @throws TimeoutException if none was read within that time
	 * @throws InterruptedException if interrupted
	 */
	public Fingerprint awaitFirst(UUID id, Duration limit) throws TimeoutException, InterruptedException {
		// Waits before it looks, or what is read in between would be missed.
		CompletableFuture<Fingerprint> waiting = this.awaited.get(id, (_) -> new CompletableFuture<>());
		first(id).ifPresent(waiting::complete);
		this.waiters.release();
		try {
			return waiting.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("never completed with an exception", ex);
		}
		finally {
			this.waiters.acquireUninterruptibly();
		}
	}

	/**
	 * Waits until somebody waits for an order.
	 * @param limit the longest to wait
	 * @return whether somebody does
	 * @throws InterruptedException if interrupted
	 */
	boolean awaitDemand(Duration limit) throws InterruptedException {
		boolean demanded = this.waiters.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
		if (demanded) {
			this.waiters.release();
		}
		return demanded;
	}

}
