package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import cl.reparto.notification.mail.outbox.MailLease;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits how far all records are done with. Each commit that comes through renews the
 * outbox's lease. For the consumer's thread only.
 */
final class OffsetCommitter {

	private static final Logger log = LoggerFactory.getLogger(OffsetCommitter.class);

	private static final Duration EVERY = Duration.ofMillis(500);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final Consumer<byte[], byte[]> consumer;

	private final Outbox outbox;

	private final UnfinishedOffsets unfinished;

	private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();

	private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

	private MailLease lease = MailLease.ended();

	private long next = System.nanoTime();

	OffsetCommitter(Consumer<byte[], byte[]> consumer, Outbox outbox, UnfinishedOffsets unfinished) {
		this.consumer = consumer;
		this.outbox = outbox;
		this.unfinished = unfinished;
	}

	/**
	 * Tells how far a partition was read.
	 * @param partition the partition
	 * @param position the first offset that was not
	 */
	void reached(TopicPartition partition, OffsetAndMetadata position) {
		if (this.reached.put(partition, position) == null) {
			this.next = System.nanoTime();
		}
	}

	/**
	 * Whether it was told of a partition.
	 * @param partition the partition
	 */
	boolean knows(TopicPartition partition) {
		return this.reached.containsKey(partition);
	}

	/**
	 * Commits if it is time again, without waiting; to renew the lease, also what is
	 * committed already. What fails is said the next time.
	 */
	void sometimes() {
		long now = System.nanoTime();
		if (now - this.next < 0) {
			return;
		}
		this.next = now + EVERY.toNanos();
		Map<TopicPartition, OffsetAndMetadata> offsets = offsets(this.reached.keySet());
		if (!this.lease.isToBeRenewed(now)) {
			offsets.entrySet().removeAll(this.committed.entrySet());
		}
		if (!offsets.isEmpty()) {
			this.consumer.commitAsync(offsets, (done, failure) -> {
				if (failure == null) {
					this.committed.putAll(done);
					this.lease = new MailLease(now);
					this.outbox.renew(this.lease);
				}
			});
		}
	}

	/**
	 * Commits before partitions are given up. If that fails, what was mailed is known
	 * from its outcomes.
	 * @param partitions the partitions
	 */
	void finish(Collection<TopicPartition> partitions) {
		Map<TopicPartition, OffsetAndMetadata> offsets = offsets(partitions);
		if (offsets.isEmpty()) {
			return;
		}
		try {
			this.consumer.commitSync(offsets, TIMEOUT);
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			log.info("No last commit of {}: {}", offsets.keySet(), ex.getMessage());
		}
	}

	/**
	 * Commits no more of these partitions.
	 * @param partitions the partitions
	 */
	void forget(Collection<TopicPartition> partitions) {
		this.reached.keySet().removeAll(partitions);
		this.committed.keySet().removeAll(partitions);
	}

	private Map<TopicPartition, OffsetAndMetadata> offsets(Collection<TopicPartition> partitions) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		for (TopicPartition partition : partitions) {
			OffsetAndMetadata offset = offset(partition);
			if (offset != null) {
				offsets.put(partition, offset);
			}
		}
		return offsets;
	}

	private @Nullable OffsetAndMetadata offset(TopicPartition partition) {
		OptionalLong lowest = this.unfinished.lowest(partition.partition());
		return lowest.isPresent() ? new OffsetAndMetadata(lowest.getAsLong()) : this.reached.get(partition);
	}

}
