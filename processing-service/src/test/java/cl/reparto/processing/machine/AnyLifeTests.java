package cl.reparto.processing.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderProgress.Change;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.processing.lifecycle.Commands;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import cl.reparto.model.command.Stages;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests, commands, time and restarts in any order, under any rules. */
class AnyLifeTests {

	private static final List<OrderRequested> ORDERS = Stream.generate(() -> OrderBuilder.anOrder().requested())
		.limit(3)
		.toList();

	private final Map<UUID, OrderProgress> newest = new HashMap<>();

	private final Map<UUID, CommandOutcome> outcomes = new HashMap<>();

	private final List<OrderCommand> asked = new ArrayList<>();

	private int byPeople;

	@BeforeTry
	void begin() {
		this.newest.clear();
		this.outcomes.clear();
		this.asked.clear();
		this.byPeople = 0;
	}

	@Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
	@StatisticsReport(label = "done by people", value = StatisticsReport.StatisticsReportMode.OFF)
	void tellsAStoryWithoutGapsAndAnswersEachCommandOnce(@ForAll("lifecycles") Settings settings,
			@ForAll("moments") List<Moment> moments) {
		Bench bench = new Bench(settings.lifecycle());
		for (Moment moment : moments) {
			switch (moment) {
				case Posted(int order) -> bench.post(ORDERS.get(order)).forEach((step) -> follows(step, settings));
				case Asked(OrderCommand command) -> ask(bench, command, settings);
				case AskedAgain(int which) when which < this.asked.size() ->
					ask(bench, this.asked.get(which), settings);
				case AskedAgain _ -> {
				}
				case Passed(Duration time) ->
					bench.tickAt(bench.now().plus(time)).forEach((step) -> follows(step, settings));
				case Restarted _ -> bench.restart(settings.lifecycle());
			}
			assertCounts(bench);
		}

		assertThat(this.outcomes.values()).filteredOn((outcome) -> outcome.result() == Result.DONE)
			.hasSize(this.byPeople);
		Statistics.label("done by people").collect(Math.min(this.byPeople, 3));
		Statistics.label("done by people").coverage((share) -> share.check(3).percentage((percent) -> percent > 20));
	}

	/** Exactly one outcome; the first one again for a command that comes again. */
	private void ask(Bench bench, OrderCommand command, Settings settings) {
		OrderCommand now = Commands.asked(bench.now(), command);
		List<CommandOutcome> told = bench.ask(now);
		bench.progress().forEach((step) -> follows(step, settings));
		this.asked.add(command);
		assertThat(told).hasSize(1);
		CommandOutcome outcome = told.getFirst();
		CommandOutcome first = this.outcomes.putIfAbsent(command.id(), outcome);
		if (first != null) {
			assertThat(outcome).isEqualTo(first);
			assertThat(bench.progress()).isEmpty();
		}
		else if (outcome.result() == Result.DONE) {
			assertThat(bench.progress()).filteredOn((step) -> step.version() == outcome.version())
				.singleElement()
				.satisfies((step) -> {
					assertThat(step.change()).isEqualTo(changeBy(command.action()));
					assertThat(step.history().getLast().by()).isEqualTo(command.by());
				});
		}
		else {
			OrderProgress order = this.newest.get(command.order());
			assertThat(outcome.version()).isEqualTo((order != null) ? order.version() : 0);
			assertThat(outcome.status()).isEqualTo((order != null) ? order.status() : null);
		}
	}

	private static Change changeBy(Action action) {
		return switch (action) {
			case ADVANCE -> Change.ADVANCED;
			case RECALL -> Change.RECALLED;
			case DELAY -> Change.DELAYED;
			case CANCEL -> Change.CANCELLED;
		};
	}

