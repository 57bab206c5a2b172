package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from {@code order_notifications} which mails have gone out already.
 */
final class NotesReader {

	private static final Logger log = LoggerFactory.getLogger(NotesReader.class);

	/** By how much the clocks of the machines that write the two topics may differ. */
	private static final Duration SLACK = Duration.ofMinutes(5);

	private static final Duration POLL = Duration.ofMillis(100);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final Consumers consumers;

	NotesReader(Consumers consumers) {
		this.consumers = consumers;
	}

	/**
	 * Reads all that was noted about a partition's orders since a time, however long
	 * Kafka is away.
	 * @param progress a partition of {@code order_processing}
	 * @param since the timestamp of its first record that may need a mail
	 * @return what needs no mail any more
	 * @throws InterruptedException if interrupted
	 */
	Memory read(TopicPartition progress, Instant since) throws InterruptedException {
		while (true) {
			try (Consumer<byte[], byte[]> consumer = this.consumers.reader()) {
				return read(consumer, progress, since.minus(SLACK));
			}
			catch (InterruptException ex) {
				throw new InterruptedException(ex.getMessage());
			}
			catch (KafkaException ex) {
				log.warn("Cannot read yet what was mailed of {}: {}", progress, ex.getMessage());
				Thread.sleep(RETRY);
			}
		}
	}

	private static Memory read(Consumer<byte[], byte[]> consumer, TopicPartition progress, Instant since) {
		String topic = Topics.ORDER_NOTIFICATIONS.name();
		TopicPartition notes = new TopicPartition(topic,
				Ledger.partition(progress.partition(), consumer.partitionsFor(topic).size()));
		consumer.assign(List.of(progress, notes));
		consumer.pause(List.of(progress));
		Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(progress, notes));
		Map<UUID, Integer> noted = new HashMap<>();
		OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(notes, Math.max(0, since.toEpochMilli())))
			.get(notes);
		if (first != null) {
			consumer.seek(notes, first.offset());
			while (consumer.position(notes) < ends.get(notes)) {
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
					add(record.value(), noted);
				}
			}
		}
		return new Memory(noted, ends.get(progress));
	}

	private static void add(byte @Nullable [] value, Map<UUID, Integer> noted) {
		if (value == null) {
			return;
		}
		try {
			OrderNotified note = Topics.ORDER_NOTIFICATIONS.read(value);
			noted.merge(note.id(), note.version(), Math::max);
		}
		catch (UnreadableEventException ex) {
			log.debug("Not a note: {}", ex.getMessage());
		}
	}

}
