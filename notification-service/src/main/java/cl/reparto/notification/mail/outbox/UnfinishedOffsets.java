package cl.reparto.notification.mail.outbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The records that were read and are not done with. They get done in any order; an offset
 * can be committed when nothing below it is unfinished. For all threads.
 */
public final class UnfinishedOffsets {

	private final Map<Integer, NavigableSet<Long>> offsets = new HashMap<>();

	private final int backlog;

	private int size;

	/**
	 * None yet.
	 * @param backlog how many may be unfinished before no more are to be read
	 */
	public UnfinishedOffsets(int backlog) {
		this.backlog = backlog;
	}

	/**
	 * Adds a record, also beyond the bound: what was read has to go somewhere.
	 * @param record the record
	 */
	public synchronized void add(RecordPosition record) {
		if (this.offsets.computeIfAbsent(record.partition(), (partition) -> new TreeSet<>()).add(record.offset())) {
			this.size++;
		}
	}

	/**
	 * Takes out a record that is done with, if it has not been forgotten.
	 * @param record the record
	 */
	public synchronized void remove(RecordPosition record) {
		NavigableSet<Long> partition = this.offsets.get(record.partition());
		if (partition != null && partition.remove(record.offset())) {
			this.size--;
		}
	}

	/**
	 * Whether a record is still to be done with.
	 * @param record the record
	 * @return false, too, if it has been forgotten
	 */
	public synchronized boolean contains(RecordPosition record) {
		NavigableSet<Long> partition = this.offsets.get(record.partition());
		return partition != null && partition.contains(record.offset());
	}

	/**
	 * The first unfinished record of a partition.
	 * @param partition the partition
	 * @return its offset; empty if all are done with
	 */
	public synchronized OptionalLong lowest(int partition) {
		NavigableSet<Long> unfinished = this.offsets.get(partition);
		return (unfinished == null || unfinished.isEmpty()) ? OptionalLong.empty()
				: OptionalLong.of(unfinished.first());
	}

	/**
	 * Forgets these partitions: they are another's now.
	 * @param partitions the partitions
	 */
	public synchronized void forget(Collection<Integer> partitions) {
		this.offsets.keySet().removeAll(partitions);
		this.size = this.offsets.values().stream().mapToInt(Collection::size).sum();
	}

	/**
	 * How many are not done with.
	 * @return of all partitions
	 */
	public synchronized int size() {
		return this.size;
	}

	/**
	 * How many may be unfinished before no more are to be read.
	 * @return of all partitions
	 */
	int backlog() {
		return this.backlog;
	}

	/**
	 * Whether no more are to be read for now.
	 * @return whether the backlog is reached
	 */
	public synchronized boolean isFull() {
		return this.size >= this.backlog;
	}

}
