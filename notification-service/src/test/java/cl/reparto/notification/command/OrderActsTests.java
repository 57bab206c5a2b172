package cl.reparto.notification.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.status.StandInView;
import cl.reparto.notification.status.StatusSettings;
import cl.reparto.notification.status.StatusView;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class OrderActsTests {

	private static final Duration LONG = Duration.ofSeconds(5);

	private final StandInView orders = new StandInView();

	private final StatusView view = this.orders.view();

	private final Outcomes outcomes = new Outcomes();

	private final OrderProgress order = anOrder().at(Status.RECIBIDO);

	private final OrderAct cancel = new OrderAct(this.order.id(), Action.CANCEL, Actor.CUSTOMER, null, "a", IfMatch.ANY,
			null);

	@Test
	void letsOnlySoManyWait() throws InterruptedException {
		this.orders.put(this.order);
		AtomicReference<OrderActs> acts = new AtomicReference<>();
		CommandLog another = (_, _) -> assertThatThrownBy(() -> acts.get().act(this.cancel)).isInstanceOfSatisfying(
				ProblemException.class, (refused) -> assertThat(refused.kind()).isEqualTo(ProblemKind.UNAVAILABLE));
		acts.set(acts(another, Duration.ZERO, 1));

		assertThat(acts.get().act(this.cancel)).as("the first").isEmpty();
		assertThat(acts.get().act(this.cancel)).as("whoever comes when it has gone").isEmpty();
	}

	/** The command is kept, and its order's status will show what came of it. */
	@Test
	void letsEveryoneGoWhenTheServiceStops() {
		this.orders.put(this.order);
		OrderActs acts = acts((_, _) -> {
		}, LONG, 1);
		CompletableFuture<Boolean> answered = CompletableFuture.supplyAsync(() -> {
			try {
				return acts.act(this.cancel).isPresent();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		await().until(() -> this.outcomes.count() == 1);

		this.outcomes.release();

		assertThat(answered).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(false);
		await().until(() -> this.outcomes.count() == 0);
	}

	@Test
	void leavesNobodyBehindWhereACommandIsNotKept() {
		this.orders.put(this.order);
		OrderActs acts = acts((_, _) -> {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}, LONG, 1);

		assertThatThrownBy(() -> acts.act(this.cancel)).isInstanceOf(ProblemException.class);
		assertThat(this.outcomes.count()).isZero();
	}

	private OrderActs acts(CommandLog log, Duration answerWithin, int atOnce) {
		return new OrderActs(this.view, log, this.outcomes, new StatusSettings(LONG),
				new CommandSettings(answerWithin, atOnce), () -> Instant.EPOCH);
	}

}
