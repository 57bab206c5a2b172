package cl.reparto.processing.machine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import cl.reparto.model.command.Stages;
import cl.reparto.service.streams.timers.TimerIndex;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static cl.reparto.processing.lifecycle.Commands.delay;
import static org.assertj.core.api.Assertions.assertThat;

/** A processor that ends and another that goes on with the same stores. */
class OrderProcessorRestartTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Stages MINUTES = new Stages(MINUTE, MINUTE, MINUTE);

	private static final ActionRules BY_SHOP = new ActionRules(Map.of(Status.RECIBIDO, Mover.SHOP), null, null);

	private final Bench bench = new Bench(lifecycle(MINUTES));

	private static OrderLifecycle lifecycle(Stages stages) {
		return lifecycle(stages, ActionRules.DEFAULT);
	}

	private static OrderLifecycle lifecycle(Stages stages, ActionRules rules) {
		return new OrderLifecycle(stages, rules, Duration.ofDays(1));
	}

	/** Each look is a transaction, day and night. */
	@Test
	void looksOnceAMinuteWhileNothingIsDue() {
		this.bench.tickAt(TIME);
		assertThat(this.bench.nextLooks()).containsOnly(MINUTE);

		this.bench.post(anOrder().requested());

		assertThat(this.bench.nextLooks()).containsOnly(MINUTE);
	}

	@Test
	void looksWhenAnOrderIsDueThatHasJustCome() {
		Bench quick = new Bench(lifecycle(new Stages(Duration.ofSeconds(2), MINUTE, MINUTE)));
		quick.tickAt(TIME);

		quick.post(anOrder().requested());

		assertThat(quick.nextLooks()).contains(Duration.ofSeconds(2));
	}

	@Test
	void keepsTime() {
		OrderProgress before = this.bench.post(anOrder().requested()).getLast();

		this.bench.restart(lifecycle(MINUTES));

		assertThat(this.bench.tickAt(before.dueAt().minus(Bench.TICK))).isEmpty();
		assertThat(this.bench.tickAt(before.dueAt())).extracting(OrderProgress::status)
			.containsExactly(Status.PREPARANDO);
	}

	@Test
	void neitherStrandsNorRushesWaitingOrdersWhenADurationHasChanged() {
		OrderProgress before = this.bench.post(anOrder().requested()).getLast();

		this.bench.restart(lifecycle(new Stages(Duration.ofHours(9), Duration.ofHours(1), Duration.ZERO)));

		assertThat(this.bench.tickAt(before.dueAt().minus(Bench.TICK))).isEmpty();
		assertThat(this.bench.tickAt(before.dueAt())).singleElement()
			.satisfies((step) -> assertThat(step.dueAt()).isEqualTo(before.dueAt().plus(Duration.ofHours(1))));
	}

	@Test
	void strandsNoOrderThatWaitsForTheShopWhenTheTimerMovesItAgain() {
		this.bench.restart(lifecycle(MINUTES, BY_SHOP));
		this.bench.post(anOrder().requested());
		assertThat(this.bench.tickAt(TIME.plus(Duration.ofHours(1)))).isEmpty();

		this.bench.restart(lifecycle(MINUTES));

		assertThat(this.bench.tickAt(TIME.plus(Duration.ofHours(1)).plus(MINUTE.multipliedBy(5))))
			.extracting(OrderProgress::status)
			.containsExactly(Status.PREPARANDO);
	}

	@Test
	void doesNotLookAtEachTickAtAnOrderThatWaitsForTheShop() {
		this.bench.restart(lifecycle(MINUTES, BY_SHOP));
		this.bench.post(anOrder().requested());
		this.bench.tickAt(TIME.plus(MINUTE));
		List<Bytes> before = this.bench.timerKeys();

		this.bench.tickAt(TIME.plus(MINUTE.multipliedBy(5)));

		assertThat(this.bench.timerKeys()).isEqualTo(before);
	}

	@Test
	void leavesToTheShopWhatTheTimerMovedBefore() {
		OrderProgress before = this.bench.post(anOrder().requested()).getLast();

		this.bench.restart(lifecycle(MINUTES, BY_SHOP));

		assertThat(this.bench.tickAt(before.dueAt())).isEmpty();
		assertThat(this.bench.waiting(Status.RECIBIDO)).isEqualTo(1);
	}

	@Test
	void changesNothingForARequestThatWasKnownBefore() {
		OrderRequested request = anOrder().requested();
		this.bench.post(request);

		this.bench.restart(lifecycle(MINUTES));

		assertThat(this.bench.post(request)).isEmpty();
	}

	@Test
	void answersACommandThatWasCarriedOutBeforeAsItDidThen() {
		OrderRequested request = anOrder().requested();
		this.bench.post(request);
		OrderCommand command = delay(request.id(), MINUTE);
		List<CommandOutcome> before = this.bench.ask(command);

		this.bench.restart(lifecycle(MINUTES));

		assertThat(this.bench.ask(command)).isEqualTo(before);
		assertThat(this.bench.progress()).isEmpty();
	}

	/** Whoever wrote it reads that it is void, and puts it into the other partition. */
	@Test
	void passesOverAKeyThatWasPlacedByFewerPartitionsThanWereToldBefore() {
		this.bench.post(anOrder().id(keyed()).requested(), placed(5, 10));

		this.bench.restart(lifecycle(MINUTES));

		assertThat(this.bench.post(anOrder().id(keyed()).requested(), placed(5, 5))).isEmpty();
		assertThat(this.bench.post(anOrder().id(keyed()).requested(), placed(10, 10))).hasSize(1);
		assertThat(this.bench.post(anOrder().requested())).hasSize(1);
	}

	/** As of an order with a key (version 8). */
	private static UUID keyed() {
		return new UUID(UUID.randomUUID().getMostSignificantBits() & ~0xf000L | 0x8000L,
				UUID.randomUUID().getLeastSignificantBits());
	}

	private static Headers placed(int by, int known) {
		return new RecordHeaders().add("placed", ByteBuffer.allocate(12).putInt(by).putInt(5).putInt(known).array());
	}

	@Test
	void countsTheOrdersThatWaitAnew() {
		OrderRequested delayed = anOrder().requested();
		this.bench.post(delayed);
		this.bench.post(anOrder().requested());
		this.bench.ask(delay(delayed.id(), MINUTE));

		this.bench.restart(lifecycle(MINUTES));

		assertThat(this.bench.waiting(Status.RECIBIDO)).isEqualTo(2);
		this.bench.stop();
		assertThat(this.bench.waiting(Status.RECIBIDO)).isZero();
	}

	/** One goes from where they are counted to where they are not yet. */
	@Test
	void countsManyThatWaitALittleAtATimeAndEachOnce() {
		OrderRequested delayed = anOrder().requested();
		this.bench.post(delayed);
		TimerIndex timers = new TimerIndex(this.bench.timers, 0);
		for (int order = 1; order < 2 * OrderTimers.COUNTED_AT_ONCE; order++) {
			timers.add(new TimerIndex.Entry(TIME.plus(MINUTE).plusMillis(order), OrderTimers.subject(UUID.randomUUID()),
					(byte) Status.RECIBIDO.number()));
		}

		this.bench.restart(lifecycle(MINUTES));

		assertThat(this.bench.waiting(Status.RECIBIDO)).isEqualTo(OrderTimers.COUNTED_AT_ONCE);
		this.bench.ask(delay(delayed.id(), Duration.ofHours(1)));
		this.bench.post(anOrder().requested());
		assertThat(this.bench.waiting(Status.RECIBIDO)).isEqualTo(OrderTimers.COUNTED_AT_ONCE);
		this.bench.tickAt(TIME);
		this.bench.tickAt(TIME);
		assertThat(this.bench.waiting(Status.RECIBIDO)).isEqualTo(2 * OrderTimers.COUNTED_AT_ONCE + 1);
	}

	@Test
	void startsWithTimersOfAStatusThatItDoesNotKnow() {
		new TimerIndex(this.bench.timers, 0)
			.add(new TimerIndex.Entry(TIME, Bytes.wrap(new byte[2 * Long.BYTES]), (byte) 9));

		this.bench.restart(lifecycle(MINUTES));

		assertThat(this.bench.waiting(Status.RECIBIDO)).isZero();
		assertThat(this.bench.tickAt(TIME)).isEmpty();
	}

}
