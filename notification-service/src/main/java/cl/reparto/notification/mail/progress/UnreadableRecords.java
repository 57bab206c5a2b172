package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.time.InstantSource;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topics;
import cl.reparto.notification.mail.outbox.RecordPosition;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.service.process.TroubleLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records aside that are no order's progress. Such a record is unfinished until
 * Kafka has its dead letter, and holds up no other.
 */
final class UnreadableRecords {

	private static final Logger log = LoggerFactory.getLogger(UnreadableRecords.class);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final TroubleLog trouble = new TroubleLog(log, "Dead letters have to wait");

	private final OutcomeWriter outcomes;

	private final UnfinishedOffsets unfinished;

	private final InstantSource clock;

	private final Counter counter;

	/**
	 * None yet.
	 * @param outcomes writes dead letters
	 * @param unfinished told of each record until its dead letter is written
	 * @param registry counts them
	 * @param clock the time
	 */
	UnreadableRecords(OutcomeWriter outcomes, UnfinishedOffsets unfinished, MeterRegistry registry,
			InstantSource clock) {
		this.outcomes = outcomes;
		this.unfinished = unfinished;
		this.clock = clock;
		this.counter = Counter.builder("reparto.dead.letters")
			.description("Records that could not be used")
			.tag("topic", Topics.ORDER_PROCESSING.name())
			.register(registry);
	}

	/**
	 * Sends a dead letter, without waiting for it.
	 * @param record the record
	 * @param why what is wrong with it, without repeating the value
	 */
	void putAside(ConsumerRecord<byte[], byte[]> record, String why) {
		this.counter.increment();
		log.warn("Dead letter: {}, partition {}, offset {}: {}", record.topic(), record.partition(), record.offset(),
				why);
		RecordPosition position = new RecordPosition(record.partition(), record.offset());
		DeadLetter letter = DeadLetter.of(record.key(), record.value(), record.headers(), why, record.topic(),
				record.partition(), record.offset());
		long time = DeadLetter.time(record.timestamp(), this.clock.instant());
		this.unfinished.add(position);
		// A producer that finds no topic waits for it, and who consumes must not.
		Thread.startVirtualThread(() -> write(letter, time, position));
	}

	/** Tries until it is written, or the partition is another's, who does the same. */
	private void write(DeadLetter letter, long time, RecordPosition position) {
		try {
			while (this.unfinished.contains(position)) {
				if (isWritten(letter, time)) {
					this.unfinished.remove(position);
				}
				else {
					Thread.sleep(RETRY);
				}
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean isWritten(DeadLetter letter, long time) throws InterruptedException {
		try {
			this.outcomes.write(letter, time);
			this.trouble.over();
			return true;
		}
		catch (KafkaException ex) {
			this.trouble.report(String.valueOf(ex.getMessage()));
			return false;
		}
	}

}
