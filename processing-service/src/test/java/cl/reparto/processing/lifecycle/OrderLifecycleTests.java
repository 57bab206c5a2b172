package cl.reparto.processing.lifecycle;

import cl.reparto.model.command.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static org.assertj.core.api.Assertions.assertThat;

class OrderLifecycleTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final OrderRequested request = OrderBuilder.anOrder().requested();

	private final OrderLifecycle lifecycle = new OrderLifecycle(new Stages(MINUTE, MINUTE, MINUTE), ActionRules.DEFAULT,
			Duration.ofDays(30));

	@Test
	void beginsWithRecibidoDueAfterItsStage() {
		List<OrderProgress> reached = this.lifecycle.begin(this.request, TIME);

		assertThat(reached).singleElement().isEqualTo(OrderProgress.received(this.request, TIME, TIME.plus(MINUTE)));
	}

	@Test
	void doesNotMoveBeforeItIsDue() {
		OrderProgress received = this.lifecycle.begin(this.request, TIME).getLast();

		assertThat(this.lifecycle.advance(received, TIME.plus(MINUTE).minusMillis(1))).isEmpty();
	}

	@Test
	void movesOneStatusWhenItIsDue() {
		OrderProgress received = this.lifecycle.begin(this.request, TIME).getLast();
		Instant due = TIME.plus(MINUTE);

		List<OrderProgress> reached = this.lifecycle.advance(received, due);

		assertThat(reached).singleElement().isEqualTo(received.next(due, due.plus(MINUTE)));
	}

	@Test
	void countsAStageFromWhenTheOrderEnteredItAndNotFromWhenItShouldHave() {
		OrderProgress received = this.lifecycle.begin(this.request, TIME).getLast();
		Instant late = TIME.plus(Duration.ofHours(1));

		OrderProgress preparing = this.lifecycle.advance(received, late).getLast();

		assertThat(preparing.status()).isEqualTo(Status.PREPARANDO);
		assertThat(preparing.dueAt()).isEqualTo(late.plus(MINUTE));
	}

	@Test
	void passesStagesOfNoLengthAtOnce() {
		OrderLifecycle immediate = new OrderLifecycle(new Stages(Duration.ZERO, Duration.ZERO, Duration.ZERO),
				ActionRules.DEFAULT, MINUTE);

		List<OrderProgress> reached = immediate.begin(this.request, TIME);

		assertThat(reached).extracting(OrderProgress::status).containsExactlyElementsOf(Status.STEPS);
		assertThat(reached.getLast().history()).extracting(OrderProgress.Step::at).containsOnly(TIME);
		assertThat(reached.getLast().dueAt()).isNull();
	}

	@Test
	void keepsTheHistoryInOrderWhenTheClockIsSetBack() {
		OrderProgress received = this.lifecycle.begin(this.request, TIME).getLast();
		OrderProgress preparing = this.lifecycle.advance(received, TIME.plus(MINUTE)).getLast();
		OrderLifecycle impatient = new OrderLifecycle(new Stages(MINUTE, Duration.ZERO, Duration.ZERO),
				ActionRules.DEFAULT, MINUTE);
		OrderProgress dueInThePast = received.next(preparing.reachedAt(), TIME.minus(MINUTE));

		List<OrderProgress> reached = impatient.advance(dueInThePast, TIME);

		assertThat(reached.getLast().history()).extracting(OrderProgress.Step::at).isSorted();
	}

	@Test
	void forgetsAFinishedOrderAfterTheRetention() {
		OrderLifecycle immediate = new OrderLifecycle(new Stages(Duration.ZERO, Duration.ZERO, Duration.ZERO),
				ActionRules.DEFAULT, Duration.ofDays(30));
		OrderProgress finished = immediate.begin(this.request, TIME).getLast();

		assertThat(immediate.nextLook(finished, TIME)).isEqualTo(TIME.plus(Duration.ofDays(30)));
	}

}
