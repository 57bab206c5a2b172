package cl.reparto.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.OrderProgress.Change;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OrderProgressTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private static final OrderProgress RECEIVED = OrderProgress.received(
			new OrderRequested(UUID.randomUUID(), "sopaipillas", BigDecimal.TEN, "ana@example.cl", NOW), NOW,
			NOW.plusSeconds(2));

	@Test
	void isNeverDueBeforeTimesThatCount() {
		OrderProgress delayed = RECEIVED.delayed(Actor.SHOP, NOW, Duration.ofHours(24));
		OrderProgress odd = new OrderProgress(delayed.id(), delayed.name(), delayed.price(), delayed.email(),
				delayed.status(), delayed.version(), delayed.history(), delayed.requestedAt(), Instant.EPOCH, null,
				null);

		assertThat(odd.asOf(1).dueAt()).isEqualTo(Instant.EPOCH);
	}

	@Test
	void hasNoDelayOfCenturies() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new OrderProgress.Step(Status.RECIBIDO, NOW, Actor.SHOP, null, Duration.ofDays(366)))
			.withMessage("history.delay must be above 0 and at most PT8760H");
	}

	@Test
	void tellsWhatEachStepWas() {
		OrderProgress advanced = RECEIVED.advanced(Actor.SHOP, NOW, NOW.plusSeconds(5));
		OrderProgress recalled = advanced.recalled(Actor.SHOP, NOW, NOW.plusSeconds(2));
		OrderProgress delayed = recalled.delayed(Actor.SHOP, NOW, Duration.ofMinutes(10));
		OrderProgress cancelled = delayed.cancelled(Actor.CUSTOMER, NOW, "ya no");

		assertThat(RECEIVED.change()).isEqualTo(Change.RECEIVED);
		assertThat(advanced.change()).isEqualTo(Change.ADVANCED);
		assertThat(recalled.change()).isEqualTo(Change.RECALLED);
		assertThat(recalled.status()).isEqualTo(Status.RECIBIDO);
		assertThat(delayed.change()).isEqualTo(Change.DELAYED);
		assertThat(delayed.dueAt()).isEqualTo(NOW.plusSeconds(602));
		assertThat(cancelled.change()).isEqualTo(Change.CANCELLED);
		assertThat(cancelled.version()).isEqualTo(5);
		assertThat(cancelled.dueAt()).isNull();
	}

	@Test
	void goesBackToAnEarlierVersion() {
		OrderProgress delayed = RECEIVED.delayed(Actor.SHOP, NOW.plusSeconds(1), Duration.ofMinutes(1));
		OrderProgress later = delayed.next(NOW.plusSeconds(62), NOW.plusSeconds(70));

		assertThat(later.asOf(2)).isEqualTo(delayed);
		assertThat(later.asOf(1)).isEqualTo(RECEIVED);
		assertThat(later.asOf(3)).isSameAs(later);
	}

	@Test
	void doesNothingToAnOrderAtItsEnd() {
		OrderProgress cancelled = RECEIVED.cancelled(Actor.SHOP, NOW, "sin masa");

		assertThatIllegalStateException().isThrownBy(() -> cancelled.next(NOW, NOW));
		assertThatIllegalStateException().isThrownBy(() -> cancelled.delayed(Actor.SHOP, NOW, Duration.ofMinutes(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> cancelled.cancelled(Actor.SHOP, NOW, "otra vez"));
		assertThatIllegalStateException().isThrownBy(() -> RECEIVED.recalled(Actor.SHOP, NOW, NOW));
	}

	@Test
	void refusesAPaceThatCannotBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> new OrderRequested(RECEIVED.id(), "sopaipillas",
				BigDecimal.TEN, "ana@example.cl", NOW, null, BigDecimal.ZERO));
	}

}
