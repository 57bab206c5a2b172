package cl.reparto.processing.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.model.Actor;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.model.command.Stages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static cl.reparto.processing.lifecycle.Commands.advance;
import static cl.reparto.processing.lifecycle.Commands.asked;
import static cl.reparto.processing.lifecycle.Commands.cancel;
import static cl.reparto.processing.lifecycle.Commands.delay;
import static cl.reparto.processing.lifecycle.Commands.recall;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

/** What people ask of orders, from the topic of commands to that of outcomes. */
class CommandTopologyTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Stages MINUTES = new Stages(MINUTE, MINUTE, MINUTE);

	private static final ActionRules BY_SHOP = new ActionRules(Map.of(Status.RECIBIDO, Mover.SHOP), null, null);

	private SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private Machine machine = machine(MINUTES, ActionRules.DEFAULT);

	private final OrderRequested order = anOrder().requested();

	private Machine machine(Stages stages, ActionRules rules) {
		return new Machine(stages, rules, this.registry, () -> this.machine.now());
	}

	private void start(Stages stages, ActionRules rules) {
		this.machine.close();
		this.registry = new SimpleMeterRegistry();
		this.machine = machine(stages, rules);
	}

	@AfterEach
	void stop() {
		this.machine.close();
	}

	@Test
	void cancelsAnOrderAndTellsOfIt() {
		this.machine.post(this.order);
		OrderCommand command = cancel(this.order.id(), Actor.CUSTOMER);

		List<CommandOutcome> outcomes = this.machine.ask(command);

		assertThat(outcomes).containsExactly(new CommandOutcome(command.id(), this.order.id(), Action.CANCEL,
				Actor.CUSTOMER, Result.DONE, 2, Status.CANCELADO, TIME));
		assertThat(this.machine.progress.readValuesToList()).extracting(OrderProgress::status)
			.containsExactly(Status.RECIBIDO, Status.CANCELADO);
		assertThat(waiting(Status.RECIBIDO)).isZero();
	}

	@Test
	void tellsOfACommandUnderTheOrdersId() {
		this.machine.post(this.order);

		this.machine.commands.pipeInput(this.order.id().toString().getBytes(UTF_8),
				CommandTopics.ORDER_COMMANDS.write(cancel(this.order.id(), Actor.SHOP)));

		assertThat(this.machine.outcomes.readKeyValue().key).isEqualTo(this.order.id().toString());
	}

	@Test
	void doesWhatComesTwiceOnceAndTellsTheSameTwice() {
		this.machine.post(this.order);
		OrderCommand command = delay(this.order.id(), MINUTE);

		List<CommandOutcome> first = this.machine.ask(command);
		List<CommandOutcome> second = this.machine.ask(command);

		assertThat(first).singleElement().extracting(CommandOutcome::result).isEqualTo(Result.DONE);
		assertThat(second).isEqualTo(first);
		assertThat(this.machine.progress.readValuesToList()).hasSize(2);
		assertThat(this.registry.get("reparto.commands.repeated").counter().count()).isEqualTo(1);
	}

	/** Though by then it could be done. */
	@Test
	void tellsWhoWasRefusedTheSameAgain() {
		start(MINUTES, BY_SHOP);
		OrderCommand early = advance(this.order.id());
		List<CommandOutcome> first = this.machine.ask(early);
		this.machine.post(this.order);

		List<CommandOutcome> second = this.machine.ask(early);

		assertThat(first).singleElement().extracting(CommandOutcome::result).isEqualTo(Result.UNKNOWN);
		assertThat(second).isEqualTo(first);
		assertThat(this.machine.progress.readValuesToList()).hasSize(1);
	}

	@Test
	void walksADelayedOrderOnAtItsNewTimeAndNotAtItsOld() {
		this.machine.post(this.order);
		this.machine.ask(delay(this.order.id(), MINUTE));
		this.machine.progress.readValuesToList();

		this.machine.jump(MINUTE.multipliedBy(2).minusMillis(10));
		assertThat(this.machine.progress.isEmpty()).isTrue();
		this.machine.jump(Machine.TICK);

		assertThat(this.machine.progress.readValuesToList()).extracting(OrderProgress::version).containsExactly(3);
		assertThat(waiting(Status.RECIBIDO)).isZero();
		assertThat(waiting(Status.PREPARANDO)).isEqualTo(1);
	}

	@Test
	void countsAnOrderOnceHoweverOftenItIsDelayed() {
		this.machine.post(this.order);

		Stream.generate(() -> delay(this.order.id(), MINUTE)).limit(10).forEach(this.machine::ask);

		assertThat(waiting(Status.RECIBIDO)).isEqualTo(1);
		assertThat(this.machine.timers().all()).toIterable().hasSize(2);
	}

	@Test
	void leavesAnOrderToTheShopThatTheShopMoves() {
		start(MINUTES, BY_SHOP);
		this.machine.post(this.order);
		this.machine.progress.readValuesToList();

		this.machine.jump(Duration.ofHours(9));
		this.machine.jump(Duration.ofHours(9));
		assertThat(this.machine.progress.isEmpty()).isTrue();
		assertThat(waiting(Status.RECIBIDO)).isEqualTo(1);
		assertThat(overdue()).as("of the timer").isZero();
		List<CommandOutcome> outcomes = this.machine.ask(asked(this.machine.now(), advance(this.order.id())));

		assertThat(outcomes).extracting(CommandOutcome::result).containsExactly(Result.DONE);
		assertThat(this.machine.progress.readValuesToList()).singleElement().satisfies((step) -> {
			assertThat(step.status()).isEqualTo(Status.PREPARANDO);
			assertThat(step.dueAt()).isEqualTo(this.machine.now().plus(MINUTE));
		});
		assertThat(waiting(Status.RECIBIDO)).isZero();
	}

	/** A tick does not take them all. */
	@Test
	void decidesAgainstWhatIsDueThoughNoTickHasFoundItYet() {
		List<OrderRequested> orders = Stream.generate(() -> anOrder().requested()).limit(300).toList();
		orders.forEach(this.machine::post);
		this.machine.progress.readValuesToList();
		this.machine.jump(MINUTE);
		Set<UUID> moved = this.machine.progress.readValuesToList()
			.stream()
			.map(OrderProgress::id)
			.collect(Collectors.toSet());
		UUID late = orders.stream()
			.map(OrderRequested::id)
			.filter((id) -> !moved.contains(id))
			.findFirst()
			.orElseThrow();

		List<CommandOutcome> outcomes = this.machine.ask(cancel(late, Actor.CUSTOMER));
		this.machine.jump(Machine.TICK);

		assertThat(outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.TOO_LATE);
			assertThat(outcome.status()).isEqualTo(Status.PREPARANDO);
		});
		assertThat(this.machine.progress.readValuesToList()).hasSize(100)
			.filteredOn((step) -> step.id().equals(late))
			.extracting(OrderProgress::status)
			.containsExactly(Status.PREPARANDO);
		assertThat(waiting(Status.RECIBIDO)).isZero();
		assertThat(waiting(Status.PREPARANDO)).isEqualTo(300);
	}

	@Test
	void tellsHowAnOrderEnded() {
		this.machine.post(this.order);
		this.machine.ask(cancel(this.order.id(), Actor.SHOP));

		List<CommandOutcome> outcomes = this.machine.ask(cancel(this.order.id(), Actor.CUSTOMER));

		assertThat(outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.ENDED);
			assertThat(outcome.status()).isEqualTo(Status.CANCELADO);
			assertThat(outcome.version()).isEqualTo(2);
		});
	}

	@Test
	void forgetsACancelledOrderAsItForgetsAFinishedOneAndWhatWasAskedOfIt() {
		this.machine.post(this.order);
		this.machine.ask(cancel(this.order.id(), Actor.SHOP));
		this.machine.progress.readValuesToList();

		this.machine.jump(Machine.RETENTION);
		assertThat(this.machine.progress.readKeyValue().value).isNull();
		assertThat(this.machine.ask(cancel(this.order.id(), Actor.SHOP))).extracting(CommandOutcome::result)
			.containsExactly(Result.UNKNOWN);
		this.machine.jump(CommandMemory.DAY.plus(MINUTE));

		assertThat(this.machine.remembered().all()).toIterable().isEmpty();
	}

	/** What came within a day goes in less: else there would be more each day. */
	@Test
	void forgetsWithoutDelayWhateverWasAskedAtOnce() {
		for (int order = 0; order < 1_200; order++) {
			this.machine.ask(advance(UUID.randomUUID()));
		}

		this.machine.jump(CommandMemory.DAY.plus(MINUTE));
		this.machine.advance(Duration.ofSeconds(1));

		assertThat(this.machine.remembered().all()).toIterable().isEmpty();
	}

	@Test
	void remembersWhatWasAskedOfAnOrderForAsLongAsItGoesOn() {
		start(MINUTES, BY_SHOP);
		this.machine.post(this.order);
		OrderCommand command = delay(this.order.id(), MINUTE);
		List<CommandOutcome> first = this.machine.ask(command);

		Stream.generate(() -> CommandMemory.DAY).limit(40).forEach(this.machine::jump);

		assertThat(this.machine.ask(command)).isEqualTo(first);
	}

	@Test
	void forgetsCommandsToOrdersThatNeverWere() {
		this.machine.ask(advance(this.order.id()));

		this.machine.jump(CommandMemory.DAY.plus(MINUTE));

		assertThat(this.machine.remembered().all()).toIterable().isEmpty();
		assertThat(this.machine.timers().all()).toIterable().isEmpty();
	}

	@Test
	void remembersOnlySoManyRefusals() {
		this.machine.post(this.order);
		Stream.generate(() -> advance(this.order.id())).limit(CommandMemory.MOST + 10).forEach(this.machine::ask);

		List<CommandOutcome> cancelled = this.machine.ask(cancel(this.order.id(), Actor.SHOP));

		assertThat(cancelled).extracting(CommandOutcome::result).containsExactly(Result.DONE);
		assertThat(this.machine.remembered().all()).toIterable().hasSize(CommandMemory.MOST + 1);
	}

	@Test
	void countsWhatPeopleAskAndWhatComesOfIt() {
		this.machine.post(this.order);

		this.machine.ask(recall(this.order.id()));

		assertThat(this.registry.get("reparto.commands")
			.tags("action", "recall", "result", "not-allowed", "by", "shop")
			.counter()
			.count()).isEqualTo(1);
		assertThat(this.registry.get("reparto.orders.transitions").tag("status", "recibido").counter().count())
			.isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("poison")
	void sendsPoisonToTheDeadLettersOfCommandsAndGoesOn(byte @Nullable [] key, byte @Nullable [] value, String why) {
		this.machine.commands.pipeInput(new TestRecord<>(key, value));
		this.machine.post(this.order);

		TestRecord<byte[], byte[]> dead = this.machine.deadCommands.readRecord();
		assertThat(dead.key()).isEqualTo(key);
		assertThat(dead.value()).isEqualTo(value);
		assertThat(new String(dead.headers().lastHeader(DeadLetter.WHY).value(), UTF_8)).contains(why);
		assertThat(this.machine.ask(cancel(this.order.id(), Actor.SHOP))).hasSize(1);
		assertThat(this.registry.get("reparto.dead.letters").tag("topic", "order_commands").counter().count())
			.isEqualTo(1);
	}

	static Stream<@Nullable Object[]> poison() {
		UUID id = UUID.randomUUID();
		byte[] key = id.toString().getBytes(UTF_8);
		byte[] good = CommandTopics.ORDER_COMMANDS.write(cancel(id, Actor.SHOP));
		return Stream.of(new @Nullable Object[] { null, good, "no key" },
				new @Nullable Object[] { key, null, "no value" }, new Object[] { key, new byte[0], "malformed JSON" },
				new Object[] { UUID.randomUUID().toString().getBytes(UTF_8), good, "the key is not the order's id" },
				new Object[] { key, new String(good, UTF_8).replace("shop", "timer").getBytes(UTF_8),
						"by must be a person" },
				new Object[] { key, new String(good, UTF_8).replace("shop", "boss").getBytes(UTF_8), "by" });
	}

	@Test
	void doesNothingThatWasAskedLongAgo() {
		this.machine.post(this.order);
		Instant longAgo = TIME.minus(Duration.ofHours(2));

		List<CommandOutcome> outcomes = this.machine.ask(asked(longAgo, cancel(this.order.id(), Actor.CUSTOMER)));

		assertThat(outcomes).extracting(CommandOutcome::result).containsExactly(Result.TOO_LATE);
	}

	private double waiting(Status status) {
		return this.registry.get("reparto.orders.waiting").tag("status", status.wireName()).gauge().value();
	}

	private Duration overdue() {
		return Duration.ofMillis((long) this.registry.get("reparto.orders.overdue").timeGauge().value(MILLISECONDS));
	}

}
