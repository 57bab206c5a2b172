package cl.reparto.notification.mail.progress;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What waits of each assigned partition, and what was mailed of each that had a record,
 * read in the background so that the consumer can keep polling meanwhile. For the
 * consumer's thread only.
 */
final class MailedVersionsByPartition {

	private final Map<TopicPartition, Future<Boolean>> openings = new HashMap<>();

	private final Map<TopicPartition, Future<MailedVersions>> partitions = new HashMap<>();

	private final MailedVersionsReader reader;

	MailedVersionsByPartition(MailedVersionsReader reader) {
		this.reader = reader;
	}

	/**
	 * Begins to take a partition over.
	 * @param partition the partition
	 */
	void open(TopicPartition partition) {
		this.openings.put(partition, start(() -> this.reader.open(partition)));
	}

	/**
	 * Begins to read what was mailed of a partition, unless that has been begun.
	 * @param partition the partition
	 * @param since when its first record was written, in milliseconds of the epoch
	 */
	void begin(TopicPartition partition, long since) {
		Future<Boolean> opening = Objects.requireNonNull(this.openings.get(partition));
		this.partitions.computeIfAbsent(partition, (key) -> start(() -> {
			// Before, what another had begun could hide outcomes.
			opening.get();
			return this.reader.read(key, Instant.ofEpochMilli(since));
		}));
	}

	private static <T> Future<T> start(Callable<T> reading) {
		FutureTask<T> task = new FutureTask<>(reading);
		Thread.startVirtualThread(task);
		return task;
	}

	/**
	 * What was mailed of a partition.
	 * @param partition the partition
	 * @return null if it has not been read to its end
	 * @throws IllegalStateException if reading it has failed for good
	 */
	@Nullable MailedVersions of(TopicPartition partition) {
		Future<MailedVersions> reading = this.partitions.get(partition);
		return (reading != null && reading.isDone()) ? reading.resultNow() : null;
	}

	boolean isReading(TopicPartition partition) {
		Future<Boolean> opening = this.openings.get(partition);
		Future<MailedVersions> reading = this.partitions.get(partition);
		return opening == null || !opening.isDone() || (reading != null && !reading.isDone());
	}

	void forget(TopicPartition partition) {
		cancel(this.openings.remove(partition));
		cancel(this.partitions.remove(partition));
	}

	private static void cancel(@Nullable Future<?> reading) {
		if (reading != null) {
			reading.cancel(true);
		}
	}

}
