package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class OrderQueuesTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final OrderQueues queues = new OrderQueues(16);

	private final OrderBuilder ana = anOrder();

	private final OrderBuilder beto = anOrder();

	private final Letter ana1 = letter(0, 0, this.ana, Status.RECIBIDO);

	private final Letter ana2 = letter(0, 1, this.ana, Status.PREPARANDO);

	private final Letter ana3 = letter(0, 2, this.ana, Status.ENTREGANDO);

	private final Letter beto1 = letter(1, 0, this.beto, Status.RECIBIDO);

	@Test
	void givesNothingWhileNothingIsThere() {
		assertThat(this.queues.next(0)).isNull();
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
			this.queues.done(letter, 0);
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
	void givesWhatIsPutBackFirst() {
		put(this.ana1, this.ana2, this.beto1);

		this.queues.putBack(this.queues.next(0), 0);

		assertThat(this.queues.next(0)).isSameAs(this.ana1);
		assertThat(this.queues.next(0)).isSameAs(this.beto1);
	}

	@Test
	void givesADomainAQuarterUntilItIsKnownToBeQuick() {
		OrderQueues shared = new OrderQueues(8);
		List<Letter> many = Stream.generate(() -> letterTo("many.example")).limit(9).toList();
		many.forEach(shared::put);
		shared.put(this.ana1);

		assertThat(shared.next(0)).isSameAs(many.get(0));
		assertThat(shared.next(0)).isSameAs(this.ana1);
		assertThat(shared.next(0)).isSameAs(many.get(1));
		assertThat(shared.next(0)).isNull();
		shared.done(many.get(0), SECOND - 1);

		many.subList(2, 7).forEach((letter) -> assertThat(shared.next(SECOND - 1)).isSameAs(letter));
		assertThat(shared.next(SECOND - 1)).isNull();
	}

	@Test
	void givesASlowDomainAQuarter() {
		OrderQueues shared = new OrderQueues(8);
		List<Letter> slow = Stream.generate(() -> letterTo("slow.example")).limit(9).toList();
		slow.forEach(shared::put);
		shared.next(0);
		shared.next(0);
		shared.done(slow.get(0), SECOND);

		assertThat(shared.next(SECOND)).isSameAs(slow.get(2));
		assertThat(shared.next(SECOND)).isNull();
	}

	@Test
	void givesAQuickDomainNoMoreWhileAQuarterIsSlow() {
		OrderQueues shared = new OrderQueues(8);
		List<Letter> mixed = Stream.generate(() -> letterTo("mixed.example")).limit(9).toList();
		mixed.forEach(shared::put);
		shared.next(0);
		shared.next(0);
		shared.done(mixed.get(0), 1);
		shared.next(1);
		shared.next(2 * SECOND);

		assertThat(shared.next(2 * SECOND)).isNull();
	}

	@Test
	void givesADomainItsShareAgainWhenItsPartitionIsForgotten() {
		OrderQueues shared = new OrderQueues(1);
		shared.put(this.ana1);
		shared.put(this.beto1);
		shared.next(0);

		shared.withdraw(Set.of(0));
		shared.forget(Set.of(0), 0);

		assertThat(shared.next(0)).isSameAs(this.beto1);
	}

	@Test
	void hasRoomForOneLetterOfAnOrder() {
		put(this.ana1);
		Letter taken = this.queues.next(0);

		assertThat(this.queues.hasRoomFor(this.ana2)).isFalse();
		assertThat(this.queues.hasRoomFor(this.beto1)).isTrue();
		this.queues.done(taken, 0);

		assertThat(this.queues.hasRoomFor(this.ana2)).isTrue();
	}

	@Test
	void hasRoomForAHundredOrdersOfADomainWhoseMailsHaveWaited() {
		List<Letter> slow = Stream.generate(() -> waitedFor("slow.example")).limit(100).toList();
		slow.forEach(this.queues::put);

		assertThat(this.queues.hasRoomFor(waitedFor("slow.example"))).isFalse();
		assertThat(this.queues.hasRoomFor(waitedFor("other.example"))).isTrue();
		this.queues.done(this.queues.next(0), 0);
		assertThat(this.queues.hasRoomFor(waitedFor("slow.example"))).isTrue();
		this.queues.put(waitedFor("slow.example"));

		this.queues.withdraw(Set.of(0));
		assertThat(this.queues.hasRoomFor(waitedFor("slow.example"))).isTrue();
	}

	@Test
	void hasRoomForTwoThousandOrdersWhoseMailsHaveWaited() {
		for (int number = 0; number < 2_000; number++) {
			this.queues.put(waitedFor(number + ".example"));
		}

		assertThat(this.queues.hasRoomFor(waitedFor("other.example"))).isFalse();
	}

	private static Letter waitedFor(String domain) {
		return Letter.of(new MailsWaiting(anOrder().mailedTo("ana@" + domain).at(Status.RECIBIDO), 1, 0, 1,
				Instant.EPOCH, Instant.EPOCH));
	}

	@Test
	void givesNothingOfAWithdrawnPartition() {
		put(this.ana1, this.ana2, this.beto1);
		this.queues.putBack(this.queues.next(0), 0);

		this.queues.withdraw(Set.of(0));

		assertThat(this.queues.next(0)).isSameAs(this.beto1);
		assertThat(this.queues.next(0)).isNull();
	}

	@Test
	void isBusyWithAWithdrawnPartitionUntilWhatWasTakenIsDone() {
		put(this.ana1, this.ana2);
		Letter taken = this.queues.next(0);
		this.queues.withdraw(Set.of(0));

		assertThat(this.queues.busy(Set.of(0))).isTrue();
		assertThat(this.queues.busy(Set.of(1))).isFalse();
		assertThat(this.queues.done(taken, 0)).isTrue();

		assertThat(this.queues.busy(Set.of(0))).isFalse();
		assertThat(this.queues.next(0)).isNull();
	}

	@Test
	void doesNotBringBackWhatFailedAfterBeingWithdrawn() {
		put(this.ana1);
		Letter taken = this.queues.next(0);
		this.queues.withdraw(Set.of(0));

		this.queues.putBack(taken, 0);

		assertThat(this.queues.next(0)).isNull();
		assertThat(this.queues.busy(Set.of(0))).isFalse();
	}

	@Test
	void doesNotTakeAForgottenLetterForItsTwin() {
		put(this.ana1);
		Letter taken = this.queues.next(0);
		this.queues.withdraw(Set.of(0));
		this.queues.forget(Set.of(0), 0);
		Letter twin = letter(0, 0, this.ana, Status.RECIBIDO);
		put(twin, this.ana2);

		assertThat(this.queues.next(0)).isSameAs(twin);
		assertThat(this.queues.done(taken, 0)).isFalse();

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

	private static Letter letterTo(String domain) {
		return letter(1, 7, anOrder().mailedTo("ana@" + domain), Status.RECIBIDO);
	}

}
