package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.waiting.WaitingMails;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives partitions up: whoever has them next mails nothing again whose outcome is written
 * by then, so the mails that workers have are waited for first. For the consumer's thread
 * only.
 */
final class PartitionHandover implements ConsumerRebalanceListener {

	private static final Logger log = LoggerFactory.getLogger(PartitionHandover.class);

	private final Outbox outbox;

	private final OffsetCommitter committer;

	private final MailedVersionsByPartition mailed;

	private final WaitingMails waiting;

	private final Duration limit;

	PartitionHandover(Outbox outbox, OffsetCommitter committer, MailedVersionsByPartition mailed, WaitingMails waiting,
			Duration limit) {
		this.outbox = outbox;
		this.committer = committer;
		this.mailed = mailed;
		this.waiting = waiting;
		this.limit = limit;
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		partitions.forEach(this.mailed::open);
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		release(partitions, () -> this.committer.finish(partitions));
	}

	/** They may be another's by now, or come back at once. */
	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		release(partitions, () -> {
			// What is another's is not ours to commit.
		});
	}

	private void release(Collection<TopicPartition> partitions, Runnable lastCommit) {
		// Whoever is to stop does this first, too.
		boolean interrupted = Thread.interrupted();
		this.waiting.withdraw(numbers(partitions));
		try {
			if (!this.outbox.withdraw(numbers(partitions), this.limit)) {
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

	/**
	 * Forgets all about partitions.
	 * @param partitions the partitions
	 */
	void forget(Collection<TopicPartition> partitions) {
		this.committer.forget(partitions);
		this.outbox.forget(numbers(partitions));
		partitions.forEach(this.mailed::forget);
		this.waiting.forget(numbers(partitions));
	}

	private static List<Integer> numbers(Collection<TopicPartition> partitions) {
		return partitions.stream().map(TopicPartition::partition).toList();
	}

}
