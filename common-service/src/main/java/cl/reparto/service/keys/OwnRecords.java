package cl.reparto.service.keys;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * What this instance has appended and not read back. Where nobody else has appended in
 * between, it is known without being read (decision 2). Each may be left out: then it is
 * read.
 */
final class OwnRecords {

	/** Of all partitions: while nothing is read, they come all the same. */
	private static final int MOST = 10_000;

	private final Map<TopicPartition, Tail> tails = new HashMap<>();

	private final Semaphore demand = new Semaphore(0);

	private int kept;

	/**
	 * Takes note of a record for which nobody waits.
	 * @param record the record
	 * @param metadata where it was appended
	 */
	void add(ProducerRecord<String, byte[]> record, RecordMetadata metadata) {
		add(record, metadata, (_) -> true);
	}

	/**
	 * Takes note of a record.
	 * @param record the record
	 * @param metadata where it was appended
	 * @param settle given whether all that comes before it is known, says whether nobody
	 * waits until it is noted; asked for one record at a time. Nothing after one that is
	 * waited for is known before that is noted
	 */
	synchronized void add(ProducerRecord<String, byte[]> record, RecordMetadata metadata, Predicate<Boolean> settle) {
		Tail tail = tail(new TopicPartition(metadata.topic(), metadata.partition()));
		boolean isKept = metadata.hasOffset() && this.kept < MOST;
		boolean isNext = isKept && metadata.offset() == tail.known;
		if (isKept) {
			this.kept++;
			tail.records.add(new ConsumerRecord<>(metadata.topic(), metadata.partition(), metadata.offset(),
					metadata.timestamp(), TimestampType.CREATE_TIME, metadata.serializedKeySize(),
					metadata.serializedValueSize(), record.key(), record.value(), record.headers(), Optional.empty()));
		}
		if (!settle.test(isNext)) {
			tail.awaited = Math.max(tail.awaited, metadata.offset());
			this.demand.release();
		}
		else if (isNext) {
			tail.known++;
		}
	}

	/**
	 * Takes note of what has been noted.
	 * @param offsets the first offset of each partition that was not
	 */
	synchronized void noted(Map<TopicPartition, Long> offsets) {
		offsets.forEach((partition, offset) -> {
			Tail tail = tail(partition);
			tail.known = Math.max(tail.known, offset);
		});
	}

	private Tail tail(TopicPartition partition) {
		return this.tails.computeIfAbsent(partition, (_) -> new Tail());
	}

	/**
	 * Takes those that come next, without a gap, to be noted.
	 * @param offsets the first offset of each partition that was not noted; afterwards,
	 * the first that was not taken either
	 * @return those, in the order of each partition, and whether others are awaited
	 */
	synchronized Next take(Map<TopicPartition, Long> offsets) {
		List<ConsumerRecord<String, byte[]>> next = new ArrayList<>();
		boolean afterOthers = false;
		for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
			Tail tail = tail(offset.getKey());
			int before = tail.records.size();
			long end = tail.take(offset.getValue(), next);
			this.kept -= before - tail.records.size();
			offset.setValue(end);
			afterOthers |= tail.awaited >= end;
		}
		return new Next(next, afterOthers);
	}

	/**
	 * Waits until another is awaited.
	 * @param limit the longest to wait
	 * @return whether one was, since this was asked before
	 * @throws InterruptedException if interrupted
	 */
	boolean await(Duration limit) throws InterruptedException {
		boolean demanded = this.demand.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
		this.demand.drainPermits();
		return demanded;
	}

	/** Of a partition. */
	private static final class Tail {

		private final Deque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();

		/** What comes before it was noted, or is this instance's and nobody waits. */
		private long known = -1;

		/** The last for which somebody waits. */
		private long awaited = -1;

		private long take(long from, List<ConsumerRecord<String, byte[]>> next) {
			long end = from;
			while (!this.records.isEmpty() && this.records.element().offset() <= end) {
				ConsumerRecord<String, byte[]> first = this.records.remove();
				if (first.offset() == end) {
					next.add(first);
					end++;
				}
			}
			return end;
		}

	}

	/**
	 * What comes next.
	 *
	 * @param records those that need not be read
	 * @param afterOthers whether somebody waits for one that comes after what others have
	 * appended
	 */
	record Next(List<ConsumerRecord<String, byte[]>> records, boolean afterOthers) {
	}

}
