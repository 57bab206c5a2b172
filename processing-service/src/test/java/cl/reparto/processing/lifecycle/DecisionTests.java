package cl.reparto.processing.lifecycle;

import cl.reparto.model.command.Stages;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static cl.reparto.processing.lifecycle.Commands.advance;
import static cl.reparto.processing.lifecycle.Commands.asked;
import static cl.reparto.processing.lifecycle.Commands.by;
import static cl.reparto.processing.lifecycle.Commands.cancel;
import static cl.reparto.processing.lifecycle.Commands.delay;
import static cl.reparto.processing.lifecycle.Commands.ifVersion;
import static cl.reparto.processing.lifecycle.Commands.recall;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of an order that people act on. */
class DecisionTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Stages HOURS = new Stages(HOUR, HOUR, HOUR);

	private final OrderLifecycle byTimer = lifecycle(HOURS, Mover.TIMER);

	private final OrderLifecycle byEither = lifecycle(HOURS, Mover.EITHER);

	private final OrderLifecycle byShop = lifecycle(HOURS, Mover.SHOP);

	private final OrderProgress order = this.byTimer.begin(anOrder().requested(), TIME).getLast();

	private static OrderLifecycle lifecycle(Stages stages, Mover mover) {
		return new OrderLifecycle(stages,
				new ActionRules(Map.of(Status.RECIBIDO, mover, Status.PREPARANDO, mover, Status.ENTREGANDO, mover),
						Status.RECIBIDO, MINUTE),
				Duration.ofDays(30));
	}

	@Test
	void advancesWhatTheShopMovesAndCountsTheNextStageFromThen() {
		Instant now = TIME.plus(MINUTE);

		Decision decision = this.byShop.decide(this.order, advance(this.order.id()), now);

		assertThat(decision.steps()).containsExactly(this.order.advanced(Actor.SHOP, now, now.plus(HOUR)));
		assertThat(decision.outcome().version()).isEqualTo(2);
		assertThat(decision.outcome().result()).isEqualTo(Result.DONE);
	}

	@Test
	void followsWhatIsDueAtOnceAfterACommandAndTellsOfTheCommandsVersion() {
		OrderLifecycle quick = lifecycle(new Stages(HOUR, Duration.ZERO, HOUR), Mover.EITHER);

		Decision decision = quick.decide(this.order, advance(this.order.id()), TIME);

		assertThat(decision.steps()).extracting(OrderProgress::status)
			.containsExactly(Status.PREPARANDO, Status.ENTREGANDO);
		assertThat(decision.outcome().version()).isEqualTo(2);
	}

	@Test
	void leavesToTheTimerWhatTheTimerMoves() {
		assertRefuses(this.byTimer, this.order, advance(this.order.id()), TIME, Result.NOT_ALLOWED);
	}

	@Test
	void doesNotMoveByTheTimerWhatTheShopMoves() {
		Instant due = TIME.plus(HOUR);

		assertThat(this.byShop.advance(this.order, due.plus(HOUR))).isEmpty();
		assertThat(this.byShop.nextLook(this.order, TIME)).isEqualTo(due);
		assertThat(this.byShop.nextLook(this.order, due)).isEqualTo(due.plus(OrderLifecycle.LOOK_AGAIN));
		assertThat(this.byShop.nextLook(this.order, due.plus(OrderLifecycle.LOOK_AGAIN.multipliedBy(5)).minusMillis(1)))
			.isEqualTo(due.plus(OrderLifecycle.LOOK_AGAIN.multipliedBy(5)));
	}

	@Test
	void movesByTheTimerWhatTheShopHadToMoveUntilTheSettingChanged() {
		assertThat(this.byEither.advance(this.order, TIME.plus(HOUR).plus(MINUTE))).hasSize(1);
	}

	@Test
	void delaysWhatIsDue() {
		Decision decision = this.byTimer.decide(this.order, delay(this.order.id(), MINUTE.plusNanos(1)), TIME);

		assertThat(decision.steps()).singleElement().satisfies((step) -> {
			assertThat(step.status()).isEqualTo(Status.RECIBIDO);
			assertThat(step.dueAt()).as("as fine as timers are").isEqualTo(TIME.plus(HOUR).plus(MINUTE));
		});
	}

	/** Nobody is promised what is past; a recall gives it back as it was then. */
	@Test
	void delaysWhatIsOverdueFromNowOn() {
		OrderLifecycle minutes = lifecycle(new Stages(MINUTE, HOUR, HOUR), Mover.SHOP);
		OrderProgress order = minutes.begin(anOrder().requested(), TIME).getLast();
		Instant late = TIME.plus(MINUTE.multipliedBy(26));

		OrderProgress delayed = done(minutes, order, delay(order.id(), MINUTE.multipliedBy(10)), late);
		OrderProgress advanced = done(minutes, delayed, advance(order.id()), late.plus(MINUTE));
		OrderProgress recalled = done(minutes, advanced, recall(order.id()), late.plusSeconds(70));

		assertThat(delayed.dueAt()).isEqualTo(late.plus(MINUTE.multipliedBy(10)));
		assertThat(recalled.dueAt()).isEqualTo(late.plusSeconds(70).plus(MINUTE.multipliedBy(9)));
	}

	@Test
	void delaysNoFurtherThanTopicsRemember() {
		OrderProgress last = this.order;
		while (this.byTimer.decide(last, delay(last.id(), OrderCommand.MAX_DELAY), TIME)
			.outcome()
			.result() == Result.DONE) {
			last = this.byTimer.decide(last, delay(last.id(), OrderCommand.MAX_DELAY), TIME).steps().getLast();
		}

		assertThat(last.dueAt()).isBetween(TIME.plus(Refusals.FARTHEST_DELAY).minus(OrderCommand.MAX_DELAY),
				TIME.plus(Refusals.FARTHEST_DELAY));
		assertRefuses(this.byTimer, last, delay(last.id(), OrderCommand.MAX_DELAY), TIME, Result.TOO_OFTEN);
	}

	@Test
	void givesARecalledOrderTheTimeThatItHadLeft() {
		Instant advanced = TIME.plus(MINUTE.multipliedBy(10));
		OrderProgress preparing = done(this.byEither, this.order, advance(this.order.id()), advanced);

		OrderProgress recalled = done(this.byEither, preparing, recall(this.order.id()), advanced.plusSeconds(20));

		assertThat(recalled.status()).isEqualTo(Status.RECIBIDO);
		assertThat(recalled.version()).isEqualTo(3);
		assertThat(recalled.dueAt()).isEqualTo(advanced.plusSeconds(20).plus(MINUTE.multipliedBy(50)));
	}

	@Test
	void givesARecalledOrderItsDelaysBackHoweverOftenItIsRecalled() {
		OrderProgress last = done(this.byEither, this.order, delay(this.order.id(), HOUR), TIME);
		for (int turn = 0; turn < 40; turn++) {
			last = done(this.byEither, last, advance(last.id()), TIME);
			last = done(this.byEither, last, recall(last.id()), TIME);
		}

		assertThat(last.dueAt()).isEqualTo(TIME.plus(HOUR.multipliedBy(2)));
	}

	@Test
	void givesARecalledOrderTimeThoughItsOwnIsOver() {
		Instant late = TIME.plus(HOUR.multipliedBy(3));
		OrderProgress preparing = done(this.byShop, this.order, asked(late, advance(this.order.id())), late);

		OrderProgress recalled = done(this.byShop, preparing, asked(late, recall(this.order.id())), late);

		assertThat(recalled.dueAt()).isEqualTo(late.plus(MINUTE));
	}

	@Test
	void recallsNothingAfterItsTime() {
		OrderProgress preparing = done(this.byEither, this.order, advance(this.order.id()), TIME);

		assertRefuses(this.byEither, preparing, recall(this.order.id()), TIME.plus(MINUTE).plusMillis(1),
				Result.TOO_LATE);
	}

	@Test
	void recallsNothingThatTheTimerMoved() {
		Instant due = TIME.plus(HOUR);
		OrderProgress preparing = this.byEither.advance(this.order, due).getLast();

		assertRefuses(this.byEither, preparing, asked(due, recall(this.order.id())), due, Result.NOT_ALLOWED);
	}

	@Test
	void neverLeavesFinalizado() {
		OrderProgress last = this.order;
		for (int step = 0; step < 3; step++) {
			last = done(this.byShop, last, advance(last.id()), TIME);
		}

		assertThat(last.status()).isEqualTo(Status.FINALIZADO);
		assertRefuses(this.byShop, last, recall(last.id()), TIME, Result.ENDED);
		assertRefuses(this.byShop, last, cancel(last.id(), Actor.SHOP), TIME, Result.ENDED);
	}

	@Test
	void letsACustomerCancelInTimeAndTheShopUntilTheEnd() {
		OrderProgress preparing = this.byTimer.advance(this.order, TIME.plus(HOUR)).getLast();
		Instant now = preparing.reachedAt();

		assertThat(done(this.byTimer, this.order, cancel(this.order.id(), Actor.CUSTOMER), TIME).dueAt()).isNull();
		assertRefuses(this.byTimer, preparing, asked(now, cancel(this.order.id(), Actor.CUSTOMER)), now,
				Result.TOO_LATE);
		assertThat(done(this.byTimer, preparing, asked(now, cancel(this.order.id(), Actor.SHOP)), now).status())
			.isEqualTo(Status.CANCELADO);
	}

	@Test
	void letsACustomerDoNothingElse() {
		assertRefuses(this.byShop, this.order, by(Actor.CUSTOMER, advance(this.order.id())), TIME, Result.NOT_ALLOWED);
		assertRefuses(this.byShop, this.order, by(Actor.CUSTOMER, delay(this.order.id(), MINUTE)), TIME,
				Result.NOT_ALLOWED);
	}

	@Test
	void doesNothingForAnotherVersion() {
		assertRefuses(this.byTimer, this.order, ifVersion(2, cancel(this.order.id(), Actor.SHOP)), TIME, Result.STALE);
		assertThat(done(this.byTimer, this.order, ifVersion(1, cancel(this.order.id(), Actor.SHOP)), TIME).version())
			.isEqualTo(2);
	}

	@Test
	void tellsOfAnEndedOrderHowItEnded() {
		CommandOutcome outcome = this.byTimer.decideEnded(7, Status.CANCELADO, advance(this.order.id()), TIME);

		assertThat(outcome.result()).isEqualTo(Result.ENDED);
		assertThat(outcome.version()).isEqualTo(7);
		assertThat(this.byTimer.decideEnded(7, Status.CANCELADO, ifVersion(6, advance(this.order.id())), TIME).result())
			.isEqualTo(Result.STALE);
	}

	@Test
	void doesNothingThatWasHeldUpForLong() {
		Instant late = TIME.plus(Refusals.OLDEST_COMMAND);

		assertThat(done(this.byShop, this.order, advance(this.order.id()), late).version()).isEqualTo(2);
		assertRefuses(this.byShop, this.order, advance(this.order.id()), late.plusMillis(1), Result.TOO_LATE);
	}

	/** Whichever of the two is seen first. */
	@Test
	void letsTheTimerWinAtTheSameMillisecondAndBeforeItTheCustomer() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int turn = 0; turn < 10_000; turn++) {
			Stages stages = new Stages(Duration.ofMillis(random.nextInt(3)), Duration.ofMillis(random.nextInt(3)),
					Duration.ofMillis(random.nextInt(3)));
			OrderLifecycle lifecycle = lifecycle(stages, Mover.TIMER);
			OrderProgress now = lifecycle.begin(anOrder().requested(), TIME).getLast();
			Instant cancelled = TIME.plusMillis(random.nextInt(3));
			boolean tickFirst = random.nextBoolean();
			List<OrderProgress> ticked = tickFirst ? lifecycle.advance(now, cancelled) : List.of();
			OrderProgress seen = ticked.isEmpty() ? now : ticked.getLast();

			Decision decision = lifecycle.decide(seen, cancel(seen.id(), Actor.CUSTOMER), cancelled);

			boolean inTime = cancelled.isBefore(TIME.plus(stages.recibido()));
			assertThat(decision.outcome().result() == Result.DONE).as("seed %d, turn %d", seed, turn).isEqualTo(inTime);
			OrderProgress last = decision.steps().isEmpty() ? seen : decision.steps().getLast();
			assertThat(last.status() == Status.CANCELADO).as("seed %d, turn %d", seed, turn).isEqualTo(inTime);
			assertThat(last.version()).isEqualTo(last.history().size());
		}
	}

	@Test
	void keepsStagesAtThePaceOfTheOrder() {
		OrderProgress slow = this.byTimer.begin(wanted(null, "1.5"), TIME).getLast();

		assertThat(slow.dueAt()).isEqualTo(TIME.plus(MINUTE.multipliedBy(90)));
		assertThat(this.byTimer.advance(slow, TIME.plus(HOUR.multipliedBy(2))).getLast().dueAt())
			.isEqualTo(TIME.plus(HOUR.multipliedBy(2)).plus(MINUTE.multipliedBy(90)));
	}

	@Test
	void stretchesNoStageBeyondTheLongest() {
		OrderLifecycle slow = lifecycle(new Stages(Duration.ofDays(6), HOUR, HOUR), Mover.TIMER);

		assertThat(slow.begin(wanted(null, "100"), TIME).getLast().dueAt()).isEqualTo(TIME.plus(Stages.LONGEST));
	}

	@Test
	void beginsAnOrderForLaterInTimeForIt() {
		Instant wanted = TIME.plus(Duration.ofDays(1)).plusNanos(1);

		OrderProgress later = this.byTimer.begin(wanted(wanted, "2"), TIME).getLast();

		assertThat(later.status()).isEqualTo(Status.RECIBIDO);
		assertThat(later.dueAt()).isEqualTo(TIME.plus(Duration.ofDays(1)).minus(HOUR.multipliedBy(4)));
	}

	@Test
	void beginsAnOrderForSoonNoSoonerThanAnyOther() {
		assertThat(this.byTimer.begin(wanted(TIME.plus(HOUR), null), TIME).getLast().dueAt())
			.isEqualTo(TIME.plus(HOUR));
	}

	@Test
	void keepsNoOrderForLongerThanTopicsDo() {
		Instant far = Instant.parse("9999-12-31T23:59:59Z");

		assertThat(this.byTimer.begin(wanted(far, null), TIME).getLast().dueAt())
			.isEqualTo(TIME.plus(DueTimes.FARTHEST));
	}

	private static OrderRequested wanted(@Nullable Instant at, @Nullable String pace) {
		OrderRequested order = anOrder().requested();
		return new OrderRequested(order.id(), order.name(), order.price(), order.email(), order.requestedAt(), at,
				(pace != null) ? new BigDecimal(pace) : null);
	}

	private static OrderProgress done(OrderLifecycle lifecycle, OrderProgress order, OrderCommand command,
			Instant now) {
		Decision decision = lifecycle.decide(order, command, now);
		assertThat(decision.outcome().result()).isEqualTo(Result.DONE);
		assertThat(decision.outcome().action()).isEqualTo(command.action());
		return decision.steps().getLast();
	}

	private static void assertRefuses(OrderLifecycle lifecycle, OrderProgress order, OrderCommand command, Instant now,
			Result why) {
		Decision decision = lifecycle.decide(order, command, now);
		assertThat(decision.steps()).isEmpty();
		assertThat(decision.outcome().result()).isEqualTo(why);
		assertThat(decision.outcome().version()).isEqualTo(order.version());
		assertThat(decision.outcome().status()).isEqualTo(order.status());
	}

}
