package cl.reparto.model.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules.Allowed;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand.Action;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ActionRulesTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private static final Instant DUE = NOW.plusSeconds(60);

	private static final OrderProgress RECEIVED = OrderProgress.received(
			new OrderRequested(UUID.randomUUID(), "sopaipillas", BigDecimal.TEN, "ana@example.cl", NOW), NOW, DUE);

	private static final ActionRules BY_SHOP = new ActionRules(Map.of(Status.RECIBIDO, Mover.SHOP), null, null);

	@Test
	void letsACustomerOnlyCancelAndOnlyInTime() {
		OrderProgress preparing = RECEIVED.next(DUE, DUE.plusSeconds(60));

		assertThat(ActionRules.DEFAULT.allowed(Actor.CUSTOMER, RECEIVED, NOW))
			.containsExactly(new Allowed(Action.CANCEL, DUE));
		assertThat(ActionRules.DEFAULT.refusal(Action.CANCEL, Actor.CUSTOMER, preparing, DUE))
			.isEqualTo(Result.TOO_LATE);
		assertThat(ActionRules.DEFAULT.refusal(Action.DELAY, Actor.CUSTOMER, RECEIVED, NOW))
			.isEqualTo(Result.NOT_ALLOWED);
	}

	@Test
	void letsACustomerCancelUntilTheStatedStatus() {
		ActionRules rules = new ActionRules(null, Status.PREPARANDO, null);

		assertThat(rules.allowed(Actor.CUSTOMER, RECEIVED, NOW)).containsExactly(new Allowed(Action.CANCEL, null));
		assertThat(rules.allowed(Actor.CUSTOMER, RECEIVED.next(NOW, DUE), NOW))
			.containsExactly(new Allowed(Action.CANCEL, DUE));
	}

	@Test
	void letsTheShopMoveWhatTheTimerDoesNotMoveAlone() {
		assertThat(ActionRules.DEFAULT.refusal(Action.ADVANCE, Actor.SHOP, RECEIVED, NOW))
			.isEqualTo(Result.NOT_ALLOWED);
		assertThat(BY_SHOP.refusal(Action.ADVANCE, Actor.SHOP, RECEIVED, NOW)).isNull();
		assertThat(new ActionRules(Map.of(Status.RECIBIDO, Mover.EITHER), null, null).refusal(Action.ADVANCE,
				Actor.SHOP, RECEIVED, NOW))
			.isNull();
	}

	@Test
	void letsTheShopTakeItsOwnAdvanceBackForHalfAMinute() {
		OrderProgress advanced = RECEIVED.advanced(Actor.SHOP, NOW, DUE);

		assertThat(BY_SHOP.allowed(Actor.SHOP, advanced, NOW))
			.contains(new Allowed(Action.RECALL, NOW.plusSeconds(30)));
		assertThat(BY_SHOP.refusal(Action.RECALL, Actor.SHOP, advanced, NOW.plusSeconds(30))).isNull();
		assertThat(BY_SHOP.refusal(Action.RECALL, Actor.SHOP, advanced, NOW.plusMillis(30_001)))
			.isEqualTo(Result.TOO_LATE);
	}

	@Test
	void promisesNoRecallForLongerThanTheTimerWaits() {
		OrderProgress advanced = RECEIVED.advanced(Actor.SHOP, NOW, NOW.plusSeconds(5));
		ActionRules shopAlone = new ActionRules(Map.of(Status.PREPARANDO, Mover.SHOP), null, null);

		assertThat(BY_SHOP.allowed(Actor.SHOP, advanced, NOW)).contains(new Allowed(Action.RECALL, NOW.plusSeconds(5)));
		assertThat(shopAlone.allowed(Actor.SHOP, advanced, NOW))
			.contains(new Allowed(Action.RECALL, NOW.plusSeconds(30)));
	}

	@Test
	void recallsNothingButAnAdvanceOfTheShop() {
		OrderProgress recalled = RECEIVED.advanced(Actor.SHOP, NOW, DUE).recalled(Actor.SHOP, NOW, DUE);

		assertThat(BY_SHOP.refusal(Action.RECALL, Actor.SHOP, RECEIVED, NOW)).isEqualTo(Result.NOT_ALLOWED);
		assertThat(BY_SHOP.refusal(Action.RECALL, Actor.SHOP, RECEIVED.next(NOW, DUE), NOW))
			.isEqualTo(Result.NOT_ALLOWED);
		assertThat(BY_SHOP.refusal(Action.RECALL, Actor.SHOP, recalled, NOW)).isEqualTo(Result.NOT_ALLOWED);
	}

	@Test
	void leavesAnEndAlone() {
		OrderProgress cancelled = RECEIVED.cancelled(Actor.SHOP, NOW, "sin masa");

		assertThat(BY_SHOP.allowed(Actor.SHOP, cancelled, NOW)).isEmpty();
		assertThat(BY_SHOP.refusal(Action.CANCEL, Actor.CUSTOMER, cancelled, NOW)).isEqualTo(Result.ENDED);
	}

	@Test
	void leavesStepsEnoughToComeToAnEnd() {
		OrderProgress order = RECEIVED;
		while (BY_SHOP.refusal(Action.DELAY, Actor.SHOP, order, NOW) == null) {
			order = order.delayed(Actor.SHOP, NOW, Duration.ofMinutes(1));
		}

		assertThat(BY_SHOP.refusal(Action.DELAY, Actor.SHOP, order, NOW)).isEqualTo(Result.TOO_OFTEN);
		assertThat(order.version()).isLessThanOrEqualTo(OrderProgress.MOST_VERSIONS - 4);
		assertThat(BY_SHOP.refusal(Action.ADVANCE, Actor.SHOP, order, NOW)).isNull();
	}

	@Test
	void refusesRulesForWhatIsOver() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ActionRules(Map.of(Status.FINALIZADO, Mover.SHOP), null, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new ActionRules(null, Status.CANCELADO, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new ActionRules(null, null, Duration.ofHours(1)));
	}

}
