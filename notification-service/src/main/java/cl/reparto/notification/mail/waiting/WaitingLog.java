package cl.reparto.notification.mail.waiting;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import cl.reparto.service.topics.KafkaFutures;
import cl.reparto.service.process.TroubleLog;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what waits of a partition, and the outcome of what has waited, in transactions
 * of the partition's own name: whoever begins to use it last is the only one who can. One
 * thread writes at a time.
 */
final class WaitingLog implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(WaitingLog.class);

	private static final String NAME = "notification-mail-waiting-";

	private static final Duration RETRY = Duration.ofMillis(500);

	private final TroubleLog trouble = new TroubleLog(log, "Mails that wait cannot be written");

	private final Supplier<Producer<byte[], byte[]>> producers;

	private volatile Producer<byte[], byte[]> producer;

	private volatile boolean closed;

	/**
	 * Not in use yet.
	 * @param configured connection and more
	 * @param partition a partition of {@code order_processing}
	 */
	WaitingLog(Map<String, Object> configured, int partition) {
		this(producers(configured, partition));
	}

	/**
	 * Not in use yet.
	 * @param producers makes one after the other, of one transactional id
	 */
	WaitingLog(Supplier<Producer<byte[], byte[]>> producers) {
		this.producers = producers;
		this.producer = producers.get();
	}

	private static Supplier<Producer<byte[], byte[]>> producers(Map<String, Object> configured, int partition) {
		Map<String, Object> configs = new HashMap<>(configured);
		configs.putAll(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, NAME + partition, ProducerConfig.ACKS_CONFIG,
				"all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.LINGER_MS_CONFIG, 0,
				// Kafka may be away for so long. When a process dies, the next one ends
				// it.
				ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(Duration.ofMinutes(10).toMillis()),
				ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * 1024 * 1024));
		return () -> new KafkaProducer<>(configs, new ByteArraySerializer(), new ByteArraySerializer());
	}

	/**
	 * Ends what others have begun, and lets them begin no more.
	 * @throws KafkaException if that could not be done by now
	 */
	void begin() {
		this.producer.initTransactions();
	}

	/**
	 * Writes all of it or nothing, however long Kafka is away.
	 * @param records the records
	 * @param read where the command stands that is done by it; null for none
	 * @throws KafkaException if another has begun since, or if Kafka will never take them
	 * @throws InterruptedException if interrupted; they may be written or not
	 */
	void write(List<ProducerRecord<byte[], byte[]>> records, @Nullable CommandPlace read) throws InterruptedException {
		try {
			while (!isWritten(records, read)) {
				Thread.sleep(RETRY);
			}
			this.trouble.over();
		}
		catch (InterruptException ex) {
			throw new InterruptedException(ex.getMessage());
		}
	}

	private boolean isWritten(List<ProducerRecord<byte[], byte[]>> records, @Nullable CommandPlace read)
			throws InterruptedException {
		this.producer.beginTransaction();
		boolean mayBeCommitted = false;
		try {
			List<Future<RecordMetadata>> sent = records.stream().map(this.producer::send).toList();
			if (read != null) {
				this.producer.sendOffsetsToTransaction(Map.of(read.partition(), read.next()), read.group());
			}
			this.producer.flush();
			for (Future<RecordMetadata> each : sent) {
				KafkaFutures.get(each);
			}
			mayBeCommitted = true;
			untilInTime(this.producer::commitTransaction);
			return true;
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			this.trouble.report(String.valueOf(ex.getMessage()));
			abort(mayBeCommitted);
			return false;
		}
	}

	/**
	 * A producer that Kafka takes nothing more from gives way to the next one, unless
	 * another owner has begun; or unless nobody can say whether all is written.
	 */
	private void abort(boolean mayBeCommitted) throws InterruptedException {
		try {
			untilInTime(this.producer::abortTransaction);
		}
		catch (ProducerFencedException | InvalidProducerEpochException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			if (mayBeCommitted || ex.getCause() instanceof InvalidPidMappingException) {
				throw ex;
			}
			this.producer.close(Duration.ZERO);
			this.producer = this.producers.get();
			if (this.closed) {
				this.producer.close(Duration.ZERO);
				throw ex;
			}
			untilInTime(this.producer::initTransactions);
		}
	}

	/** Whether a call that took too long has come through is told by the same call. */
	private void untilInTime(Runnable call) throws InterruptedException {
		while (true) {
			try {
				call.run();
				return;
			}
			catch (TimeoutException ex) {
				this.trouble.report(String.valueOf(ex.getMessage()));
				Thread.sleep(RETRY);
			}
		}
	}

	@Override
	public void close() {
		// Before it is closed: who makes another one meanwhile does not begin.
		this.closed = true;
		this.producer.close(Duration.ZERO);
	}

}
