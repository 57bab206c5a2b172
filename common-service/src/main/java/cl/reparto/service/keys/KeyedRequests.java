package cl.reparto.service.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.ConsumerFactory;

import cl.reparto.model.Topic;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * What was first asked for under each {@code Idempotency-Key}, as topics tell it. An id
 * has one partition and a partition has one order, so every instance sees the same first
 * request, however many were sent at once (decision 2). Knows keys while it runs.
 */
public final class KeyedRequests implements Worker.Work, MeterBinder {

	/** Between two looks whether another has appended the same. */
	private static final Duration LOOK = Duration.ofMillis(20);

	private final DerivedIds ids;

	private final SecretMarks secrets;

	private final Path folder;

	private final AcknowledgedLog log;

	private final OwnRecords own = new OwnRecords();

	private final KeyedTopicsReader reader;

	private final Duration life;

	private final InstantSource clock;

	private final LongAdder clashes = new LongAdder();

	private volatile @Nullable FirstRequests first;

	/**
	 * Opens nothing yet.
	 * @param settings the secrets, the life of a key and the folder
	 * @param consumers of committed records, as keys and bytes
	 * @param log appends records
	 * @param topics where requests with a key are appended
	 * @param requests the request of a record, if it has a key; most records have none,
	 * which it should see at a glance ({@link #mayBeId}); may throw what
	 * {@link Topic#read} does
	 * @param kept how long the topics, and whoever acts on them, remember a request
	 * @param clock the time
	 * @throws IllegalArgumentException if a key is to live for longer than that
	 */
	public KeyedRequests(IdempotencySettings settings, ConsumerFactory<String, byte[]> consumers, AcknowledgedLog log,
			List<Topic<?>> topics, Function<ConsumerRecord<String, byte[]>, Optional<KeyedRequest>> requests,
			Duration kept, InstantSource clock) {
		if (settings.life().compareTo(kept) > 0) {
			throw new IllegalArgumentException("reparto.idempotency.life must be at most " + kept.toHours()
					+ "h, for which requests are kept, not " + settings.life().toHours() + "h");
		}
		this.life = settings.life();
		this.clock = clock;
		this.ids = new DerivedIds(settings.secrets(), this.life);
		this.secrets = new SecretMarks(this.ids.marks(), this.life);
		this.folder = settings.stateDir().resolve("keys");
		this.log = log;
		this.reader = new KeyedTopicsReader(consumers, topics.stream().map(Topic::name).toList(), requests, this.own,
				this.secrets, this.life, clock);
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
	 * Appends a record without a key to one of the topics.
	 * @param record the record
	 * @return where it is
	 * @throws ProblemException as {@link AcknowledgedLog#append} does
	 */
	public RecordMetadata append(ProducerRecord<String, byte[]> record) {
		return this.log.append(record, (metadata) -> this.own.add(record, metadata));
	}

	/**
	 * Sees to it that a request is appended once, or at least that only the first counts.
	 * Two instances may append the same key at once. Which of them was first is for the
	 * topic to say, so both wait until they know all that comes before.
	 * @param key the key
	 * @param scope where it is used, without a line break: at another place it is another
	 * key; empty if there is one place only
	 * @param content all that is asked for, in an order that is the same each time
	 * @param limit the longest to wait until it is known to be the first, what appending
	 * takes included
	 * @param record makes the record of a new request, whose key is the id. If it has no
	 * partition, it is placed where the key belongs, also while its topic gets more
	 * partitions (decision 22). May throw; may be asked again
	 * @return the request as it was first taken
	 * @throws ProblemException if the key belongs to another request, or it is not sure
	 * whether it does
	 */
	public Taken takeOnce(IdempotencyKey key, String scope, List<String> content, Duration limit,
			Function<KeyedRequest, ProducerRecord<String, byte[]>> record) {
		long deadline = System.nanoTime() + limit.toNanos();
		boolean knowsAll = isCaughtUp();
		FirstRequests requests = this.first;
		if (requests == null) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		Instant now = this.clock.instant();
		DerivedIds.Candidates ids = this.ids.of(key.within(scope), now);
		KeyedRequest request = KeyedRequest.of(ids.current(), content.toArray(String[]::new));
		while (true) {
			try (FirstRequests.Expected expected = requests.expect(request.id())) {
				Optional<KeyedRequest> known = requests.firstOf(ids.all());
				if (known.isEmpty() && knowsAll) {
					known = awaitOthers(requests, ids, now, deadline);
				}
				if (known.isPresent()) {
					return sameAs(known.get(), request, false);
				}
				if (!knowsAll) {
					throw new ProblemException(ProblemKind.UNAVAILABLE);
				}
				append(record.apply(request), request, requests, expected);
				Optional<KeyedRequest> first = await(expected, deadline);
				if (first.isPresent()) {
					return sameAs(first.get(), request, true);
				}
			}
		}
	}

	private void append(ProducerRecord<String, byte[]> record, KeyedRequest request, FirstRequests requests,
			FirstRequests.Expected expected) {
		ProducerRecord<String, byte[]> placed = (record.partition() != null) ? record : placed(record, request.id());
		// After the look at where it belongs: all that was read until then is told.
		if (expected.isTold()) {
			return;
		}
		mark(placed.headers(), request);
		this.log.append(placed, (metadata) -> this.own.add(placed, metadata,
				(isNext) -> isNext && this.reader.isSure(placed.headers()) && requests.settle(expected, request)));
	}

	private ProducerRecord<String, byte[]> placed(ProducerRecord<String, byte[]> record, UUID id) {
		Placements.Place place = this.reader.place(record.topic(), id);
		ProducerRecord<String, byte[]> placed = new ProducerRecord<>(record.topic(), place.partition(), record.key(),
				record.value(), record.headers());
		place.placement().write(placed.headers());
		return placed;
	}

	/** Says of which request a record is, and with which secret its id was derived. */
	void mark(Headers headers, KeyedRequest request) {
		request.write(headers);
		this.secrets.put(headers);
	}

	/**
	 * While a key's new day is young, an instance with another clock may still append
	 * under the id of the day before; while two secrets are known, one that has the other
	 * in use has an id of its own. And what was appended may not be read yet, where a
	 * reader lags, a transaction is open or a partition has no leader.
	 */
	private Optional<KeyedRequest> awaitOthers(FirstRequests requests, DerivedIds.Candidates ids, Instant now,
			long deadline) {
		Instant over = now.minus(ids.sinceTurn()).plus(DerivedIds.TURN);
		if (this.secrets.areSeveral() && over.isBefore(now)) {
			over = now;
		}
		if (this.reader.hasReadUntil(over)) {
			return Optional.empty();
		}
		Duration young = over.isAfter(now) ? Duration.between(now, over) : Duration.ZERO;
		long begin = System.nanoTime();
		long limit = Math.min(young.plus(KeyedTopicsReader.PROOF).toNanos(), deadline - begin);
		while (System.nanoTime() - begin < limit) {
			sleep(LOOK);
			// In this order: what has been read by then is found.
			boolean hasReadAll = this.reader.hasReadUntil(over);
			Optional<KeyedRequest> known = requests.firstOf(ids.all());
			if (hasReadAll || known.isPresent()) {
				return known;
			}
		}
		throw new ProblemException(ProblemKind.UNAVAILABLE);
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
	}

	private Taken sameAs(KeyedRequest first, KeyedRequest request, boolean isNew) {
		if (!first.isSameAs(request)) {
			if (isNew) {
				this.clashes.increment();
			}
			throw new ProblemException(ProblemKind.IDEMPOTENCY_KEY_REUSED);
		}
		return new Taken(first.id(), isNew);
	}

	private static Optional<KeyedRequest> await(FirstRequests.Expected expected, long deadline) {
		try {
			return expected.await(Duration.ofNanos(deadline - System.nanoTime()));
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

	/** Where keys are kept, which are those of certain topics. */
	public Path folder() {
		return this.folder;
	}

	/**
	 * Reads until interrupted. Trouble with Kafka only holds it up.
	 * @throws InterruptedException when interrupted
	 * @throws IllegalStateException if keys cannot be kept, or were made ids with a
	 * secret that is not known, saying what to do
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
		FunctionCounter.builder("reparto.keys.clashes", this.clashes, LongAdder::sum)
			.description("Requests that were appended and then not taken: another had their key at the same moment")
			.register(registry);
	}

	private long size() {
		FirstRequests requests = this.first;
		return (requests != null) ? requests.size() : 0;
	}

	/**
	 * A request that is kept.
	 *
	 * @param id its id
	 * @param isNew whether it is, and not a repetition
	 */
	public record Taken(UUID id, boolean isNew) {
	}

}
