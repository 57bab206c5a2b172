package cl.reparto.local.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class OrderCounterTests {

	private static final Instant START = OrderBuilder.TIME;

	private static final Instant LATE = START.plus(Duration.ofDays(1));

	private final OrderBuilder order = anOrder();

	private final OrderCounter counter = new OrderCounter(Set.of());

	private OrderCount count() {
		return this.counter.count(START, START);
	}

	private void accepted() {
		this.counter.accepted(this.order.id(), START);
	}

	private void moved(OrderProgress... records) {
		Stream.of(records).forEach(this.counter::moved);
	}

	@Test
	void findsNothingAmissInAnOrderThatGoesItsWay() {
		accepted();
		this.order.all().forEach(this.counter::moved);

		assertThat(this.counter.count(LATE, START)).isEqualTo(new OrderCount(1, 0, 0, 0, 0));
	}

	@Test
	void countsAnOrderOnceThatIsToldOfTwice() {
		accepted();
		moved(this.order.at(Status.RECIBIDO));
		accepted();

		assertThat(count()).isEqualTo(new OrderCount(1, 1, 0, 0, 0));
	}

	@Test
	void findsNothingAmissInWhatPeopleDo() {
		OrderProgress first = this.order.at(Status.RECIBIDO);
		OrderProgress delayed = first.delayed(Actor.SHOP, START, Duration.ofMinutes(5));
		OrderProgress advanced = delayed.advanced(Actor.SHOP, START, LATE);
		OrderProgress recalled = advanced.recalled(Actor.SHOP, START, LATE);
		OrderProgress cancelled = recalled.cancelled(Actor.CUSTOMER, START, "me equivoqué");

		accepted();
		moved(first, delayed, advanced, recalled, cancelled);

		assertThat(count()).isEqualTo(new OrderCount(1, 0, 0, 0, 0));
	}

	@Test
	void countsAVersionThatComesTwiceAsDoubled() {
		accepted();
		moved(this.order.at(Status.RECIBIDO), this.order.at(Status.RECIBIDO));

		assertThat(count()).isEqualTo(new OrderCount(1, 1, 0, 1, 0));
	}

	@Test
	void countsAnEndThatComesTwiceAsDoubled() {
		accepted();
		this.order.all().forEach(this.counter::moved);
		moved(this.order.at(Status.FINALIZADO));

		assertThat(count()).isEqualTo(new OrderCount(1, 0, 0, 1, 0));
	}

	@Test
	void countsAStatusThatTheTimerRepeatsAsDoubled() {
		OrderProgress first = this.order.at(Status.RECIBIDO);

		accepted();
		moved(first, first.delayed(Actor.TIMER, START, Duration.ofMinutes(5)));

		assertThat(count()).isEqualTo(new OrderCount(1, 1, 0, 1, 0));
	}

	@Test
	void countsAnEarlierVersionAsBackwards() {
		accepted();
		moved(this.order.at(Status.RECIBIDO), this.order.at(Status.PREPARANDO), this.order.at(Status.RECIBIDO));

		assertThat(count()).isEqualTo(new OrderCount(1, 1, 0, 0, 1));
	}

	@Test
	void countsAStatusThatNobodyRecalledAsBackwards() {
		OrderProgress advanced = this.order.at(Status.PREPARANDO);

		accepted();
		moved(this.order.at(Status.RECIBIDO), advanced, advanced.recalled(Actor.TIMER, START, LATE));

		assertThat(count()).isEqualTo(new OrderCount(1, 1, 0, 0, 1));
	}

	@Test
	void countsWhatComesAfterAnEndAsBackwards() {
		OrderProgress first = this.order.at(Status.RECIBIDO);

		accepted();
		moved(first, first.cancelled(Actor.SHOP, START, "se cortó el gas"), this.order.at(Status.ENTREGANDO));

		assertThat(count()).isEqualTo(new OrderCount(1, 1, 0, 0, 1));
	}

	@Test
	void countsAVersionThatIsLeftOutAsLost() {
		accepted();
		moved(this.order.at(Status.RECIBIDO), this.order.at(Status.ENTREGANDO));

		assertThat(count()).isEqualTo(new OrderCount(1, 1, 1, 0, 0));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3 })
	void countsAnOrderThatStopsHalfWayAsLostWhenItsPatienceIsOver(int steps) {
		accepted();
		this.order.all().subList(0, steps).forEach(this.counter::moved);
		Instant over = START.plus(Duration.ofHours(steps)).plus(OrderCounter.PATIENCE);

		assertThat(this.counter.count(over, START)).isEqualTo(new OrderCount(1, 1, 0, 0, 0));
		assertThat(this.counter.count(over.plusMillis(1), START)).isEqualTo(new OrderCount(1, 1, 1, 0, 0));
	}

	@Test
	void callsNothingLostUntilNoProcessWasDownForAsLong() {
		accepted();

		assertThat(this.counter.count(LATE, LATE.minusSeconds(59)).lost()).isZero();
		assertThat(this.counter.count(LATE, LATE.minusSeconds(61)).lost()).isOne();
	}

	@Test
	void callsAnOrderLostNoMoreThatComesAfterAll() {
		accepted();
		assertThat(this.counter.count(LATE, START).lost()).isOne();

		this.order.all().forEach(this.counter::moved);

		assertThat(this.counter.count(LATE, START).lost()).isZero();
	}

	@Test
	void doesNotWaitForATimerWhereTheShopMovesOrders() {
		OrderCounter byTheShop = new OrderCounter(
				KillServer.leftToTheShop(Map.of("REPARTO_ACTIONS_MOVES_PREPARANDO", "shop")));
		byTheShop.accepted(this.order.id(), START);

		this.order.all().subList(0, 2).forEach(byTheShop::moved);

		assertThat(byTheShop.count(LATE, START).lost()).isZero();
	}

	@Test
	void seesNothingOfOrdersThatWereAcceptedBefore() {
		moved(this.order.at(Status.ENTREGANDO), this.order.at(Status.ENTREGANDO), this.order.at(Status.RECIBIDO));

		assertThat(this.counter.count(LATE, START)).isEqualTo(new OrderCount(0, 0, 0, 0, 0));
	}

	@Test
	void doesNotMindReadingProgressBeforeTheRequest() {
		moved(this.order.at(Status.RECIBIDO), this.order.at(Status.PREPARANDO), this.order.at(Status.PREPARANDO));
		accepted();

		assertThat(count()).isEqualTo(new OrderCount(1, 1, 0, 1, 0));
	}

	@Test
	void forgetsTheOldestOfThoseThatHaveEnded() {
		List<UUID> ids = IntStream.rangeClosed(0, OrderCounter.ENDED).mapToObj((i) -> new UUID(0, i)).toList();

		for (UUID id : ids) {
			this.counter.accepted(id, START);
			this.order.id(id).all().forEach(this.counter::moved);
		}
		moved(this.order.id(ids.getFirst()).at(Status.FINALIZADO), this.order.id(ids.get(1)).at(Status.FINALIZADO));

		assertThat(count()).isEqualTo(new OrderCount(ids.size(), 0, 0, 1, 0));
	}

}
