package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import cl.reparto.model.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code order_processing} into the outbox and commits what is done with.
 * <p>
 * A plain consumer and not a listener container: mails are done in any order, offsets are
 * committed in theirs, and a mail that waits for days must stop no other. A container
 * with {@code asyncAcks} polls no more until all records of its last poll are
 * acknowledged.
 */
final class Intake implements ConsumerRebalanceListener {

	private static final Logger log = LoggerFactory.getLogger(Intake.class);

	private static final Duration POLL = Duration.ofMillis(100);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final Consumer<byte[], byte[]> consumer;

	private final Outbox outbox;

	private final MailMetrics metrics;

	private final InstantSource clock;

	private final Duration handover;

	private final Commits commits;

	private final Memories memories;

	private String trouble = "";

	Intake(Consumer<byte[], byte[]> consumer, Outbox outbox, NotesReader notes, MailMetrics metrics,
			InstantSource clock, Duration handover) {
		this.consumer = consumer;
		this.outbox = outbox;
		this.metrics = metrics;
		this.clock = clock;
		this.handover = handover;
		this.commits = new Commits(consumer, outbox);
		this.memories = new Memories(notes);
	}

	/**
	 * Works until interrupted, then waits for the mails in the lanes, and commits.
	 */
	void run() {
		this.consumer.subscribe(List.of(Topics.ORDER_PROCESSING.name()), this);
		try {
			while (true) {
				turn();
			}
		}
		catch (InterruptedException | InterruptException ex) {
			// Interrupted to stop. What is left to do must not be.
			Thread.interrupted();
			onPartitionsRevoked(this.consumer.assignment());
		}
		finally {
			// Closing calls back to commit, which after an error would skip records.
			forget(this.consumer.assignment());
		}
	}

	private void turn() throws InterruptedException {
		ConsumerRecords<byte[], byte[]> records = poll();
		records.nextOffsets().forEach((partition, next) -> {
			if (take(partition, records.records(partition))) {
				this.commits.reached(partition, next);
			}
		});
		this.commits.sometimes();
		hold();
	}

	private ConsumerRecords<byte[], byte[]> poll() throws InterruptedException {
		try {
			ConsumerRecords<byte[], byte[]> records = this.consumer.poll(POLL);
			this.trouble = "";
			return records;
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			String now = String.valueOf(ex.getMessage());
			if (!now.equals(this.trouble)) {
				log.warn("Cannot read {}: {}", Topics.ORDER_PROCESSING.name(), now);
				this.trouble = now;
			}
			Thread.sleep(RETRY);
			return ConsumerRecords.empty();
		}
	}

	/**
	 * Puts records into the outbox. When a partition shows its first record, the notes
	 * since then are read before it goes on: a mail of that record or a later one may
	 * have gone out while another had the partition.
	 * @return false if the records have to come again
	 */
	private boolean take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
		if (!records.isEmpty()) {
			this.memories.begin(partition, records.getFirst().timestamp());
		}
		Memory memory = this.memories.of(partition);
		if (memory == null) {
			records.stream().findFirst().ifPresent((first) -> this.consumer.seek(partition, first.offset()));
			return false;
		}
		records.forEach((record) -> put(record, memory));
		return true;
	}

	private void put(ConsumerRecord<byte[], byte[]> record, Memory memory) {
		Task task = Sorter.sort(record, memory, this.clock.instant());
		if (task instanceof Poison poison) {
			this.metrics.deadLetter();
			log.warn("Dead letter: {}, partition {}, offset {}: {}", record.topic(), record.partition(),
					record.offset(), poison.why());
		}
		if (task != null) {
			this.outbox.put(task);
		}
	}

	/** Keeps polling what it does not want yet: a paused consumer stays in the group. */
	private void hold() {
		boolean full = this.outbox.isFull();
		Map<Boolean, List<TopicPartition>> held = this.consumer.assignment()
			.stream()
			.collect(Collectors.partitioningBy((partition) -> full || this.memories.isReading(partition)));
		this.consumer.pause(held.get(true));
		this.consumer.resume(held.get(false));
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		// A partition is got to know when it shows its first record.
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		release(partitions, () -> this.commits.finish(partitions));
	}

	/**
	 * They may be another's by now, or come back at once. Whoever has them next mails
	 * nothing again that is noted by then, so what is in the lanes is noted first.
	 */
	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		release(partitions, () -> {
			// What is another's is not ours to commit.
		});
	}

	private void release(Collection<TopicPartition> partitions, Runnable lastCommit) {
		boolean interrupted = false;
		try {
			if (!this.outbox.withdraw(numbers(partitions), this.handover)) {
				log.info("Partitions {} are given up with mails still under way", partitions);
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		lastCommit.run();
		forget(partitions);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void forget(Collection<TopicPartition> partitions) {
		this.commits.forget(partitions);
		this.outbox.forget(numbers(partitions));
		partitions.forEach(this.memories::forget);
	}

	private static List<Integer> numbers(Collection<TopicPartition> partitions) {
		return partitions.stream().map(TopicPartition::partition).toList();
	}

}
