package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class RecallWindowTests {

	private static final Instant AT = Instant.parse("2026-11-17T18:00:00Z");

	private final RecallWindow window = new RecallWindow(Duration.ofSeconds(30));

	private final OrderProgress order = anOrder().at(Status.PREPARANDO);

	private final OrderProgress advanced = this.order.advanced(Actor.SHOP, AT, AT.plusSeconds(600));

	@Test
	void holdsAnAdvanceByTheShopFromWhenItWasMade() {
		assertThat(this.window.holds(this.advanced)).isTrue();
		assertThat(this.window.end(this.advanced)).isEqualTo(AT.plusSeconds(30));
	}

	@Test
	void holdsNothingElse() {
		assertThat(this.window.holds(this.order)).isFalse();
		assertThat(this.window.holds(this.order.next(AT, AT.plusSeconds(1)))).isFalse();
		assertThat(this.window.holds(this.order.delayed(Actor.SHOP, AT, Duration.ofMinutes(5)))).isFalse();
		assertThat(this.window.holds(this.order.cancelled(Actor.SHOP, AT, "no queda"))).isFalse();
		assertThat(this.window.holds(this.advanced.recalled(Actor.SHOP, AT, AT.plusSeconds(1)))).isFalse();
		assertThat(this.window.end(this.order)).isEqualTo(this.order.reachedAt());
	}

	/** An end is not taken back, so that is told at once. */
	@Test
	void holdsNoEnd() {
		assertThat(this.window.holds(this.advanced.advanced(Actor.SHOP, AT, null))).isFalse();
	}

	@Test
	void holdsNothingWhereNothingCanBeRecalled() {
		assertThat(new RecallWindow(Duration.ZERO).holds(this.advanced)).isFalse();
	}

}
