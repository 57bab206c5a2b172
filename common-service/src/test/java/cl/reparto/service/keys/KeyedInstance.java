package cl.reparto.service.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;
import org.springframework.kafka.support.SendResult;

import cl.reparto.model.Topic;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One instance that reads a topic of texts, one partition of a Kafka that is not there.
 */
final class KeyedInstance {

	private static final Topic<byte[]> TOPIC = new Topic<>("texts", byte[].class, Map.of());

	private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration LIFE = Duration.ofHours(72);

	/** As of what was appended, though its answer was lost. */
	private static final long UNKNOWN = -1;

	private static final String SECRET = "0123456789abcdef";

	/** When no key's day is young. */
	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none") {

		@Override
		public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
			assertThat(times).containsEntry(PARTITION, KeyedInstance.this.clock.millis() - LIFE.toMillis());
			return Collections.singletonMap(PARTITION, (KeyedInstance.this.young < KeyedInstance.this.end)
					? new OffsetAndTimestamp(KeyedInstance.this.young, 0L) : null);
		}

		@Override
		public void close() {
			// Made again after that, it is the same one.
			if (!KeyedInstance.this.fails.getAndSet(false)) {
				super.close();
			}
		}

	};

	private final AtomicBoolean fails = new AtomicBoolean();

	private final KeyedRequests keys;

	private final Thread thread = new Thread(this::run);

	private volatile Instant now;

	private final InstantSource clock = () -> this.now;

	private final long young;

	private volatile long end;

	/** Appends a request, and tells its offset. */
	private volatile ToLongFunction<KeyedRequest> append = (_) -> UNKNOWN;

	private volatile @Nullable Exception failure;

	/**
	 * Starts it, with a secret that many have.
	 * @param state where it keeps its keys
	 * @param young the first offset that is younger than a key's life
	 * @param end the offset after the last
	 */
	KeyedInstance(Path state, long young, long end) {
		this(state, young, end, NOW, SECRET);
	}

	/**
	 * Starts it.
	 * @param state where it keeps its keys
	 * @param young the first offset that is younger than a key's life
	 * @param end the offset after the last
	 * @param now what its clock shows until told otherwise
	 * @param secrets the one in use first
	 */
	KeyedInstance(Path state, long young, long end, Instant now, String... secrets) {
		this.now = now;
		this.young = young;
		this.keys = new KeyedRequests(
				new IdempotencySettings(secrets[0], List.of(secrets).subList(1, secrets.length), LIFE, null, state),
				new DefaultKafkaConsumerFactory<>(Map.of()) {

					@Override
					protected Consumer<String, byte[]> createRawConsumer(Map<String, Object> settings) {
						assertThat(settings).containsEntry("auto.offset.reset", "none");
						boolean all = "read_uncommitted".equals(settings.get("isolation.level"));
						return all ? new Ends() : KeyedInstance.this.consumer;
					}

				}, log(), List.of(TOPIC), KeyedInstance::request, Duration.ofDays(60), this.clock);
		Node[] replicas = { new Node(1, "localhost", 9092) };
		this.consumer.updatePartitions(TOPIC.name(),
				List.of(new PartitionInfo(TOPIC.name(), 0, replicas[0], replicas, replicas)));
		endsAt(end);
		this.thread.start();
	}

	private AcknowledgedLog log() {
		KafkaTemplate<String, byte[]> kafka = new KafkaTemplate<>(new MockProducerFactory<>(MockProducer::new)) {

			@Override
			public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> record) {
				long offset = KeyedInstance.this.append.applyAsLong(KeyedRequest.read(record.headers()).orElseThrow());
				return CompletableFuture.completedFuture(new SendResult<>(record,
						new RecordMetadata(PARTITION, offset, 0, KeyedInstance.this.clock.millis(), 0, 0)));
			}

		};
		AcknowledgedLog log = new AcknowledgedLog(kafka, "texts", new SimpleMeterRegistry().timer("append"));
		log.open(List.of());
		return log;
	}

	/** Its clock shows another time. */
	void at(Instant time) {
		this.now = time;
	}

	/** Its topic has something more. */
	void endsAt(long offset) {
		this.end = offset;
		this.consumer.updateEndOffsets(Map.of(PARTITION, offset));
	}

	private void run() {
		try {
			this.keys.run();
		}
		catch (InterruptedException ex) {
			// As it should end.
		}
		catch (IllegalStateException ex) {
			this.failure = ex;
		}
	}

	/** The id of a key, and the day before's. */
	static List<UUID> ids(String key, Instant now) {
		return new DerivedIds(List.of(SECRET), LIFE).of(key, now).all().subList(0, 2);
	}

	static UUID id(String key) {
		return ids(key, NOW).getFirst();
	}

	/** Why it has ended; null if it has not. */
	@Nullable Exception failure() {
		return this.failure;
	}

	private static Optional<KeyedRequest> request(ConsumerRecord<String, byte[]> record) {
		return KeyedRequests.mayBeId(record.key()) ? KeyedRequest.read(record.headers()) : Optional.empty();
	}

	KeyedRequests keys() {
		return this.keys;
	}

	MockConsumer<String, byte[]> consumer() {
		return this.consumer;
	}

	boolean isAt(long offset) {
		return this.consumer.assignment().contains(PARTITION) && this.consumer.position(PARTITION) == offset;
	}

	/** Its next poll fails, once. */
	void fails() {
		this.fails.set(true);
		this.consumer.setPollException(new KafkaException("once"));
	}

	/** Its next poll has one more record, made with its own secret. */
	void reads(long offset, UUID id, String text) {
		reads(offset, id, text, this);
	}

	/** Its next poll has one more record, which another has made. */
	void reads(long offset, UUID id, String text, KeyedInstance writer) {
		Headers headers = new RecordHeaders();
		writer.keys.mark(headers, KeyedRequest.of(id, text));
		this.consumer.schedulePollTask(() -> {
			endsAt(Math.max(this.end, offset + 1));
			this.consumer.addRecord(new ConsumerRecord<>(TOPIC.name(), 0, offset, this.clock.millis(),
					TimestampType.CREATE_TIME, 0, 0, id.toString(), text.getBytes(UTF_8), headers, Optional.empty()));
		});
	}

	/**
	 * Takes a request that it can read back from one offset on.
	 * @return under which id
	 */
	UUID takes(String key, String text, long offset) {
		KeyedRequests.Taken taken = take(key, text, (request) -> {
			reads(offset, request.id(), text);
			return UNKNOWN;
		});
		assertThat(taken.isNew()).isTrue();
		return taken.id();
	}

	/**
	 * Takes a request that is appended at an offset.
	 * @return under which id
	 */
	UUID takesUnread(String key, String text, long offset) {
		KeyedRequests.Taken taken = take(key, text, (_) -> offset);
		assertThat(taken.isNew()).isTrue();
		return taken.id();
	}

	/** Repeats a request that it is to know. */
	UUID repeats(String key, String text) {
		KeyedRequests.Taken taken = take(key, text, (_) -> {
			throw new AssertionError("is not to be appended");
		});
		assertThat(taken.isNew()).isFalse();
		return taken.id();
	}

	KeyedRequests.Taken take(String key, String text, ToLongFunction<KeyedRequest> append) {
		return take(key, text, LONG, append);
	}

	private KeyedRequests.Taken take(String key, String text, Duration limit, ToLongFunction<KeyedRequest> append) {
		this.append = append;
		return this.keys.takeOnce(new IdempotencyKey(key), "", List.of(text), limit,
				(request) -> new ProducerRecord<>(TOPIC.name(), 0, request.id().toString(), text.getBytes(UTF_8)));
	}

	boolean knows(String key, String text) {
		try {
			return !take(key, text, (_) -> {
				throw new ProblemException(ProblemKind.UNAVAILABLE);
			}).isNew();
		}
		catch (ProblemException ex) {
			return false;
		}
	}

	void refuses(String key, String text, ProblemKind kind, ToLongFunction<KeyedRequest> append) {
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> take(key, text, Duration.ofSeconds(1), append))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(kind));
	}

	void stop() throws InterruptedException {
		this.consumer.schedulePollTask(() -> {
			throw new InterruptException("over");
		});
		this.thread.join();
	}

	/** Tells how far the topic goes, and nothing else. */
	private final class Ends extends MockConsumer<String, byte[]> {

		Ends() {
			super("none");
		}

		@Override
		public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
			return Map.of(PARTITION, KeyedInstance.this.end);
		}

		@Override
		public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
			return endOffsets(partitions);
		}

	}

}
