package cl.reparto.service.topics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import cl.reparto.model.Topic;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Keeps what clients send in topics. A record is kept once all in-sync replicas have it.
 */
public final class AcknowledgedLog {

	private static final Logger log = LoggerFactory.getLogger(AcknowledgedLog.class);

	/** Each batch that fails tells another story. */
	private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

	private final KafkaTemplate<String, byte[]> kafka;

	private final Timer append;

	private final TroubleLog trouble;

	private volatile boolean open;

	/**
	 * Takes nothing yet.
	 * @param kafka sends records, and ends by time-outs of its own
	 * @param what what Kafka does not take where there is trouble, such as "orders"
	 * @param append takes the time of each record that is kept
	 */
	public AcknowledgedLog(KafkaTemplate<String, byte[]> kafka, String what, Timer append) {
		this.kafka = kafka;
		this.append = append;
		this.trouble = new TroubleLog(log, "Kafka does not take " + what, BETWEEN_LINES);
	}

	/**
	 * Lets records in, once the topics are there: asking for one before would let a
	 * broker that makes topics by itself make it its own way. Connects already, which the
	 * first client would have to wait for.
	 * @param topics the topics
	 */
	public void open(List<Topic<?>> topics) {
		try {
			topics.forEach((topic) -> this.kafka.partitionsFor(topic.name()));
		}
		catch (org.apache.kafka.common.KafkaException ex) {
			log.debug("Not connected yet; the first record will do it", ex);
		}
		this.open = true;
	}

	/**
	 * Keeps a record. Once this returns it is never lost.
	 * @param record the record
	 * @return where it is
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if it is not known to
	 * be kept; it may be all the same
	 */
	public RecordMetadata append(ProducerRecord<String, byte[]> record) {
		return append(record, (_) -> {
		});
	}

	/**
	 * Keeps a record. Once this returns it is never lost.
	 * @param record the record
	 * @param kept told where it is, nearly always by the producer's thread and in the
	 * order of each partition; not to hold it up
	 * @return where it is
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if it is not known to
	 * be kept; it may be all the same
	 */
	public RecordMetadata append(ProducerRecord<String, byte[]> record, Consumer<RecordMetadata> kept) {
		if (!this.open) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		long start = System.nanoTime();
		try {
			// Ends by the producer's own time-outs; another would be a timer for each.
			RecordMetadata metadata = this.kafka.send(record).thenApply((sent) -> {
				kept.accept(sent.getRecordMetadata());
				return sent.getRecordMetadata();
			}).get();
			this.append.record(Duration.ofNanos(System.nanoTime() - start));
			this.trouble.over();
			return metadata;
		}
		catch (KafkaException | ExecutionException ex) {
			this.trouble.report(NestedExceptionUtils.getMostSpecificCause(ex).toString());
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
	}

}