	/** A version follows the one before, and tells of the same steps. */
	private void follows(OrderProgress step, Settings settings) {
		OrderProgress before = this.newest.put(step.id(), step);
		assertThat(step.version()).isEqualTo((before != null) ? before.version() + 1 : 1);
		assertThat(step.history()).extracting(OrderProgress.Step::at).isSorted();
		if (before != null) {
			assertThat(step.history()).startsWith(before.history().toArray(OrderProgress.Step[]::new));
		}
		if (step.history().getLast().by() != null) {
			this.byPeople++;
		}
		else if (before != null) {
			assertThat(step.change()).isEqualTo(Change.ADVANCED);
			assertThat(settings.rules().mover(before.status())).isNotEqualTo(Mover.SHOP);
			assertThat(step.reachedAt()).isAfterOrEqualTo(before.dueAt());
		}
	}

	private void assertCounts(Bench bench) {
		for (Status status : Status.STEPS.subList(0, 3)) {
			assertThat(bench.waiting(status)).as(status.wireName())
				.isEqualTo(this.newest.values().stream().filter((order) -> order.status() == status).count());
		}
	}

	@Provide
	Arbitrary<Settings> lifecycles() {
		Arbitrary<Duration> stage = Arbitraries.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(5));
		Arbitrary<Mover> mover = Arbitraries.of(Mover.class);
		Arbitrary<Stages> stages = Combinators.combine(stage, stage, stage).as(Stages::new);
		Arbitrary<ActionRules> rules = Combinators
			.combine(mover, mover, mover, Arbitraries.of(Status.RECIBIDO, Status.PREPARANDO, Status.ENTREGANDO),
					Arbitraries.of(Duration.ZERO, Duration.ofSeconds(30)))
			.as((first, second, third, until, within) -> new ActionRules(
					Map.of(Status.RECIBIDO, first, Status.PREPARANDO, second, Status.ENTREGANDO, third), until,
					within));
		return Combinators.combine(stages, rules).as(Settings::new);
	}

	@Provide
	Arbitrary<List<Moment>> moments() {
		Arbitrary<Integer> order = Arbitraries.integers().between(0, ORDERS.size() - 1);
		Arbitrary<Moment> posted = order.map(Posted::new);
		Arbitrary<Moment> asked = Combinators
			.combine(order,
					Arbitraries.of(Action.ADVANCE, Action.ADVANCE, Action.RECALL, Action.DELAY, Action.DELAY,
							Action.CANCEL),
					Arbitraries.of(Actor.SHOP, Actor.SHOP, Actor.CUSTOMER),
					Arbitraries.integers().between(1, 4).injectNull(0.8))
			.as((which, action, by, version) -> new Asked(command(ORDERS.get(which).id(), action, by, version)));
		Arbitrary<Moment> again = Arbitraries.integers().between(0, 5).map(AskedAgain::new);
		Arbitrary<Moment> passed = Arbitraries
			.of(Duration.ZERO, Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMinutes(5),
					Duration.ofMinutes(7))
			.map(Passed::new);
		Arbitrary<Moment> restarted = Arbitraries.of(List.of(new Restarted()));
		return Arbitraries.oneOf(List.of(posted, posted, asked, asked, asked, again, passed, restarted))
			.list()
			.ofMinSize(20)
			.ofMaxSize(60);
	}

	private static OrderCommand command(UUID order, Action action, Actor by, Integer version) {
		OrderCommand command = Commands.by(by, switch (action) {
			case ADVANCE -> Commands.advance(order);
			case RECALL -> Commands.recall(order);
			case DELAY -> Commands.delay(order, Duration.ofMinutes(2));
			case CANCEL -> Commands.cancel(order, by);
		});
		return (version != null) ? Commands.ifVersion(version, command) : command;
	}

	/** What people have set. */
	record Settings(Stages stages, ActionRules rules) {

		OrderLifecycle lifecycle() {
			return new OrderLifecycle(this.stages, this.rules, Duration.ofDays(30));
		}

	}

	/** Something that happens. */
	sealed interface Moment {

	}

	record Posted(int order) implements Moment {
	}

	record Asked(OrderCommand command) implements Moment {
	}

	record AskedAgain(int which) implements Moment {
	}

	record Passed(Duration time) implements Moment {
	}

	record Restarted() implements Moment {
	}

}
