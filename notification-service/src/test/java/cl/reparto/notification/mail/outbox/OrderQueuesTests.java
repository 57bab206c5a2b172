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

	private final OrderQueues queues = new OrderQueues(16, 10);

	private final OrderBuilder ana = anOrder();

	private final OrderBuilder beto = anOrder();

	private final Letter ana1 = letter(0, 0, this.ana, Status.RECIBIDO);

	private final Letter ana2 = letter(0, 1, this.ana, Status.PREPARANDO);

	private final Letter ana3 = letter(0, 2, this.ana, Status.ENTREGANDO);

	private final Letter beto1 = letter(1, 0, this.beto, Status.RECIBIDO);

	@Test
	void givesNothingWhileNothingIsThere() {
		assertThat(this.queues.next(0, true)).isNull();
	}

	@Test
	void givesOneLetterOfAnOrderAtATime() {
		put(this.ana1, this.ana2);

		assertThat(this.queues.next(0, true)).isSameAs(this.ana1);
		assertThat(this.queues.next(0, true)).isNull();
	}

	@Test
	void givesTheLettersOfAnOrderInTurn() {
		put(this.ana1, this.ana2, this.ana3);

		for (Letter letter : List.of(this.ana1, this.ana2, this.ana3)) {
			assertThat(this.queues.next(0, true)).isSameAs(letter);
			this.queues.done(letter, 0);
		}
		assertThat(this.queues.next(0, true)).isNull();
	}

	@Test
	void givesOrdersSideBySide() {
		put(this.ana1, this.ana2, this.beto1);

		assertThat(this.queues.next(0, true)).isSameAs(this.ana1);
		assertThat(this.queues.next(0, true)).isSameAs(this.beto1);
	}

	@Test
	void givesWhatIsPutBackFirst() {
		put(this.ana1, this.ana2, this.beto1);

		this.queues.putBack(this.queues.next(0, true), 0);

		assertThat(this.queues.next(0, true)).isSameAs(this.ana1);
		assertThat(this.queues.next(0, true)).isSameAs(this.beto1);
	}

	@Test
	void givesADomainAQuarterUntilItIsKnownToBeQuick() {
		OrderQueues shared = new OrderQueues(8, 10);
		List<Letter> many = Stream.generate(() -> letterTo("many.example")).limit(9).toList();
		many.forEach(shared::put);
		shared.put(this.ana1);

		assertThat(shared.next(0, true)).isSameAs(many.get(0));
		assertThat(shared.next(0, true)).isSameAs(this.ana1);
		assertThat(shared.next(0, true)).isSameAs(many.get(1));
		assertThat(shared.next(0, true)).isNull();
		shared.done(many.get(0), SECOND - 1);

		many.subList(2, 7).forEach((letter) -> assertThat(shared.next(SECOND - 1, true)).isSameAs(letter));
		assertThat(shared.next(SECOND - 1, true)).isNull();
	}

	@Test
	void givesASlowDomainAQuarter() {
		OrderQueues shared = new OrderQueues(8, 10);
		List<Letter> slow = Stream.generate(() -> letterTo("slow.example")).limit(9).toList();
		slow.forEach(shared::put);
		shared.next(0, true);
		shared.next(0, true);
		shared.done(slow.get(0), SECOND);

		assertThat(shared.next(SECOND, true)).isSameAs(slow.get(2));
		assertThat(shared.next(SECOND, true)).isNull();
	}

	@Test
	void givesAQuickDomainNoMoreWhileAQuarterIsSlow() {
		OrderQueues shared = new OrderQueues(8, 10);
		List<Letter> mixed = Stream.generate(() -> letterTo("mixed.example")).limit(9).toList();
		mixed.forEach(shared::put);
		shared.next(0, true);
		shared.next(0, true);
		shared.done(mixed.get(0), 1);
		shared.next(1, true);
		shared.next(2 * SECOND, true);

		assertThat(shared.next(2 * SECOND, true)).isNull();
	}

	@Test
	void givesTheLastOfASlowDomainsCrowdToWaitElsewhere() {
		OrderQueues shared = new OrderQueues(8, 3);
		List<Letter> slow = Stream.generate(() -> letterTo("slow.example")).limit(7).toList();
		slow.forEach(shared::put);
		shared.put(waitedFor("slow.example"));
		shared.next(0, true);
		shared.next(0, true);

		assertThat(shared.next(0, false)).isNull();
		shared.putBack(slow.get(1), SECOND);
		assertThat(shared.next(SECOND, true)).isSameAs(slow.get(1));
		assertThat(shared.next(SECOND, true)).isSameAs(slow.get(6));
		assertThat(shared.next(SECOND, true)).isSameAs(slow.get(5));
		assertThat(shared.next(SECOND, true)).isSameAs(slow.get(4));
		assertThat(shared.next(SECOND, true)).isNull();
		assertThat(slow).filteredOn(shared::isAside).containsExactlyElementsOf(slow.subList(4, 7));
	}

	@Test
	void takesADomainForNoQuickerThatItsCrowdIsPutAside() {
		OrderQueues shared = new OrderQueues(4, 1);
		List<Letter> slow = Stream.generate(() -> letterTo("slow.example")).limit(4).toList();
		slow.forEach(shared::put);
		shared.next(0, true);

		shared.done(shared.next(SECOND, true), SECOND);
		shared.done(shared.next(SECOND, true), SECOND);

		assertThat(shared.next(SECOND, true)).isNull();
		shared.done(slow.get(0), SECOND);
		assertThat(shared.next(SECOND, true)).isSameAs(slow.get(1));
	}

	@Test
	void putsNobodyAsideOfAQuickDomain() {
		OrderQueues shared = new OrderQueues(4, 1);
		List<Letter> quick = Stream.generate(() -> letterTo("quick.example")).limit(9).toList();
		quick.forEach(shared::put);
		shared.done(shared.next(0, true), 1);

		quick.subList(1, 4).forEach((letter) -> assertThat(shared.next(1, true)).isSameAs(letter));
		assertThat(shared.next(1, true)).isNull();
	}

	@Test
	void givesADomainItsShareAgainWhenItsPartitionIsForgotten() {
		OrderQueues shared = new OrderQueues(1, 10);
		shared.put(this.ana1);
		shared.put(this.beto1);
		shared.next(0, true);

		shared.withdraw(Set.of(0));
		shared.forget(Set.of(0), 0);

		assertThat(shared.next(0, true)).isSameAs(this.beto1);
	}

	@Test
	void hasRoomForOneLetterOfAnOrder() {
		put(this.ana1);
		Letter taken = this.queues.next(0, true);

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
		this.queues.done(this.queues.next(0, true), 0);
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
		this.queues.putBack(this.queues.next(0, true), 0);

		this.queues.withdraw(Set.of(0));

		assertThat(this.queues.next(0, true)).isSameAs(this.beto1);
		assertThat(this.queues.next(0, true)).isNull();
	}

	@Test
	void isBusyWithAWithdrawnPartitionUntilWhatWasTakenIsDone() {
		put(this.ana1, this.ana2);
		Letter taken = this.queues.next(0, true);
		this.queues.withdraw(Set.of(0));

		assertThat(this.queues.busy(Set.of(0))).isTrue();
		assertThat(this.queues.busy(Set.of(1))).isFalse();
		assertThat(this.queues.done(taken, 0)).isTrue();

		assertThat(this.queues.busy(Set.of(0))).isFalse();
		assertThat(this.queues.next(0, true)).isNull();
	}

	@Test
	void doesNotBringBackWhatFailedAfterBeingWithdrawn() {
		put(this.ana1);
		Letter taken = this.queues.next(0, true);
		this.queues.withdraw(Set.of(0));

		this.queues.putBack(taken, 0);

		assertThat(this.queues.next(0, true)).isNull();
		assertThat(this.queues.busy(Set.of(0))).isFalse();
	}

	@Test
	void doesNotTakeAForgottenLetterForItsTwin() {
		put(this.ana1);
		Letter taken = this.queues.next(0, true);
		this.queues.withdraw(Set.of(0));
		this.queues.forget(Set.of(0), 0);
		Letter twin = letter(0, 0, this.ana, Status.RECIBIDO);
		put(twin, this.ana2);

		assertThat(this.queues.next(0, true)).isSameAs(twin);
		assertThat(this.queues.done(taken, 0)).isFalse();

		assertThat(this.queues.next(0, true)).isNull();
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
