package cl.reparto.notification.mail.progress;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was mailed of each assigned partition that had a record, read in the background so
 * that the consumer can keep polling meanwhile. For the consumer's thread only.
 */
final class MailedVersionsByPartition {

	private final Map<TopicPartition, Future<MailedVersions>> partitions = new HashMap<>();

	private final MailedVersionsReader reader;

	MailedVersionsByPartition(MailedVersionsReader reader) {
		this.reader = reader;
	}

	/**
	 * Begins to read what was mailed of a partition, unless that has been begun.
	 * @param partition the partition
	 * @param since when its first record was written, in milliseconds of the epoch
	 */
	void begin(TopicPartition partition, long since) {
		this.partitions.computeIfAbsent(partition, (key) -> {
			FutureTask<MailedVersions> reading = new FutureTask<>(
					() -> this.reader.read(key, Instant.ofEpochMilli(since)));
			Thread.startVirtualThread(reading);
			return reading;
		});
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
		Future<MailedVersions> reading = this.partitions.get(partition);
		return reading != null && !reading.isDone();
	}

	void forget(TopicPartition partition) {
		Future<MailedVersions> reading = this.partitions.remove(partition);
		if (reading != null) {
			reading.cancel(true);
		}
	}

}
