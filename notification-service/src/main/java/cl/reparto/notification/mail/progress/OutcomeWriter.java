package cl.reparto.notification.mail.progress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.Topics;
import cl.reparto.notification.mail.outbox.MailLease;
import cl.reparto.service.topics.KafkaFutures;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.kafka.core.ProducerFactory;

/**
 * Writes what became of a record of {@code order_processing}: its mail's outcome, or a
 * dead letter. Waits until all in-sync replicas have that.
 */
public final class OutcomeWriter implements AutoCloseable {

	/**
	 * A leader that is cut off from the other brokers takes an outcome and never answers.
	 * Its successor is to have it before whoever has the partition next begins, which is
	 * not within {@link MailLease#SESSION}.
	 */
	private static final Duration REQUEST = Duration.ofSeconds(3);

	/** Promises, so not left to {@code spring.kafka.producer}. */
	private static final Map<String, Object> CONFIGS = Map.of(ProducerConfig.ACKS_CONFIG, "all",
			ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
			ByteArraySerializer.class, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
			ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.LARGEST_REQUEST,
			// A worker that gave up on an outcome would take the next mail, and might owe
			// two.
			ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
			Math.toIntExact(REQUEST.toMillis()),
			// Outcomes that come while others are on their way travel together.
			ProducerConfig.LINGER_MS_CONFIG, 0, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);

	private final ProducerFactory<byte[], byte[]> producers;

	/**
	 * Connects at the first record.
	 * @param producers connection, sizes and time-outs of {@code spring.kafka.producer}
	 */
	public OutcomeWriter(ProducerFactory<byte[], byte[]> producers) {
		this.producers = producers.copyWithConfigurationOverride(CONFIGS);
	}

	/**
	 * Writes a mail's outcome where a {@link MailedVersionsReader} looks for it: on the
	 * partition of the same number. If the topic does not have that many yet, it waits.
	 * @param outcome the outcome
	 * @param progress the partition of {@code order_processing} that the status was read
	 * from
	 * @throws KafkaException if the producer has given up on it
	 * @throws InterruptedException if interrupted while waiting for Kafka
	 */
	public void write(OrderNotified outcome, int progress) throws InterruptedException {
		String topic = Topics.ORDER_NOTIFICATIONS.name();
		byte[] key = outcome.id().toString().getBytes(StandardCharsets.UTF_8);
		KafkaFutures.get(this.producers.createProducer()
			.send(new ProducerRecord<>(topic, progress, key, Topics.ORDER_NOTIFICATIONS.write(outcome))));
	}

	/**
	 * Writes a dead letter.
	 * @param letter the record as it came, and why it is there
	 * @param time the letter's, in milliseconds of the epoch
	 * @throws KafkaException if the producer has given up on it
	 * @throws InterruptedException if interrupted while waiting for Kafka
	 */
	void write(DeadLetter letter, long time) throws InterruptedException {
		KafkaFutures.get(this.producers.createProducer()
			.send(new ProducerRecord<>(Topics.ORDER_PROCESSING_DLT.name(), null, time, letter.key(), letter.value(),
					letter.headers())));
	}

	/**
	 * Closes the producer, once it has written what it was given.
	 */
	@Override
	public void close() {
		this.producers.reset();
	}

}
