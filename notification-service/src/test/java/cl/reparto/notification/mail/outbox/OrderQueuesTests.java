package cl.reparto.notification.mail.outbox;

import java.util.List;
import java.util.Set;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class OrderQueuesTests {

	private final OrderQueues queues = new OrderQueues();

	private final OrderBuilder ana = anOrder();

	private final OrderBuilder beto = anOrder();

	private final Letter ana1 = letter(0, 0, this.ana, Status.RECIBIDO);

	private final Letter ana2 = letter(0, 1, this.ana, Status.PREPARANDO);

	private final Letter ana3 = letter(0, 2, this.ana, Status.ENTREGANDO);

	private final Letter beto1 = letter(1, 0, this.beto, Status.RECIBIDO);

	@Test
	void givesNothingWhileNothingIsThere() {
		assertThat(this.queues.next(0)).isNull();
		assertThat(this.queues.untilNext(0)).isEmpty();
	}

	@Test
	void givesOneLetterOfAnOrderAtATime() {
		put(this.ana1, this.ana2);

		assertThat(this.queues.next(0)).isSameAs(this.ana1);
		assertThat(this.queues.next(0)).isNull();
	}

	@Test
	void givesTheLettersOfAnOrderInTurn() {
		put(this.ana1, this.ana2, this.ana3);

		for (Letter letter : List.of(this.ana1, this.ana2, this.ana3)) {
			assertThat(this.queues.next(0)).isSameAs(letter);
			this.queues.done(letter);
		}
		assertThat(this.queues.next(0)).isNull();
	}

	@Test
	void givesOrdersSideBySide() {
		put(this.ana1, this.ana2, this.beto1);

		assertThat(this.queues.next(0)).isSameAs(this.ana1);
		assertThat(this.queues.next(0)).isSameAs(this.beto1);
	}

	@Test
	void letsOthersPassOneThatWaits() {
		put(this.ana1, this.ana2, this.beto1);

		this.queues.until(this.queues.next(0), 100);

		assertThat(this.queues.next(0)).isSameAs(this.beto1);
		assertThat(this.queues.next(99)).isNull();
		assertThat(this.queues.untilNext(99)).hasValue(1);
		assertThat(this.queues.next(100)).isSameAs(this.ana1);
	}

	@Test
	void givesThoseThatWaitByTheirTime() {
		put(this.ana1, this.beto1);
		this.queues.until(this.queues.next(0), 200);
		this.queues.until(this.queues.next(0), 100);

		assertThat(this.queues.next(300)).isSameAs(this.beto1);
		assertThat(this.queues.next(300)).isSameAs(this.ana1);
	}

	@Test
	void keepsTheOrderWhenTheClockRunsOver() {
		long now = Long.MAX_VALUE - 10;
		put(this.ana1, this.beto1);
		this.queues.until(this.queues.next(now), now + 20);
		this.queues.until(this.queues.next(now), now + 5);

		assertThat(this.queues.next(now + 10)).isSameAs(this.beto1);
		assertThat(this.queues.next(now + 19)).isNull();
		assertThat(this.queues.next(now + 20)).isSameAs(this.ana1);
	}

	@Test
	void countsFailuresInARow() {
		put(this.ana1, this.ana2);

		Letter letter = this.queues.next(0);
		assertThat(this.queues.failed(letter)).isEqualTo(1);
		this.queues.until(letter, 0);
		assertThat(this.queues.failed(this.queues.next(0))).isEqualTo(2);
		this.queues.done(letter);

		assertThat(this.queues.failed(this.queues.next(0))).isEqualTo(1);
	}

	@Test
	void givesNothingOfAWithdrawnPartition() {
		put(this.ana1, this.ana2, this.beto1);
		this.queues.until(this.queues.next(0), 10);

		this.queues.withdraw(Set.of(0));

		assertThat(this.queues.next(10)).isSameAs(this.beto1);
		assertThat(this.queues.next(10)).isNull();
	}

	@Test
	void isBusyWithAWithdrawnPartitionUntilWhatWasTakenIsDone() {
		put(this.ana1, this.ana2);
		Letter taken = this.queues.next(0);
		this.queues.withdraw(Set.of(0));

		assertThat(this.queues.busy(Set.of(0))).isTrue();
		assertThat(this.queues.busy(Set.of(1))).isFalse();
		assertThat(this.queues.done(taken)).isTrue();

		assertThat(this.queues.busy(Set.of(0))).isFalse();
		assertThat(this.queues.next(0)).isNull();
	}

	@Test
	void doesNotBringBackWhatFailedAfterBeingWithdrawn() {
		put(this.ana1);
		Letter taken = this.queues.next(0);
		this.queues.withdraw(Set.of(0));

		this.queues.until(taken, 0);

		assertThat(this.queues.next(0)).isNull();
		assertThat(this.queues.busy(Set.of(0))).isFalse();
	}

	@Test
	void doesNotTakeAForgottenLetterForItsTwin() {
		put(this.ana1);
		Letter taken = this.queues.next(0);
		this.queues.withdraw(Set.of(0));
		this.queues.forget(Set.of(0));
		Letter twin = letter(0, 0, this.ana, Status.RECIBIDO);
		put(twin, this.ana2);

		assertThat(this.queues.next(0)).isSameAs(twin);
		assertThat(this.queues.done(taken)).isFalse();

		assertThat(this.queues.next(0)).isNull();
	}

	private void put(Letter... letters) {
		for (Letter letter : letters) {
			this.queues.put(letter);
		}
	}

	private static Letter letter(int partition, long offset, OrderBuilder order, Status status) {
		return new Letter(new RecordPosition(partition, offset), order.at(status));
	}

}
