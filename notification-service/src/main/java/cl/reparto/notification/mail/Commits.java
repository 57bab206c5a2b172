package cl.reparto.notification.mail;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits how far all mails are done with. For the consumer's thread only.
 * <p>
 * Each commit renews the outbox's lease. Once the brokers have one, the group's
 * coordinator waits for {@link Consumers#SESSION} before it gives a member's partitions
 * to another, and so does a coordinator that takes its place. Whoever gets no commit
 * through may have lost them without knowing, and mails no more.
 */
final class Commits {

	private static final Logger log = LoggerFactory.getLogger(Commits.class);

	private static final Duration EVERY = Duration.ofMillis(500);

	/** Commits even what is committed, when it is time to renew the lease. */
	private static final Duration RENEW = Duration.ofSeconds(2);

	/** Leaves as much of the session for the mails that are then in the lanes. */
	private static final Duration LEASE = Consumers.SESSION.dividedBy(2);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final Consumer<byte[], byte[]> consumer;

	private final Outbox outbox;

	private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();

	private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

	private long next = System.nanoTime();

	private long renewed = this.next - RENEW.toNanos();

	Commits(Consumer<byte[], byte[]> consumer, Outbox outbox) {
		this.consumer = consumer;
		this.outbox = outbox;
	}

	/**
	 * Tells how far a partition was put into the outbox.
	 * @param partition the partition
	 * @param position the first offset that was not
	 */
	void reached(TopicPartition partition, OffsetAndMetadata position) {
		if (this.reached.put(partition, position) == null) {
			this.next = System.nanoTime();
		}
	}

	/**
	 * Commits if it is time again, without waiting. What fails is said the next time.
	 */
	void sometimes() {
		long now = System.nanoTime();
		if (now - this.next < 0) {
			return;
		}
		this.next = now + EVERY.toNanos();
		Map<TopicPartition, OffsetAndMetadata> offsets = offsets(this.reached.keySet());
		if (now - this.renewed < RENEW.toNanos()) {
			offsets.entrySet().removeAll(this.committed.entrySet());
		}
		if (!offsets.isEmpty()) {
			this.consumer.commitAsync(offsets, (done, failure) -> {
				if (failure == null) {
					this.committed.putAll(done);
					this.renewed = now;
					this.outbox.renew(now + LEASE.toNanos());
				}
			});
		}
	}

	/**
	 * Commits before partitions are given up. If that fails, what was mailed is known
	 * from the notes.
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
		OptionalLong pending = this.outbox.lowest(partition.partition());
		return pending.isPresent() ? new OffsetAndMetadata(pending.getAsLong()) : this.reached.get(partition);
	}

}
