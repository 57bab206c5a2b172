package cl.reparto.service.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.ConsumerFactory;

import cl.reparto.model.Topic;
import cl.reparto.service.process.Worker;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * What was first asked for under each {@code Idempotency-Key}, as topics tell it. An id
 * has one partition and a partition has one order, so every instance sees the same first
 * request, however many were sent at once (decision 2). Knows keys while it runs.
 */
public final class KeyedRequests implements Worker.Work, MeterBinder {

	private final DerivedIds ids;

	private final Path folder;

	private final KeyedTopicsReader reader;

	private final Duration life;

	private final InstantSource clock;

	private volatile @Nullable FirstRequests first;

	/**
	 * Opens nothing yet.
	 * @param settings the secret and the folder
	 * @param consumers of committed records, as keys and bytes
	 * @param topics where requests with a key are appended
	 * @param requests the request of a record, if it has a key; most records have none,
	 * which it should see at a glance ({@link #mayBeId}); may throw what
	 * {@link Topic#read} does
	 * @param life how long a key is known, from its record's time on: no shorter than
	 * whoever acts on the topics remembers
	 * @param clock the time
	 */
	public KeyedRequests(IdempotencySettings settings, ConsumerFactory<String, byte[]> consumers, List<Topic<?>> topics,
			Function<ConsumerRecord<String, byte[]>, Optional<KeyedRequest>> requests, Duration life,
			InstantSource clock) {
		this.ids = new DerivedIds(settings.secret());
		this.folder = settings.stateDir().resolve("keys");
		this.reader = new KeyedTopicsReader(consumers, topics.stream().map(Topic::name).toList(), requests);
		this.life = life;
		this.clock = clock;
	}

	/**
	 * The id that stands for a key.
	 * @param key the key
	 * @return the same each time, on every instance with the same secret
	 */
	public UUID idOf(IdempotencyKey key) {
		return this.ids.of(key.text());
	}

	/**
	 * The id that stands for a key where keys of another kind are others.
	 * @param scope what kind, without a line break
	 * @param key the key
	 * @return the same each time, on every instance with the same secret
	 */
	public UUID idOf(String scope, IdempotencyKey key) {
		return this.ids.of(scope + '\n' + key.text());
	}

	/**
	 * Whether a text can be an id of {@link #idOf}: no more than a look at where a UUID
	 * has its version.
	 * @param text such as a record's key; null if it has none
	 * @return false if it is none for sure
	 */
	public static boolean mayBeId(@Nullable String text) {
		return DerivedIds.mayHave(text);
	}

	/**
	 * Sees to it that a request is appended once, or at least that only the first counts.
	 * Two instances may append the same key at once. Which of them was first is for the
	 * topic to say, so both wait to read it there.
	 * @param request the request
	 * @param limit the longest to wait until it is read back, what {@code append} takes
	 * included
	 * @param append appends it to one of the topics for good; may throw
	 * @return whether it is new, and not a repetition
	 * @throws ProblemException if the key belongs to another request, or it is not sure
	 * whether it does
	 */
	public boolean takeOnce(KeyedRequest request, Duration limit, Runnable append) {
		long deadline = System.nanoTime() + limit.toNanos();
		boolean knowsAll = isCaughtUp();
		FirstRequests requests = this.first;
		Optional<KeyedRequest> known = (requests != null) ? requests.first(request.id()) : Optional.empty();
		KeyedRequest first;
		if (known.isPresent()) {
			first = known.get();
		}
		else if (requests == null || !knowsAll) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		else {
			append.run();
			first = awaitFirst(requests, request.id(), deadline);
		}
		if (!first.equals(request)) {
			throw new ProblemException(ProblemKind.IDEMPOTENCY_KEY_REUSED);
		}
		return known.isEmpty();
	}

	private static KeyedRequest awaitFirst(FirstRequests requests, UUID id, long deadline) {
		try {
			return requests.awaitFirst(id, Duration.ofNanos(deadline - System.nanoTime()));
		}
		catch (TimeoutException ex) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
	}

	/**
	 * Whether it knows every key that was used before it began.
	 * @return false while a key that it does not know is refused
	 */
	public boolean isCaughtUp() {
		return this.reader.isCaughtUp();
	}

	/**
	 * Reads until interrupted. Trouble with Kafka only holds it up.
	 * @throws InterruptedException when interrupted
	 * @throws IllegalStateException if keys cannot be kept, saying what to do
	 */
	@Override
	public void run() throws InterruptedException {
		try (KeyStore store = KeyStore.open(this.folder, this.life)) {
			FirstRequests requests = new FirstRequests(store, this.life, this.clock);
			this.first = requests;
			this.reader.run(store, requests);
		}
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("reparto.keys.held", this, KeyedRequests::size)
			.description("Idempotency-Keys on this instance's disk, as RocksDB estimates them")
			.register(registry);
		Gauge.builder("reparto.keys.caught.up", this, (self) -> self.isCaughtUp() ? 1 : 0)
			.description("1 if this instance knows every Idempotency-Key, 0 if it may not yet")
			.register(registry);
	}

	private long size() {
		FirstRequests requests = this.first;
		return (requests != null) ? requests.size() : 0;
	}

}
