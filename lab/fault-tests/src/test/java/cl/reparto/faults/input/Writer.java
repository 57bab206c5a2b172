package cl.reparto.faults.input;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import cl.reparto.model.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Puts records straight into the topics.
 */
final class Writer {

	private static final int LARGEST = 16 << 20;

	private final Map<String, Object> configs;

	private final Producer<byte[], byte[]> plain;

	private final Producer<byte[], byte[]> compressing;

	Writer(String bootstrapServers) {
		this.configs = Map.of("bootstrap.servers", bootstrapServers);
		this.plain = producer(Map.of());
		this.compressing = producer(Map.of("compression.type", "gzip", "max.request.size", LARGEST));
	}

	private Producer<byte[], byte[]> producer(Map<String, Object> more) {
		Map<String, Object> all = new HashMap<>(this.configs);
		all.putAll(more);
		return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
	}

	/** A record as text; null for no key or no value. */
	static ProducerRecord<byte[], byte[]> record(Topic<?> topic, @Nullable String key, @Nullable String value) {
		return new ProducerRecord<>(topic.name(), (key != null) ? key.getBytes(UTF_8) : null,
				(value != null) ? value.getBytes(UTF_8) : null);
	}

	/**
	 * Writes a record.
	 * @return where it is
	 */
	RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
		return write(this.plain, record);
	}

	/** Brokers limit what is compressed, so that it can be far larger than that. */
	RecordMetadata writeCompressed(ProducerRecord<byte[], byte[]> record) {
		return write(this.compressing, record);
	}

	/** Writes a record in a transaction that is taken back. */
	void writeAborted(ProducerRecord<byte[], byte[]> record) {
		try (Producer<byte[], byte[]> transactional = producer(Map.of("transactional.id", "bad-input"))) {
			transactional.initTransactions();
			transactional.beginTransaction();
			write(transactional, record);
			transactional.abortTransaction();
		}
	}

	private static RecordMetadata write(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
		try {
			return producer.send(record).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
