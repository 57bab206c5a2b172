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
		List<UUID> ids = read.stream().map((each) -> each.request().id()).toList();
		this.store.firsts(ids).forEach((first) -> firsts.put(first.request().id(), first));
		List<RecordedRequest> fresh = new ArrayList<>();
		for (RecordedRequest each : read) {
			RecordedRequest before = firsts.get(each.request().id());
			if (before == null || !lives(before, each.at())) {
				fresh.add(each);
				firsts.put(each.request().id(), each);
			}
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
	 * The first request of the first of some ids that has one.
	 * @return empty if none was read so far, or all are too old
	 */
	Optional<KeyedRequest> firstOf(List<UUID> ids) {
		long now = this.clock.millis();
		return this.store.firsts(ids)
			.stream()
			.filter((first) -> lives(first, now))
			.map(RecordedRequest::request)
			.findFirst();
	}

	/** How many there are, about. */
	long size() {
		return this.store.size();
	}

	/**
	 * Has it told when a request of an id is read. Whoever begins to expect one before it
	 * looks with {@link #firstOf} misses none, and need not look again.
	 * @param id the id
	 * @return to be given to {@link #await}
	 */
	Expected expect(UUID id) {
		return new Expected(this.awaited.get(id, (_) -> new CompletableFuture<>()));
	}

	/**
	 * Whether somebody expects a request of an id, and none has been read since.
	 * @param id the id
	 */
	boolean isExpected(UUID id) {
		return this.awaited.getIfPresent(id) != null;
	}

	/**
	 * Waits for the first request of an id.
	 * @param expected what was expected
	 * @param limit the longest to wait
	 * @return empty if one was read that is void
	 * @throws TimeoutException if none was read within that time
	 * @throws InterruptedException if interrupted
	 */
	Optional<KeyedRequest> await(Expected expected, Duration limit) throws TimeoutException, InterruptedException {
		this.waiters.release();
		try {
			return expected.first.get(limit.toNanos(), TimeUnit.NANOSECONDS);
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

	/**
	 * A request that is expected for as long as this is kept.
	 *
	 * @param first done once one is read: the first, or empty if that is void
	 */
	record Expected(CompletableFuture<Optional<KeyedRequest>> first) {
	}

}
