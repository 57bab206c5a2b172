package cl.reparto.service.keys;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.kafka.common.TopicPartition;

/**
 * The first request of each id, as far as topics have been read, and who waits for one.
 */
final class FirstRequests {

	private final KeyStore store;

	private final Duration life;

	private final InstantSource clock;

	/** Gone as soon as nobody waits. */
	private final Cache<UUID, CompletableFuture<Optional<KeyedRequest>>> awaited = Caffeine.newBuilder()
		.weakValues()
		.build();

	/** A permit for each who waits. */
	private final Semaphore waiters = new Semaphore(0);

	FirstRequests(KeyStore store, Duration life, InstantSource clock) {
		this.store = store;
		this.life = life;
		this.clock = clock;
	}

	/**
	 * Takes note of what was read, in the order of the topics.
	 * @param read the requests with a key among the records, perhaps none
	 * @param misplaced the ids of those that are void: whoever waits for one places it
	 * anew
	 * @param offsets how far all partitions have been read
	 * @param secrets which secrets were in use until then
	 * @param places where requests go by then
	 */
	void note(List<RecordedRequest> read, Collection<UUID> misplaced, Map<TopicPartition, Long> offsets,
			Map<Long, Long> secrets, Placements.Known places) {
		Map<UUID, RecordedRequest> firsts = new HashMap<>();
		List<RecordedRequest> fresh = new ArrayList<>();
		for (RecordedRequest each : read) {
			UUID id = each.request().id();
			Optional<RecordedRequest> first = Optional.ofNullable(firsts.get(id))
				.or(() -> this.store.first(id))
				.filter((before) -> lives(before, each.at()));
			if (first.isEmpty()) {
				fresh.add(each);
			}
			firsts.put(id, first.orElse(each));
		}
		this.store.write(fresh, offsets, secrets, places);
		firsts.forEach((id, first) -> tell(id, Optional.of(first.request())));
		misplaced.forEach((id) -> tell(id, Optional.empty()));
	}

	private void tell(UUID id, Optional<KeyedRequest> first) {
		CompletableFuture<Optional<KeyedRequest>> waiting = this.awaited.asMap().remove(id);
		if (waiting != null) {
			waiting.complete(first);
		}
	}

	private boolean lives(RecordedRequest request, long now) {
		return now - request.at() < this.life.toMillis();
	}

	/**
	 * The first request of an id, as far as topics have been read.
	 * @return empty if none was read so far, or it is too old
	 */
	Optional<KeyedRequest> first(UUID id) {
		return this.store.first(id).filter((first) -> lives(first, this.clock.millis())).map(RecordedRequest::request);
	}

	/**
	 * The first request of the first of some ids that has one.
	 * @return empty if none was read so far, or all are too old
	 */
	Optional<KeyedRequest> firstOf(List<UUID> ids) {
		return ids.stream().map(this::first).flatMap(Optional::stream).findFirst();
	}

	/** How many there are, about. */
	long size() {
		return this.store.size();
	}

	/**
	 * Waits for the first request of an id.
	 * @param limit the longest to wait
	 * @return empty if one was read that is void
	 * @throws TimeoutException if none was read within that time
	 * @throws InterruptedException if interrupted
	 */
	Optional<KeyedRequest> awaitFirst(UUID id, Duration limit) throws TimeoutException, InterruptedException {
		// Waits before it looks, or what is read in between would be missed.
		CompletableFuture<Optional<KeyedRequest>> waiting = this.awaited.get(id, (_) -> new CompletableFuture<>());
		first(id).ifPresent((first) -> waiting.complete(Optional.of(first)));
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
	 * Waits until somebody waits for a request.
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
