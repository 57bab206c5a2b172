package cl.reparto.notification.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A memory for each assigned partition that had a record, read in the background so that
 * the consumer can keep polling meanwhile. For the consumer's thread only.
 */
final class Memories {

	private final Map<TopicPartition, Future<Memory>> memories = new HashMap<>();

	private final NotesReader notes;

	Memories(NotesReader notes) {
		this.notes = notes;
	}

	/**
	 * Begins to read a partition's memory, unless it has been begun.
	 * @param partition the partition
	 * @param since when its first record was written, in milliseconds of the epoch
	 */
	void begin(TopicPartition partition, long since) {
		this.memories.computeIfAbsent(partition, (key) -> {
			FutureTask<Memory> reading = new FutureTask<>(() -> this.notes.read(key, Instant.ofEpochMilli(since)));
			Thread.startVirtualThread(reading);
			return reading;
		});
	}

	/**
	 * A partition's memory.
	 * @param partition the partition
	 * @return null if it has not been read to its end
	 * @throws IllegalStateException if reading it has failed for good
	 */
	@Nullable Memory of(TopicPartition partition) {
		Future<Memory> memory = this.memories.get(partition);
		return (memory != null && memory.isDone()) ? memory.resultNow() : null;
	}

	boolean isReading(TopicPartition partition) {
		Future<Memory> memory = this.memories.get(partition);
		return memory != null && !memory.isDone();
	}

	void forget(TopicPartition partition) {
		Future<Memory> memory = this.memories.remove(partition);
		if (memory != null) {
			memory.cancel(true);
		}
	}

}
