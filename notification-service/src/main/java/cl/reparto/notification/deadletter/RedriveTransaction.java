package cl.reparto.notification.deadletter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import cl.reparto.model.Actor;
import cl.reparto.model.DeadLetter;
import cl.reparto.service.topics.KafkaFutures;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The turn to send one dead letter again. Whoever opens it next, here or at another
 * instance, ends this one: what it has begun is then either done, and can be read, or
 * never will be. So whoever has opened it, <em>then</em> looks for notes and finds none,
 * is the only one to send the letter (decision 25).
 */
final class RedriveTransaction implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(RedriveTransaction.class);

	private static final Duration GOODBYE = Duration.ofSeconds(1);

	/**
	 * Promises, so not left to {@code spring.kafka.producer}; together below the time
	 * after which the gateway gives up. Who dies within one holds back what comes after
	 * in that partition, until brokers end it.
	 */
	private static final Map<String, Object> CONFIGS = Map.of(ProducerConfig.ACKS_CONFIG, "all",
			ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.LINGER_MS_CONFIG, 0,
			ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000,
			ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_400, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5_000,
			ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.LARGEST_REQUEST);

	private final LetterId id;

	private final Producer<byte[], byte[]> producer;

	private RedriveTransaction(LetterId id, Producer<byte[], byte[]> producer) {
		this.id = id;
		this.producer = producer;
	}

	/**
	 * Takes the turn.
	 * @param id the dead letter
	 * @param configured connection and more, as people set it
	 * @return nothing is written yet
	 * @throws KafkaException if it is not known to be taken
	 */
	static RedriveTransaction open(LetterId id, Map<String, Object> configured) {
		Map<String, Object> configs = new HashMap<>(configured);
		configs.putAll(CONFIGS);
		configs.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "dead-letter-redrive/" + id);
		RedriveTransaction opened = new RedriveTransaction(id,
				new KafkaProducer<>(configs, new ByteArraySerializer(), new ByteArraySerializer()));
		try {
			opened.producer.initTransactions();
			return opened;
		}
		catch (KafkaException ex) {
			opened.close();
			throw ex;
		}
	}

	/**
	 * Writes the record and its note, to be seen once committed.
	 * @param fresh the record
	 * @param mended whether it is otherwise than it came
	 * @param now the time
	 * @return the note
	 * @throws KafkaException if neither is going to be seen
	 */
	DeadLetterRedriven write(ProducerRecord<byte[], byte[]> fresh, boolean mended, Instant now) {
		this.producer.beginTransaction();
		try {
			RecordMetadata sent = send(fresh);
			DeadLetterRedriven note = new DeadLetterRedriven(this.id.toString(), Actor.SHOP, now, mended, sent.topic(),
					sent.partition(), sent.offset(), sha256(fresh.value()));
			send(new ProducerRecord<>(DeadLetterRedriven.TOPIC.name(), this.id.toString().getBytes(UTF_8),
					DeadLetterRedriven.TOPIC.write(note)));
			return note;
		}
		catch (KafkaException ex) {
			abort();
			throw ex;
		}
	}

	private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
		try {
			return KafkaFutures.get(this.producer.send(record));
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
	}

	/** Who is next would do so, or brokers after a while. */
	private void abort() {
		try {
			this.producer.abortTransaction();
		}
		catch (KafkaException ex) {
			log.debug("Left to whoever is next", ex);
		}
	}

	/**
	 * Lets both be seen.
	 * @throws KafkaException if it is not known whether they will be
	 */
	void commit() {
		this.producer.commitTransaction();
	}

	private static String sha256(byte[] value) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.producer.close(GOODBYE);
	}

}
