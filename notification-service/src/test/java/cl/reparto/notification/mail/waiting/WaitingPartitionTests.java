package cl.reparto.notification.mail.waiting;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.model.Status;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.MailLease;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class WaitingPartitionTests {

	private static final Instant NOW = Instant.parse("2026-11-17T18:00:00Z");

	private static final Duration SOON = Duration.ofMillis(20);

	private final Outbox outbox = new Outbox(new UnfinishedOffsets(100), new Backoff(SOON, SOON), 8);

	@TempDir
	private Path folder;

	private WaitingStore store;

	private WaitingPartition partition;

	@BeforeEach
	void open() {
		this.store = new WaitingStore(this.folder);
		// Nothing is written.
		this.partition = new WaitingPartition(0, this.store, Map.of("bootstrap.servers", "localhost:1"));
		this.outbox.renew(new MailLease(System.nanoTime() + Duration.ofHours(1).toNanos()));
	}

	@AfterEach
	void close() {
		this.partition.close();
		this.store.close();
	}

	/** Two of eight workers try that domain's mails, and none of them comes back. */
	@Test
	void offersAMailThoughHundredsToASlowDomainAreDueBeforeIt() throws Exception {
		for (int number = 0; number < 350; number++) {
			set("slow.example", NOW.minusSeconds(number + 1));
		}
		UUID quick = set("quick.example", NOW);

		for (int turn = 0; turn < 5; turn++) {
			this.partition.offer(this.outbox, NOW);
		}

		List<UUID> taken = new ArrayList<>();
		for (Letter letter = this.outbox.take(SOON); letter != null; letter = this.outbox.take(SOON)) {
			taken.add(letter.order().id());
		}
		assertThat(taken).hasSize(3).contains(quick);
	}

	private UUID set(String domain, Instant due) {
		MailsWaiting waiting = new MailsWaiting(anOrder().mailedTo("ana@" + domain).at(Status.RECIBIDO), 1, 0, 1, NOW,
				due);
		this.store.set(0, waiting.order().id(), waiting);
		return waiting.order().id();
	}

}
