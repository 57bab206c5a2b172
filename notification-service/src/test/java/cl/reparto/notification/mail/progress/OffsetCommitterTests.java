package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import cl.reparto.model.Status;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.RecordPosition;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class OffsetCommitterTests {

	private static final TopicPartition PARTITION = new TopicPartition("order_processing", 2);

	private static final Duration SOON = Duration.ofMillis(20);

	private final BrokenConsumer consumer = new BrokenConsumer();

	private final UnfinishedOffsets unfinished = new UnfinishedOffsets(10);

	private final Outbox outbox = new Outbox(this.unfinished, new Backoff(SOON, SOON), 8);

	private final OffsetCommitter committer = new OffsetCommitter(this.consumer, this.outbox, this.unfinished);

	@BeforeEach
	void read() {
		this.consumer.assign(Set.of(PARTITION));
		this.outbox.put(new Letter(new RecordPosition(2, 7), anOrder().at(Status.RECIBIDO)));
		this.committer.reached(PARTITION, new OffsetAndMetadata(9));
	}

	@Test
	void commitsUpToTheFirstRecordThatIsNotDoneWith() {
		this.committer.sometimes();

		assertThat(this.consumer.committed(Set.of(PARTITION))).containsEntry(PARTITION, new OffsetAndMetadata(7));
	}

	@Test
	void letsMailsGoOutOnceACommitHasComeThrough() throws InterruptedException {
		this.consumer.broken = true;
		this.committer.sometimes();
		assertThat(this.outbox.take(SOON)).isNull();

		this.consumer.broken = false;

		await().pollInSameThread().until(() -> {
			this.committer.sometimes();
			return this.outbox.take(SOON) != null;
		});
	}

	@Test
	void commitsAgainWhatIsCommittedToRenewTheLease() {
		await().pollInSameThread().until(() -> {
			this.committer.sometimes();
			return this.consumer.commits == 2;
		});
	}

	/** Takes commits unless it is broken. */
	private static final class BrokenConsumer extends MockConsumer<byte[], byte[]> {

		private boolean broken;

		private int commits;

		BrokenConsumer() {
			super("earliest");
		}

		@Override
		public synchronized void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets,
				OffsetCommitCallback callback) {
			if (this.broken) {
				callback.onComplete(offsets, new TimeoutException("the coordinator does not answer"));
			}
			else {
				this.commits++;
				super.commitAsync(offsets, callback);
			}
		}

	}

}
