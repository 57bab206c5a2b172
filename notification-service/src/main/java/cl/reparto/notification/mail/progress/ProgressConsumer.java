package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.time.InstantSource;

import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.notification.mail.waiting.WaitingMails;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Reads {@code order_processing} into the outbox and commits what is done with.
 * <p>
 * A plain consumer and not a listener container: mails are done in any order, offsets are
 * committed in theirs, and a mail that waits for days must stop no other. A container
 * with {@code asyncAcks} polls no more until all records of its last poll are
 * acknowledged.
 */
public final class ProgressConsumer {

	private static final Duration CLOSE = Duration.ofSeconds(5);

	private final ReadingWatch watch;

	private final MailConsumers consumers;

	private final Outbox outbox;

	private final UnfinishedOffsets unfinished;

	private final WaitingMails waiting;

	private final UnreadableRecords unreadable;

	private final Duration handover;

	/**
	 * Reads nothing yet.
	 * @param watch told whether that works
	 * @param consumers makes the member, and readers
	 * @param outbox where letters go
	 * @param unfinished the records that are not done with
	 * @param outcomes where records go that are no order's progress
	 * @param waiting the mails that wait for their mailboxes
	 * @param registry counts those
	 * @param handover how long to wait for the mails that workers have before their
	 * partitions are given up
	 */
	public ProgressConsumer(ReadingWatch watch, MailConsumers consumers, Outbox outbox, UnfinishedOffsets unfinished,
			OutcomeWriter outcomes, WaitingMails waiting, MeterRegistry registry, Duration handover) {
		this.watch = watch;
		this.consumers = consumers;
		this.outbox = outbox;
		this.unfinished = unfinished;
		this.waiting = waiting;
		this.unreadable = new UnreadableRecords(outcomes, unfinished, registry, InstantSource.system());
		this.handover = handover;
	}

	/**
	 * Joins the group and works until interrupted. Then it waits for the mails that
	 * workers have, commits and leaves.
	 */
	public void run() {
		Consumer<byte[], byte[]> member = this.consumers.member();
		try (Leaders leaders = this.consumers.leaders()) {
			new ProgressReading(member, leaders, this.watch, this.outbox, this.unfinished, this.unreadable,
					new MailedVersionsReader(this.consumers, leaders, this.waiting), this.waiting,
					InstantSource.system(), this.handover)
				.run();
		}
		finally {
			member.close(CloseOptions.timeout(CLOSE));
		}
	}

}
