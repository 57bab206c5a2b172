package cl.reparto.service.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import cl.reparto.model.Topic;
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

	private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");

	private final KeyedRequests keys;

	private final Thread thread = new Thread(this::run);

	private long end;

	/**
	 * Starts it.
	 * @param state where it keeps its keys
	 * @param beginning the first offset that is there
	 * @param end the offset after the last
	 */
	KeyedInstance(Path state, long beginning, long end) {
		this.keys = new KeyedRequests(new IdempotencySettings("0123456789abcdef", state),
				new DefaultKafkaConsumerFactory<>(Map.of()) {

					@Override
					protected Consumer<String, byte[]> createRawConsumer(Map<String, Object> settings) {
						assertThat(settings).containsEntry("auto.offset.reset", "none");
						return KeyedInstance.this.consumer;
					}

				}, List.of(TOPIC), KeyedInstance::request, Duration.ofDays(60), InstantSource.system());
		Node[] replicas = { new Node(1, "localhost", 9092) };
		this.consumer.updatePartitions(TOPIC.name(),
				List.of(new PartitionInfo(TOPIC.name(), 0, replicas[0], replicas, replicas)));
		this.consumer.updateBeginningOffsets(Map.of(PARTITION, beginning));
		endsAt(end);
		this.thread.start();
	}

	private void endsAt(long offset) {
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
	}

	private static Optional<KeyedRequest> request(ConsumerRecord<String, byte[]> record) {
		return KeyedRequests.mayBeId(record.key())
				? Optional.of(KeyedRequest.of(UUID.fromString(record.key()), new String(record.value(), UTF_8)))
				: Optional.empty();
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

	/** Its next poll has one more record. */
	void reads(long offset, UUID id, String text) {
		this.consumer.schedulePollTask(() -> {
			endsAt(Math.max(this.end, offset + 1));
			this.consumer.addRecord(
					new ConsumerRecord<>(TOPIC.name(), 0, offset, System.currentTimeMillis(), TimestampType.CREATE_TIME,
							0, 0, id.toString(), text.getBytes(UTF_8), new RecordHeaders(), Optional.empty()));
		});
	}

	/** Takes a request that it can read back from one offset on. */
	boolean takes(UUID id, String text, long offset) {
		return this.keys.takeOnce(KeyedRequest.of(id, text), LONG, () -> reads(offset, id, text));
	}

	boolean knows(UUID id, String text) {
		try {
			return !this.keys.takeOnce(KeyedRequest.of(id, text), LONG, () -> {
				throw new ProblemException(ProblemKind.UNAVAILABLE);
			});
		}
		catch (ProblemException ex) {
			return false;
		}
	}

	void refuses(UUID id, String text, ProblemKind kind, Runnable append) {
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.keys.takeOnce(KeyedRequest.of(id, text), Duration.ofSeconds(1), append))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(kind));
	}

	void stop() throws InterruptedException {
		this.consumer.schedulePollTask(() -> {
			throw new InterruptException("over");
		});
		this.thread.join();
	}

}
