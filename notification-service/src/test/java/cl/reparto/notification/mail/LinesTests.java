package cl.reparto.notification.mail;

import java.util.List;
import java.util.Set;

import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;

import static cl.reparto.notification.mail.Orders.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class LinesTests {

	private final Lines lines = new Lines();

	private final Orders ana = anOrder();

	private final Orders beto = anOrder();

	private final Task ana1 = letter(0, 0, this.ana, Status.RECIBIDO);

	private final Task ana2 = letter(0, 1, this.ana, Status.PREPARANDO);

	private final Task ana3 = letter(0, 2, this.ana, Status.ENTREGANDO);

	private final Task beto1 = letter(1, 0, this.beto, Status.RECIBIDO);

	@Test
	void givesNothingWhileNothingIsThere() {
		assertThat(this.lines.next(0)).isNull();
		assertThat(this.lines.untilNext(0)).isEmpty();
	}

	@Test
	void givesOneTaskOfALineAtATime() {
		put(this.ana1, this.ana2);

		assertThat(this.lines.next(0)).isSameAs(this.ana1);
		assertThat(this.lines.next(0)).isNull();
	}

	@Test
	void givesTheTasksOfALineInOrder() {
		put(this.ana1, this.ana2, this.ana3);

		for (Task task : List.of(this.ana1, this.ana2, this.ana3)) {
			assertThat(this.lines.next(0)).isSameAs(task);
			this.lines.done(task);
		}
		assertThat(this.lines.next(0)).isNull();
	}

	@Test
	void givesLinesSideBySide() {
		put(this.ana1, this.ana2, this.beto1);

		assertThat(this.lines.next(0)).isSameAs(this.ana1);
		assertThat(this.lines.next(0)).isSameAs(this.beto1);
	}

	@Test
	void letsOthersPassOneThatWaits() {
		put(this.ana1, this.ana2, this.beto1);

		this.lines.until(this.lines.next(0), this.ana1, 100);

		assertThat(this.lines.next(0)).isSameAs(this.beto1);
		assertThat(this.lines.next(99)).isNull();
		assertThat(this.lines.untilNext(99)).hasValue(1);
		assertThat(this.lines.next(100)).isSameAs(this.ana1);
	}

	@Test
	void givesThoseThatWaitByTheirTime() {
		put(this.ana1, this.beto1);
		this.lines.until(this.lines.next(0), this.ana1, 200);
		this.lines.until(this.lines.next(0), this.beto1, 100);

		assertThat(this.lines.next(300)).isSameAs(this.beto1);
		assertThat(this.lines.next(300)).isSameAs(this.ana1);
	}

	@Test
	void keepsTheOrderWhenTheClockRunsOver() {
		long now = Long.MAX_VALUE - 10;
		put(this.ana1, this.beto1);
		this.lines.until(this.lines.next(now), this.ana1, now + 20);
		this.lines.until(this.lines.next(now), this.beto1, now + 5);

		assertThat(this.lines.next(now + 10)).isSameAs(this.beto1);
		assertThat(this.lines.next(now + 19)).isNull();
		assertThat(this.lines.next(now + 20)).isSameAs(this.ana1);
	}

	@Test
	void triesTheSuccessorOfATaskAtTheHeadOfItsLine() {
		put(this.ana1, this.ana2);
		Task successor = letter(0, 0, this.ana, Status.RECIBIDO);

		this.lines.until(this.lines.next(0), successor, 100);

		assertThat(this.lines.next(100)).isSameAs(successor);
		this.lines.done(successor);
		assertThat(this.lines.next(100)).isSameAs(this.ana2);
	}

	@Test
	void countsFailuresInARow() {
		put(this.ana1, this.ana2);

		Task task = this.lines.next(0);
		assertThat(this.lines.failed(task)).isEqualTo(1);
		this.lines.until(task, task, 0);
		assertThat(this.lines.failed(this.lines.next(0))).isEqualTo(2);
		this.lines.done(task);

		assertThat(this.lines.failed(this.lines.next(0))).isEqualTo(1);
	}

	@Test
	void givesNothingOfAWithdrawnPartition() {
		put(this.ana1, this.ana2, this.beto1);
		this.lines.until(this.lines.next(0), this.ana1, 10);

		this.lines.withdraw(Set.of(0));

		assertThat(this.lines.next(10)).isSameAs(this.beto1);
		assertThat(this.lines.next(10)).isNull();
	}

	@Test
	void isBusyWithAWithdrawnPartitionUntilWhatWasTakenIsDone() {
		put(this.ana1, this.ana2);
		Task taken = this.lines.next(0);
		this.lines.withdraw(Set.of(0));

		assertThat(this.lines.busy(Set.of(0))).isTrue();
		assertThat(this.lines.busy(Set.of(1))).isFalse();
		assertThat(this.lines.done(taken)).isTrue();

		assertThat(this.lines.busy(Set.of(0))).isFalse();
		assertThat(this.lines.next(0)).isNull();
	}

	@Test
	void doesNotBringBackWhatFailedAfterBeingWithdrawn() {
		put(this.ana1);
		Task taken = this.lines.next(0);
		this.lines.withdraw(Set.of(0));

		this.lines.until(taken, taken, 0);

		assertThat(this.lines.next(0)).isNull();
		assertThat(this.lines.busy(Set.of(0))).isFalse();
	}

	@Test
	void doesNotTakeAForgottenTaskForItsTwin() {
		put(this.ana1);
		Task taken = this.lines.next(0);
		this.lines.withdraw(Set.of(0));
		this.lines.forget(Set.of(0));
		Task twin = letter(0, 0, this.ana, Status.RECIBIDO);
		put(twin, this.ana2);

		assertThat(this.lines.next(0)).isSameAs(twin);
		assertThat(this.lines.done(taken)).isFalse();

		assertThat(this.lines.next(0)).isNull();
	}

	private void put(Task... tasks) {
		for (Task task : tasks) {
			this.lines.put(task);
		}
	}

	private static Letter letter(int partition, long offset, Orders order, Status status) {
		return new Letter(new Place(partition, offset), order.at(status));
	}

}
