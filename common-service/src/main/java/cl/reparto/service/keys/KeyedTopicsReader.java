package cl.reparto.service.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.ConsumerFactory;

import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.process.CannotGoOnException;
import cl.reparto.service.process.TroubleLog;

/**
 * Reads topics, on every instance and all partitions, and passes on the requests with a
 * key: as far back as keys live once, and from then on from where it was.
 */
final class KeyedTopicsReader {

	private static final Logger log = LoggerFactory.getLogger(KeyedTopicsReader.class);

	private static final Duration POLL = Duration.ofSeconds(1);

	/** Much at a time costs brokers less than each record by itself. */
	private static final Duration PAUSE = Duration.ofMillis(2);

	/** Between two looks at what others write, while nobody waits for that. */
	private static final Duration REST = Duration.ofMillis(98);

	private static final Duration RETRY = Duration.ofSeconds(1);

	/** How often it is asked how far topics go, while nobody waits for the answer. */
	private static final Duration ASKING = Duration.ofSeconds(1);

	/** Both, while every new key waits for the answer. */
	private static final Duration IN_A_HURRY = Duration.ofMillis(20);

	/** Whoever reads has its own to do. */
	private static final Duration ANSWER = Duration.ofMillis(200);

	/** By then it is known that all was read, if all is well. */
	static final Duration PROOF = ASKING.plus(ANSWER).plusMillis(300);

	/** How soon partitions are read that a topic was given. */
	private static final int METADATA_MS = 1_000;

	private final ConsumerFactory<String, byte[]> consumers;

	private final List<String> topics;

	private final Function<ConsumerRecord<String, byte[]>, Optional<KeyedRequest>> requests;

	private final OwnRecords own;

	private final SecretMarks secrets;

	private final Duration life;

	private final InstantSource clock;

	private final Duration asking;

	private final Duration rest;

	private final TroubleLog trouble;

	private final TroubleLog secretsTrouble = new TroubleLog(log, "Taking no keys that are not known");

	private volatile boolean caughtUp;

	private boolean hasCaughtUp;

	private volatile Instant readUntil = Instant.MIN;

	private volatile Placements places = new Placements(Placements.Known.NOTHING);

	KeyedTopicsReader(ConsumerFactory<String, byte[]> consumers, List<String> topics,
			Function<ConsumerRecord<String, byte[]>, Optional<KeyedRequest>> requests, OwnRecords own,
			SecretMarks secrets, Duration life, InstantSource clock) {
		this.consumers = consumers;
		this.topics = topics;
		this.requests = requests;
		this.own = own;
		this.secrets = secrets;
		this.life = life;
		this.clock = clock;
		this.asking = secrets.areSeveral() ? IN_A_HURRY : ASKING;
		this.rest = secrets.areSeveral() ? IN_A_HURRY : REST;
		this.trouble = new TroubleLog(log, "Cannot read " + String.join(", ", topics));
	}

	/**
	 * Whether everything has been read that was there when reading began, and all of it
	 * was made with secrets that are known.
	 * @return false while there may be keys that are not known
	 */
	boolean isCaughtUp() {
		return this.caughtUp;
	}

	/**
	 * Whether everything was read that had been appended by a time, also what others
	 * could not read then, since a transaction was open.
	 * @param time the time
	 * @return false if that is not known
	 */
	boolean hasReadUntil(Instant time) {
		return !this.readUntil.isBefore(time);
	}

	/**
	 * Where a request goes that has not been read.
	 * @param topic its topic
	 * @param id its id
	 * @return where, as of what can be looked up after this call
	 */
	Placements.Place place(String topic, UUID id) {
		return this.places.known().place(topic, id);
	}

	/**
	 * Whether a record of this instance is not void where it is.
	 * @param headers the record's, before which all is noted or of this instance
	 * @return false if that will show when it is noted
	 */
	boolean isSure(Headers headers) {
		Placement placement = Placement.read(headers);
		return placement == null || this.places.known().isSure(placement);
	}

