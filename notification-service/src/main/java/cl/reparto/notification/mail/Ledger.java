package cl.reparto.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

import org.springframework.kafka.core.ProducerFactory;

/**
 * Writes notes and dead letters. What it returns completes when all in-sync replicas have
 * the record, or exceptionally when the producer has given up on it.
 */
final class Ledger implements AutoCloseable {

	/**
	 * A leader that is cut off from the other brokers takes a note and never answers. Its
	 * successor is to have it before whoever has the partition next begins, which is not
	 * within {@link Consumers#SESSION}.
	 */
	private static final Duration REQUEST = Duration.ofSeconds(3);

	/** Promises, so not left to {@code spring.kafka.producer}. */
	private static final Map<String, Object> CONFIGS = Map.of(ProducerConfig.ACKS_CONFIG, "all",
			ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
			ByteArraySerializer.class, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
			ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.LARGEST_REQUEST,
			// A lane that gave up on a note would take the next mail, and might owe two.
			ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
			Math.toIntExact(REQUEST.toMillis()),
			// Notes that come while others are on their way travel together.
			ProducerConfig.LINGER_MS_CONFIG, 0, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);

	private final Serializer<OrderNotified> notes = Topics.ORDER_NOTIFICATIONS.serializer();

	private final ProducerFactory<byte[], byte[]> producers;

	Ledger(ProducerFactory<byte[], byte[]> producers) {
		this.producers = producers.copyWithConfigurationOverride(CONFIGS);
	}

	/**
	 * Notes a mail's outcome, on the partition where a {@link NotesReader} looks for it.
	 * @param note the note
	 * @return completes when it is written
	 */
	CompletableFuture<Void> write(Note note) {
		String topic = Topics.ORDER_NOTIFICATIONS.name();
		byte[] key = note.content().id().toString().getBytes(StandardCharsets.UTF_8);
		byte[] value = this.notes.serialize(topic, note.content());
		return write((producer) -> {
			int partition = partition(note.place().partition(), producer.partitionsFor(topic).size());
			return new ProducerRecord<>(topic, partition, key, value);
		});
	}

	/**
	 * Writes a dead letter: the record as it came, and why it is there.
	 * @param poison the record
	 * @return completes when it is written
	 */
	CompletableFuture<Void> write(Poison poison) {
		ConsumerRecord<byte[], byte[]> record = poison.record();
		DeadLetter letter = DeadLetter.of(record.key(), record.value(), record.headers(), poison.why(), record.topic(),
				record.partition(), record.offset());
		return write((producer) -> new ProducerRecord<>(Topics.ORDER_PROCESSING_DLT.name(), null, letter.key(),
				letter.value(), letter.headers()));
	}

	private CompletableFuture<Void> write(Function<Producer<byte[], byte[]>, ProducerRecord<byte[], byte[]>> content) {
		CompletableFuture<Void> written = new CompletableFuture<>();
		try {
			Producer<byte[], byte[]> producer = this.producers.createProducer();
			producer.send(content.apply(producer), (metadata, failure) -> {
				if (failure == null) {
					written.complete(null);
				}
				else {
					written.completeExceptionally(failure);
				}
			});
		}
		catch (KafkaException ex) {
			written.completeExceptionally(ex);
		}
		return written;
	}

	/**
	 * Where the notes about one partition's orders are: on the partition of the same
	 * number, which is also the one that their keys belong to as long as both topics have
	 * equally many.
	 * @param partition a partition of {@code order_processing}
	 * @param partitions how many {@code order_notifications} has
	 * @return a partition of {@code order_notifications}
	 */
	static int partition(int partition, int partitions) {
		return partition % partitions;
	}

	/**
	 * Closes the producer, once it has written what it was given.
	 */
	@Override
	public void close() {
		this.producers.reset();
	}

}
