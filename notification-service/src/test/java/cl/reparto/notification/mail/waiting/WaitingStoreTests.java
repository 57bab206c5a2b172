package cl.reparto.notification.mail.waiting;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WaitingStoreTests {

	private static final Instant NOW = Instant.parse("2026-11-17T18:00:00Z");

	@TempDir
	private Path folder;

	private WaitingStore store;

	@BeforeEach
	void open() {
		this.store = new WaitingStore(this.folder);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void givesThoseThatAreDueByTheirTime() {
		MailsWaiting later = set(0, NOW);
		MailsWaiting first = set(0, NOW.minusSeconds(5));
		set(0, NOW.plusMillis(1));
		set(1, NOW.minusSeconds(9));

		assertThat(this.store.due(0, NOW, null, 9)).containsExactly(first, later);
		assertThat(this.store.due(0, NOW, null, 1)).containsExactly(first);
	}

	@Test
	void givesThoseThatComeAfterOne() {
		MailsWaiting first = set(0, NOW.minusSeconds(5));
		MailsWaiting second = set(0, NOW.minusSeconds(4));
		MailsWaiting third = set(0, NOW.minusSeconds(3));

		assertThat(this.store.due(0, NOW, first, 9)).containsExactly(second, third);
		assertThat(this.store.due(0, NOW, third, 9)).isEmpty();
		this.store.set(0, first.order().id(), null);
		assertThat(this.store.due(0, NOW, first, 1)).containsExactly(second);
	}

	@Test
	void takesTheNewestOfAnOrder() {
		MailsWaiting before = set(0, NOW);
		MailsWaiting failed = before.failed(NOW, Duration.ofSeconds(1), "reply 452 4.2.2");

		this.store.set(0, before.order().id(), failed);

		assertThat(this.store.get(0, before.order().id())).isEqualTo(failed);
		assertThat(this.store.due(0, NOW, null, 9)).isEmpty();
		assertThat(this.store.due(0, NOW.plusSeconds(1), null, 9)).containsExactly(failed);
		assertThat(this.store.size(0)).isEqualTo(1);
	}

	@Test
	void forgetsAnOrder() {
		MailsWaiting waiting = set(0, NOW);

		this.store.set(0, waiting.order().id(), null);

		assertThat(this.store.get(0, waiting.order().id())).isNull();
		assertThat(this.store.due(0, NOW, null, 9)).isEmpty();
		assertThat(this.store.size(0)).isZero();
	}

	@Test
	void forgetsAPartitionAndNoOther() {
		set(0, NOW);
		MailsWaiting other = set(1, NOW);

		this.store.clear(0);

		assertThat(this.store.due(0, NOW, null, 9)).isEmpty();
		assertThat(this.store.size(0)).isZero();
		assertThat(this.store.due(1, NOW, null, 9)).isEqualTo(List.of(other));
	}

	@Test
	void beginsWithNothing() {
		MailsWaiting waiting = set(0, NOW);
		this.store.close();

		open();
		set(0, NOW.plusSeconds(1));

		assertThat(this.store.get(0, waiting.order().id())).isNull();
		assertThat(this.store.due(0, NOW, null, 9)).isEmpty();
	}

	@Test
	void keepsApartWhatIsHeld() {
		MailsWaiting due = set(0, NOW);
		OrderProgress advanced = anOrder().at(Status.PREPARANDO).advanced(Actor.SHOP, NOW, NOW.plusSeconds(600));
		MailsWaiting held = new MailsWaiting(advanced, 3, 0, 0, NOW, NOW.plusSeconds(30));

		this.store.set(0, advanced.id(), held);

		assertThat(this.store.due(0, NOW.plusSeconds(30), null, 9)).containsExactly(due);
		assertThat(this.store.heldUntil(0, NOW.plusSeconds(29), null, 9)).isEmpty();
		assertThat(this.store.heldUntil(0, NOW.plusSeconds(30), null, 9)).containsExactly(held);
		assertThat(this.store.size(0)).isEqualTo(2);
		assertThat(this.store.held(0)).isEqualTo(1);
		this.store.set(0, advanced.id(), held.failed(NOW, Duration.ZERO, "reply 450"));
		assertThat(this.store.heldUntil(0, NOW.plusSeconds(30), null, 9)).isEmpty();
		assertThat(this.store.due(0, NOW, null, 9)).hasSize(2);
		assertThat(this.store.held(0)).isZero();
		this.store.clear(0);
		assertThat(this.store.heldUntil(0, NOW.plusSeconds(30), null, 9)).isEmpty();
	}

	@Test
	void isForOneProcess() {
		assertThatIllegalStateException().isThrownBy(() -> new WaitingStore(this.folder))
			.withMessageContaining("reparto.mail.state-dir");
	}

	@Test
	void saysNothingOnceClosed() {
		MailsWaiting waiting = set(0, NOW);

		this.store.close();

		assertThat(this.store.get(0, waiting.order().id())).isNull();
		assertThat(this.store.due(0, NOW, null, 9)).isEmpty();
		this.store.set(0, waiting.order().id(), null);
	}

	private MailsWaiting set(int partition, Instant due) {
		OrderBuilder order = anOrder();
		MailsWaiting waiting = new MailsWaiting(order.at(Status.PREPARANDO), 1, partition, 1, NOW, due);
		this.store.set(partition, order.id(), waiting);
		return waiting;
	}

}
