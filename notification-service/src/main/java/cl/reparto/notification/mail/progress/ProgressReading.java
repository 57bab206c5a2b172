package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.notification.mail.waiting.WaitingMails;
import cl.reparto.service.process.CannotGoOnException;
import cl.reparto.service.process.TroubleLog;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member of the group does: reads {@code order_processing} into the outbox, and
 * commits what is done with. For the consumer's thread only.
 */
final class ProgressReading {

	private static final Logger log = LoggerFactory.getLogger(ProgressReading.class);

	private static final Duration POLL = Duration.ofMillis(100);

	private static final Duration RETRY = Duration.ofSeconds(1);

	/**
	 * From when something was decided until it can be read, and from a fetch until now.
	 */
	private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

	private final Consumer<byte[], byte[]> consumer;

	private final Leaders leaders;

	private final ReadingWatch watch;

	private final Outbox outbox;

	private final UnfinishedOffsets unfinished;

	private final UnreadableRecords unreadable;

	private final WaitingMails waiting;

	private final InstantSource clock;

	private final OffsetCommitter committer;

	private final MailedVersionsByPartition mailed;

	private final PartitionHandover handover;

	private final TroubleLog trouble = new TroubleLog(log, "Cannot read " + Topics.ORDER_PROCESSING.name());

	ProgressReading(Consumer<byte[], byte[]> consumer, Leaders leaders, ReadingWatch watch, Outbox outbox,
			UnfinishedOffsets unfinished, UnreadableRecords unreadable, MailedVersionsReader reader,
			WaitingMails waiting, InstantSource clock, Duration handover) {
		this.consumer = consumer;
		this.leaders = leaders;
		this.watch = watch;
		this.outbox = outbox;
		this.unfinished = unfinished;
		this.unreadable = unreadable;
		this.waiting = waiting;
		this.clock = clock;
		this.committer = new OffsetCommitter(consumer, outbox, unfinished);
		this.mailed = new MailedVersionsByPartition(reader);
		this.handover = new PartitionHandover(outbox, this.committer, this.mailed, waiting, handover);
	}

	/**
	 * Works until interrupted, then waits for the mails that workers have, and commits.
	 */
	void run() {
		this.consumer.subscribe(List.of(Topics.ORDER_PROCESSING.name()), this.handover);
		try {
			while (true) {
				turn();
			}
		}
		catch (InterruptedException | InterruptException ex) {
			// Interrupted to stop. What is left to do must not be.
			Thread.interrupted();
			this.handover.onPartitionsRevoked(this.consumer.assignment());
		}
		finally {
			// Closing calls back to commit, which after an error would skip records.
			this.handover.forget(this.consumer.assignment());
		}
	}

	private void turn() throws InterruptedException {
		ConsumerRecords<byte[], byte[]> records = poll();
		records.nextOffsets().forEach((partition, next) -> {
			if (take(partition, records.records(partition), next.offset())) {
				this.committer.reached(partition, next);
			}
		});
		begin();
		tellWhatIsRead();
		this.committer.sometimes();
		hold();
	}

	/**
	 * Once a partition is read up to now, it is known what the shop has not recalled.
	 * Where its end is, its leader is asked: what was fetched last may be old, and of a
	 * paused one it is.
	 */
	private void tellWhatIsRead() throws InterruptedException {
		Instant read = this.clock.instant().minus(ON_ITS_WAY);
		List<TopicPartition> awaited = this.consumer.assignment()
			.stream()
			.filter((partition) -> this.waiting.awaitsReading(partition.partition(), read))
			.toList();
		if (awaited.isEmpty()) {
			return;
		}
		try {
			this.leaders.requireKnown(Topics.ORDER_PROCESSING);
			this.consumer.endOffsets(awaited, RETRY).forEach((partition, end) -> {
				if (this.consumer.position(partition, POLL) >= end) {
					this.waiting.isReadUpTo(partition.partition(), read);
				}
			});
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			// Not known yet. That reading fails is told where it is read.
		}
	}

	/**
	 * Commits also what has no new record, or no lease would come of it for what has
	 * waited.
	 */
	private void begin() {
		for (TopicPartition partition : this.consumer.assignment()) {
			if (!this.committer.knows(partition) && !this.mailed.isReading(partition)) {
				position(partition).ifPresent((position) -> this.committer.reached(partition, position));
			}
		}
	}

	private Optional<OffsetAndMetadata> position(TopicPartition partition) {
		try {
			return Optional.of(new OffsetAndMetadata(this.consumer.position(partition, POLL)));
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			// Not known yet.
			return Optional.empty();
		}
	}

	private ConsumerRecords<byte[], byte[]> poll() throws InterruptedException {
		try {
			ConsumerRecords<byte[], byte[]> records = this.consumer.poll(POLL);
			this.trouble.over();
			if (!this.consumer.groupMetadata().memberId().isEmpty()) {
				this.watch.reads();
			}
			return records;
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (FencedInstanceIdException ex) {
			throw new CannotGoOnException(
					"another process has the name " + this.consumer.groupMetadata().groupInstanceId().orElse("")
							+ "; give each a REPARTO_INSTANCE of its own, or none",
					ex);
		}
		catch (KafkaException ex) {
			this.watch.fails("cannot read " + Topics.ORDER_PROCESSING.name() + ": " + ex.getMessage());
			this.trouble.report(String.valueOf(ex.getMessage()));
			Thread.sleep(RETRY);
			return ConsumerRecords.empty();
		}
	}

	/**
	 * Sees to records. When a partition shows its first one, the outcomes since then are
	 * read before it goes on: a mail of that record or a later one may have gone out
	 * while another had the partition.
	 * @return false if the records have to come again
	 */
	private boolean take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next) {
		if (!records.isEmpty()) {
			this.mailed.begin(partition, records.getFirst().timestamp());
		}
		MailedVersions versions = this.mailed.of(partition);
		if (versions == null) {
			records.stream().findFirst().ifPresent((first) -> this.consumer.seek(partition, first.offset()));
			return false;
		}
		records.forEach((record) -> take(record, versions));
		versions.readUpTo(next);
		return true;
	}

	private void take(ConsumerRecord<byte[], byte[]> record, MailedVersions versions) {
		try {
			Letter letter = versions.letter(record, this.clock.instant());
			if (letter != null) {
				this.outbox.put(letter);
			}
		}
		catch (UnreadableEventException ex) {
			this.unreadable.putAside(record, String.valueOf(ex.getMessage()));
		}
	}

	/** Keeps polling what it does not want yet: a paused consumer stays in the group. */
	private void hold() {
		boolean full = this.unfinished.isFull();
		Map<Boolean, List<TopicPartition>> held = this.consumer.assignment()
			.stream()
			.collect(Collectors.partitioningBy((partition) -> full || this.mailed.isReading(partition)));
		this.consumer.pause(held.get(true));
		this.consumer.resume(held.get(false));
	}

}
