package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.waiting.WaitingMails;
import cl.reparto.service.process.TroubleLog;
import org.apache.kafka.clients.consumer.CloseOptions;
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
 * Reads what a partition owes when it is taken over: which mails wait, and from
 * {@code order_notifications} which have gone out already.
 */
final class MailedVersionsReader {

	private static final Logger log = LoggerFactory.getLogger(MailedVersionsReader.class);

	/** By how much the clocks of the machines that write the two topics may differ. */
	private static final Duration SLACK = Duration.ofMinutes(5);

	private static final Duration POLL = Duration.ofMillis(100);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final MailConsumers consumers;

	private final Leaders leaders;

	private final WaitingMails waiting;

	MailedVersionsReader(MailConsumers consumers, Leaders leaders, WaitingMails waiting) {
		this.consumers = consumers;
		this.leaders = leaders;
		this.waiting = waiting;
	}

	/**
	 * Takes a partition over with all that waits, however long Kafka is away.
	 * @param progress a partition of {@code order_processing}
	 * @return true
	 * @throws InterruptedException if interrupted
	 */
	boolean open(TopicPartition progress) throws InterruptedException {
		return untilRead("what waits of " + progress, MailsWaiting.TOPIC, (consumer) -> {
			this.waiting.open(progress.partition(), consumer);
			return true;
		});
	}

	/**
	 * Reads all that was mailed about a partition's orders since a time, however long
	 * Kafka is away.
	 * @param progress a partition of {@code order_processing}
	 * @param since the timestamp of its first record that may need a mail
	 * @return what needs no mail any more
	 * @throws InterruptedException if interrupted
	 */
	MailedVersions read(TopicPartition progress, Instant since) throws InterruptedException {
		return untilRead("what was mailed of " + progress, Topics.ORDER_NOTIFICATIONS,
				(consumer) -> read(consumer, progress, since.minus(SLACK)));
	}

	private <T> T untilRead(String what, Topic<?> topic, Reading<T> reading) throws InterruptedException {
		TroubleLog trouble = new TroubleLog(log, "Cannot read yet " + what);
		while (true) {
			try {
				return readOnce(topic, reading);
			}
			catch (InterruptException ex) {
				throw new InterruptedException(ex.getMessage());
			}
			catch (KafkaException ex) {
				trouble.report(String.valueOf(ex.getMessage()));
				Thread.sleep(RETRY);
			}
		}
	}

	private <T> T readOnce(Topic<?> topic, Reading<T> reading) throws InterruptedException {
		Consumer<byte[], byte[]> consumer = this.consumers.reader(this.leaders.bootstrapServers(topic));
		try {
			return reading.read(consumer);
		}
		finally {
			// It would wait for its last fetch, where it could be interrupted.
			consumer.close(CloseOptions.timeout(Duration.ZERO));
		}
	}

	private MailedVersions read(Consumer<byte[], byte[]> consumer, TopicPartition progress, Instant since) {
		TopicPartition outcomes = new TopicPartition(Topics.ORDER_NOTIFICATIONS.name(), progress.partition());
		consumer.assign(List.of(progress, outcomes));
		consumer.pause(List.of(progress));
		Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(progress, outcomes));
		Map<UUID, Integer> mailed = new HashMap<>();
		OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(outcomes, Math.max(0, since.toEpochMilli())))
			.get(outcomes);
		if (first != null) {
			consumer.seek(outcomes, first.offset());
			while (consumer.position(outcomes) < ends.get(outcomes)) {
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
					add(record.value(), mailed);
				}
			}
		}
		return new MailedVersions(mailed, ends.get(progress),
				(order, version) -> this.waiting.knows(progress.partition(), order, version));
	}

	private static void add(byte @Nullable [] value, Map<UUID, Integer> mailed) {
		if (value == null) {
			return;
		}
		try {
			OrderNotified outcome = Topics.ORDER_NOTIFICATIONS.read(value);
			mailed.merge(outcome.id(), outcome.version(), Math::max);
		}
		catch (UnreadableEventException ex) {
			log.debug("Not an outcome: {}", ex.getMessage());
		}
	}

	private interface Reading<T> {

		T read(Consumer<byte[], byte[]> consumer) throws InterruptedException;

	}

}
