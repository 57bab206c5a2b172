package cl.reparto.service.keys;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.TopicPartition;

/**
 * The first request of each id, as far as topics have been read, and who waits for one.
 */
final class FirstRequests {

	private final KeyStore store;

	private final Duration life;

	private final InstantSource clock;

	private final Map<UUID, Expected> expected = new ConcurrentHashMap<>();

	/** Those that are known and not in the store yet. */
	private final Map<UUID, KeyedRequest> settled = new ConcurrentHashMap<>();

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
	void note(List<KeyStore.Entry> read, Collection<UUID> misplaced, Map<TopicPartition, Long> offsets,
			Map<Long, Long> secrets, Placements.Known places) {
		Map<UUID, KeyStore.Entry> firsts = new HashMap<>();
		List<UUID> ids = read.stream().map((each) -> each.request().id()).filter(this::mayBeStored).toList();
		this.store.firsts(ids).forEach((first) -> firsts.put(first.request().id(), first));
		List<KeyStore.Entry> fresh = new ArrayList<>();
		for (KeyStore.Entry each : read) {
			KeyStore.Entry before = firsts.get(each.request().id());
			if (before == null || !lives(before, each.at())) {
				fresh.add(each);
				firsts.put(each.request().id(), each);
			}
		}
		this.store.write(fresh, offsets, secrets, places);
		firsts.forEach((id, first) -> tell(id, Optional.of(first.request())));
		// Once they are told, nobody settles them any more.
		firsts.keySet().forEach(this.settled::remove);
		misplaced.forEach((id) -> tell(id, Optional.empty()));
	}

	/** What is settled is the first, and comes before all others. */
	private boolean mayBeStored(UUID id) {
		return !this.settled.containsKey(id);
	}

	/**
	 * Tells who expects a request that it is the first, before it is noted.
	 * @param expected what its writer has expected since before it looked and found none
	 * @param request the request, as this instance has appended it; all that comes before
	 * it is noted, or settled
	 * @return whether they have been told of this one, or of another
	 */
	boolean settle(Expected expected, KeyedRequest request) {
		this.expected.computeIfPresent(request.id(), (id, now) -> {
			if (now != expected) {
				return now;
			}
			this.settled.put(id, request);
			now.first.complete(Optional.of(request));
			return null;
		});
		return expected.first.getNow(Optional.empty()).isPresent();
	}

	private void tell(UUID id, Optional<KeyedRequest> first) {
		Expected waiting = this.expected.remove(id);
		if (waiting != null) {
			waiting.first.complete(first);
		}
	}

	private boolean lives(KeyStore.Entry request, long now) {
		return now - request.at() < this.life.toMillis();
	}

	/**
	 * The first request of the first of some ids that has one.
	 * @return empty if none was read so far, or all are too old
	 */
	Optional<KeyedRequest> firstOf(List<UUID> ids) {
		Optional<KeyedRequest> settled = ids.stream().map(this.settled::get).filter(Objects::nonNull).findFirst();
		return settled.or(() -> storedFirstOf(ids));
	}

	private Optional<KeyedRequest> storedFirstOf(List<UUID> ids) {
		long now = this.clock.millis();
		return this.store.firsts(ids)
			.stream()
			.filter((first) -> lives(first, now))
			.map(KeyStore.Entry::request)
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
	 * @return to be closed once it is expected no more
	 */
	Expected expect(UUID id) {
		return this.expected.compute(id, (_, before) -> {
			Expected now = (before != null) ? before : new Expected(id);
			now.holders++;
			return now;
		});
	}

	/**
	 * A request that is expected until this is closed, as often as it was given.
	 */
	final class Expected implements AutoCloseable {

		private final UUID id;

		private final CompletableFuture<Optional<KeyedRequest>> first = new CompletableFuture<>();

		private int holders;

		private Expected(UUID id) {
			this.id = id;
		}

		/**
		 * Waits for it.
		 * @param limit the longest to wait
		 * @return the first request of the id; empty if one was read that is void
		 * @throws TimeoutException if none was read within that time
		 * @throws InterruptedException if interrupted
		 */
		Optional<KeyedRequest> await(Duration limit) throws TimeoutException, InterruptedException {
			try {
				return this.first.get(limit.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("never completed with an exception", ex);
			}
		}

		/** Whether one has been read, or settled, since it is expected. */
		boolean isTold() {
			return this.first.isDone();
		}

		@Override
		public void close() {
			FirstRequests.this.expected.computeIfPresent(this.id,
					(_, now) -> (now == this && --this.holders == 0) ? null : now);
		}

	}

}