	/**
	 * Reads until interrupted. Trouble with Kafka only holds it up.
	 * @param store knows how far it has read
	 * @param first told what was read
	 * @throws InterruptedException when interrupted
	 * @throws IllegalStateException if requests were made with a secret that is not
	 * known, saying what to do
	 */
	void run(KeyStore store, FirstRequests first) throws InterruptedException {
		Properties noReset = new Properties();
		noReset.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		noReset.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, Integer.toString(METADATA_MS));
		Properties ofAll = new Properties();
		ofAll.putAll(noReset);
		ofAll.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_UNCOMMITTED.toString());
		while (true) {
			try (Consumer<String, byte[]> consumer = this.consumers.createConsumer(null, null, null, noReset);
					Consumer<?, ?> all = this.consumers.createConsumer(null, null, null, ofAll)) {
				read(consumer, all, store, first);
			}
			catch (KafkaException ex) {
				this.trouble.report(ex.toString());
			}
			finally {
				this.caughtUp = false;
			}
			Thread.sleep(RETRY);
		}
	}

	private void read(Consumer<String, byte[]> consumer, Consumer<?, ?> all, KeyStore store, FirstRequests first)
			throws InterruptedException {
		try {
			List<TopicPartition> partitions = this.topics.stream()
				.flatMap((topic) -> partitions(consumer, topic))
				.toList();
			consumer.assign(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			Appended appended = new Appended(this.clock.instant(), all.endOffsets(partitions));
			forgetWhatWasMadeAnew(ends, store);
			Placements.Known placesBefore = store.places().orElseThrow();
			this.places = new Placements(placesBefore);
			this.places.has(largest(partitions));
			this.secrets.see(store.secrets());
			Map<TopicPartition, Long> offsets = whereLifeBegins(consumer, ends);
			// Where reading ended, unless that is gone.
			Map<TopicPartition, Long> before = store.offsets();
			before.forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
			offsets.forEach(consumer::seek);
			offsets.forEach((partition, offset) -> {
				boolean goesOn = placesBefore.told().containsKey(partition) && offset.equals(before.get(partition));
				if (offset > 0 && !goesOn) {
					this.places.misses(partition);
				}
				this.places.begins(partition);
			});
			while (!appended.isIn(offsets)) {
				noteRead(consumer.poll(POLL), offsets, first);
			}
			this.readUntil = appended.at();
			if (!this.hasCaughtUp) {
				requireKnownSecrets();
				this.hasCaughtUp = true;
			}
			this.places.publish(this.places.now());
			this.own.noted(offsets);
			holdUnknownSecrets();
			this.trouble.over();
			boolean busy = false;
			while (true) {
				readMore(consumer);
				readAll(consumer, busy ? Duration.ZERO : this.asking, offsets, first);
				holdUnknownSecrets();
				appended = prove(appended, all, offsets);
				if (!busy) {
					Thread.sleep(PAUSE);
				}
				busy = noteOwn(offsets, first);
			}
		}
		catch (InterruptException ex) {
			// Takes back the interrupt, with which the consumer could not be closed well.
			Thread.interrupted();
			throw new InterruptedException("Reading is over");
		}
	}

	/**
	 * Takes note of what this instance appends, until it is time to read what others do.
	 * @return whether there was any, and nobody waits for what others have appended
	 */
	private boolean noteOwn(Map<TopicPartition, Long> offsets, FirstRequests first) throws InterruptedException {
		long until = System.nanoTime() + this.rest.toNanos();
		boolean any = false;
		while (System.nanoTime() < until) {
			OwnRecords.Next next = this.own.take(offsets);
			if (!next.records().isEmpty()) {
				note(next.records(), offsets, first);
				any = true;
			}
			if (next.afterOthers()) {
				return false;
			}
			this.own.await(Duration.ofNanos(until - System.nanoTime()));
		}
		return any;
	}

	/**
	 * All that is there, of which a poll has only so much: no rest is to put it behind.
	 * What is known already is not asked for.
	 */
	private void readAll(Consumer<String, byte[]> consumer, Duration limit, Map<TopicPartition, Long> offsets,
			FirstRequests first) {
		offsets.forEach((partition, offset) -> {
			if (offset > consumer.position(partition)) {
				consumer.seek(partition, offset);
			}
		});
		for (var records = consumer.poll(limit); !records.isEmpty(); records = consumer.poll(Duration.ZERO)) {
			noteRead(records, offsets, first);
		}
	}

	/** As of metadata, which are never old: that costs no question. */
	private void readMore(Consumer<String, byte[]> consumer) {
		List<TopicPartition> partitions = this.topics.stream().flatMap((topic) -> partitions(consumer, topic)).toList();
		if (partitions.size() > consumer.assignment().size()) {
			Set<TopicPartition> fresh = new HashSet<>(partitions);
			fresh.removeAll(consumer.assignment());
			consumer.assign(partitions);
			consumer.seekToBeginning(fresh);
			fresh.forEach(this.places::begins);
			this.places.has(largest(partitions));
			log.info("Reads {}, too", fresh);
		}
	}

	private static int largest(List<TopicPartition> partitions) {
		return partitions.stream().mapToInt(TopicPartition::partition).max().orElse(0) + 1;
	}

	/** A topic that ends before where reading ended is another one of the same name. */
	private void forgetWhatWasMadeAnew(Map<TopicPartition, Long> ends, KeyStore store) {
		if (store.places().isEmpty()) {
			log.warn("An older version has read {} since: it is read again, as far back as keys live", this.topics);
			store.clear();
		}
		boolean anew = store.offsets()
			.entrySet()
			.stream()
			.anyMatch((offset) -> offset.getValue() > ends.getOrDefault(offset.getKey(), -1L));
		if (anew) {
			log.warn("{} made anew: all keys are forgotten, and read from the beginning", this.topics);
			store.clear();
		}
	}

	/** Before it, every key is too old to be known. */
	private Map<TopicPartition, Long> whereLifeBegins(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
		long begin = this.clock.millis() - this.life.toMillis();
		Map<TopicPartition, Long> offsets = new HashMap<>(ends);
		consumer.offsetsForTimes(ends.keySet().stream().collect(Collectors.toMap((each) -> each, (_) -> begin)))
			.forEach((partition, found) -> {
				if (found != null) {
					offsets.put(partition, found.offset());
				}
			});
		return offsets;
	}

	/** Whoever starts with a wrong secret is not to write with it. */
	private void requireKnownSecrets() {
		this.secrets.complaint(this.clock.millis()).ifPresent((complaint) -> {
			throw new CannotGoOnException(complaint);
		});
	}

	/** Who is wrong is not sure here; orders without a key need no secret. */
	private void holdUnknownSecrets() {
		Optional<String> complaint = this.secrets.complaint(this.clock.millis());
		this.caughtUp = complaint.isEmpty();
		complaint.ifPresentOrElse(this.secretsTrouble::report, this.secretsTrouble::over);
	}

	private static Stream<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
		List<PartitionInfo> partitions = consumer.partitionsFor(topic);
		if (partitions.isEmpty()) {
			throw new UnknownTopicOrPartitionException(topic + " is not there");
		}
		return partitions.stream().map((partition) -> new TopicPartition(topic, partition.partition()));
	}

	/** Once all of it is read, it is asked again what is there. */
	private Appended prove(Appended appended, Consumer<?, ?> all, Map<TopicPartition, Long> offsets) {
		if (!appended.isIn(offsets)) {
			return appended;
		}
		this.readUntil = appended.at();
		Instant now = this.clock.instant();
		if (now.isBefore(appended.at().plus(this.asking))) {
			return appended;
		}
		try {
			Appended next = new Appended(now, all.endOffsets(offsets.keySet(), ANSWER));
			if (next.isIn(offsets)) {
				this.readUntil = next.at();
			}
			return next;
		}
		catch (TimeoutException ex) {
			return appended;
		}
	}

	private void noteRead(ConsumerRecords<String, byte[]> records, Map<TopicPartition, Long> offsets,
			FirstRequests first) {
		records.nextOffsets().forEach((partition, next) -> offsets.put(partition, next.offset()));
		note(records, offsets, first);
	}

	private void note(Iterable<ConsumerRecord<String, byte[]>> records, Map<TopicPartition, Long> offsets,
			FirstRequests first) {
		List<KeyStore.Entry> read = new ArrayList<>();
		Set<UUID> misplaced = new HashSet<>();
		for (ConsumerRecord<String, byte[]> record : records) {
			request(record).ifPresent((request) -> {
				TopicPartition partition = new TopicPartition(record.topic(), record.partition());
				if (this.places.takes(partition, Placement.read(record.headers()))) {
					read.add(new KeyStore.Entry(request, record.timestamp()));
				}
				else {
					misplaced.add(request.id());
				}
				this.secrets.see(record.headers(), record.timestamp());
			});
		}
		Placements.Known places = this.places.now();
		first.note(read, misplaced, offsets, this.secrets.seen(), places);
		this.places.publish(places);
		this.own.noted(offsets);
	}

	/** What is no event of its topic is for others to report. */
	private Optional<KeyedRequest> request(ConsumerRecord<String, byte[]> record) {
		try {
			return this.requests.apply(record);
		}
		catch (UnreadableEventException ex) {
			log.debug("Passing over {}-{}@{}: {}", record.topic(), record.partition(), record.offset(),
					ex.getMessage());
			return Optional.empty();
		}
	}

	/**
	 * How far topics went, committed or not.
	 *
	 * @param at when that was asked
	 * @param ends of each partition
	 */
	private record Appended(Instant at, Map<TopicPartition, Long> ends) {

		boolean isIn(Map<TopicPartition, Long> offsets) {
			return this.ends.entrySet().stream().allMatch((end) -> offsets.get(end.getKey()) >= end.getValue());
		}

	}

}
