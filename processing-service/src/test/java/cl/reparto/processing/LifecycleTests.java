package cl.reparto.processing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;

import static cl.reparto.processing.RequestBuilder.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class LifecycleTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final OrderRequested request = RequestBuilder.aRequest().build();

	private final Lifecycle lifecycle = new Lifecycle(new Stages(MINUTE, MINUTE, MINUTE), Duration.ofDays(30));

	@Test
	void beginsWithRecibidoDueAfterItsStage() {
		List<OrderProgress> reached = this.lifecycle.begin(this.request, NOON);

		assertThat(reached).singleElement().isEqualTo(OrderProgress.received(this.request, NOON, NOON.plus(MINUTE)));
	}

	@Test
	void doesNotMoveBeforeItIsDue() {
		OrderProgress received = this.lifecycle.begin(this.request, NOON).getLast();

		assertThat(this.lifecycle.advance(received, NOON.plus(MINUTE).minusMillis(1))).isEmpty();
	}

	@Test
	void movesOneStatusWhenItIsDue() {
		OrderProgress received = this.lifecycle.begin(this.request, NOON).getLast();
		Instant due = NOON.plus(MINUTE);

		List<OrderProgress> reached = this.lifecycle.advance(received, due);

		assertThat(reached).singleElement().isEqualTo(received.next(due, due.plus(MINUTE)));
	}

	@Test
	void countsAStageFromWhenTheOrderEnteredItAndNotFromWhenItShouldHave() {
		OrderProgress received = this.lifecycle.begin(this.request, NOON).getLast();
		Instant late = NOON.plus(Duration.ofHours(1));

		OrderProgress preparing = this.lifecycle.advance(received, late).getLast();

		assertThat(preparing.status()).isEqualTo(Status.PREPARANDO);
		assertThat(preparing.dueAt()).isEqualTo(late.plus(MINUTE));
	}

	@Test
	void passesStagesOfNoLengthAtOnce() {
		Lifecycle immediate = new Lifecycle(new Stages(Duration.ZERO, Duration.ZERO, Duration.ZERO), MINUTE);

		List<OrderProgress> reached = immediate.begin(this.request, NOON);

		assertThat(reached).extracting(OrderProgress::status).containsExactly(Status.values());
		assertThat(reached.getLast().history()).extracting(OrderProgress.Step::at).containsOnly(NOON);
		assertThat(reached.getLast().dueAt()).isNull();
	}

	@Test
	void keepsTheHistoryInOrderWhenTheClockIsSetBack() {
		OrderProgress received = this.lifecycle.begin(this.request, NOON).getLast();
		OrderProgress preparing = this.lifecycle.advance(received, NOON.plus(MINUTE)).getLast();
		Lifecycle impatient = new Lifecycle(new Stages(MINUTE, Duration.ZERO, Duration.ZERO), MINUTE);
		OrderProgress dueInThePast = received.next(preparing.reachedAt(), NOON.minus(MINUTE));

		List<OrderProgress> reached = impatient.advance(dueInThePast, NOON);

		assertThat(reached.getLast().history()).extracting(OrderProgress.Step::at).isSorted();
	}

	@Test
	void forgetsAFinishedOrderAfterTheRetention() {
		Lifecycle immediate = new Lifecycle(new Stages(Duration.ZERO, Duration.ZERO, Duration.ZERO),
				Duration.ofDays(30));
		OrderProgress finished = immediate.begin(this.request, NOON).getLast();

		assertThat(immediate.nextLook(finished)).isEqualTo(NOON.plus(Duration.ofDays(30)));
	}

}
