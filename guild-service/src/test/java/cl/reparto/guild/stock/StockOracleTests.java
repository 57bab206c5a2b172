package cl.reparto.guild.stock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.StockEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Carts' reports and deliveries in any order, late, early and repeated, with time and
 * restarts between them, against whoever has the whole list.
 */
class StockOracleTests {

	private static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

	private static final StockSettings WITHOUT_END = new StockSettings(20, 5, null);

	private final Map<String, @Nullable StockLevel> levels = new HashMap<>();

	private final List<Lot> told = new ArrayList<>();

	@Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	@StatisticsReport(label = "lots", value = StatisticsReport.StatisticsReportMode.OFF)
	void issuesTheRightLots(@ForAll("steps") List<Step> steps, @ForAll boolean bounded) {
		StockSettings settings = bounded ? new StockSettings(20, 5, LONGEST_WAIT) : WITHOUT_END;
		StockOracle oracle = new StockOracle(settings);

		follow("lots", settings, steps, oracle);

		assertThat(this.told).isEqualTo(oracle.told());
		List<Lot> issued = this.told.stream().filter(Lot::isOpen).toList();
		assertThat(issued).extracting(Lot::lote)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, issued.size()).boxed().toList());
		assertThat(issued).allSatisfy((lot) -> assertThat(lot.carritos()).doesNotHaveDuplicates());
		if (!bounded) {
			assertThat(issued).allSatisfy((lot) -> assertThat(lot.carritos()).hasSize(5));
		}
		Statistics.label("lots").collect(issued.size() >= 3);
		Statistics.label("lots").coverage((share) -> share.check(true).percentage((percent) -> percent > 20));
	}

	@Property(tries = 20, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void knowsTheNewestLevelsInWhateverOrderTheyCome(@ForAll("steps") List<Step> steps, @ForAll Random random) {
		StockOracle oracle = new StockOracle(WITHOUT_END);
		follow("levels", WITHOUT_END, steps, oracle);
		Map<String, @Nullable StockLevel> inOrder = Map.copyOf(this.levels);
		List<Step> shuffled = new ArrayList<>(steps);
		Collections.shuffle(shuffled, random);
		StockOracle another = new StockOracle(WITHOUT_END);

		follow("levels", WITHOUT_END, shuffled, another);

		assertMatch(inOrder, oracle);
		assertMatch(this.levels, another);
		assertThat(another.newest()).isEqualTo(oracle.newest());
	}

	private static void assertMatch(Map<String, @Nullable StockLevel> levels, StockOracle oracle) {
		Map<String, StockLevel> right = new HashMap<>();
		oracle.newest()
			.forEach((cart, report) -> right.put(cart, new StockLevel(cart, report.cantidad(), report.medidaEn(),
					report.cantidad() < 20, oracle.lowSince(cart))));
		assertThat(levels).isEqualTo(right);
	}

	private void follow(String property, StockSettings settings, List<Step> steps, StockOracle oracle) {
		this.levels.clear();
		this.told.clear();
		try (RoleDriver role = new RoleDriver(new StockRole(settings, new SimpleMeterRegistry()),
				Path.of("target", "stock-oracle", property), TIME)) {
			for (Step step : steps) {
				take(step, role, oracle);
				this.levels.putAll(role.table(StockLevel.EXISTENCIAS));
				this.told.addAll(role.read(Lot.REPOSICIONES));
			}
		}
	}

	private static void take(Step step, RoleDriver role, StockOracle oracle) {
		switch (step) {
			case Reported reported -> hear(reported.report(), reported.report().patente(), role, oracle);
			case Delivered delivered -> {
				// One that was issued, whether delivered or not, or the next.
				long lot = 1 + delivered.pick() % (oracle.issued() + 1);
				hear(new StockEvent.Delivery(lot, delivered.at()), Long.toString(lot), role, oracle);
			}
			case Passed passed -> {
				role.advance(passed.time());
				oracle.waited(role.now());
			}
			case Restarted _ -> role.restart();
		}
	}

	private static void hear(StockEvent event, String key, RoleDriver role, StockOracle oracle) {
		role.send(GuildTopics.STOCK, key, event);
		oracle.hear(event, role.now());
	}

	/** About a minute goes by from each to the next, but records come in any order. */
	@Provide
	Arbitrary<List<Step>> steps() {
		return Arbitraries
			.frequencyOf(List.of(Tuple.of(40, reports()), Tuple.of(10, deliveries()), Tuple.of(6, passing()),
					Tuple.of(1, Arbitraries.<Draft>just((minute) -> new Restarted()))))
			.list()
			.ofMinSize(50)
			.ofMaxSize(150)
			.map(StockOracleTests::steps);
	}

	private static List<Step> steps(List<Draft> drafts) {
		List<Step> steps = new ArrayList<>();
		for (int i = 0; i < drafts.size(); i++) {
			Step step = drafts.get(i).inMinute(i);
			steps.add(step);
			if (step instanceof Reported && i % 7 == 0) {
				steps.add(step);
			}
		}
		return steps;
	}

	/**
	 * Many are of the same minute, and were received in another order than they are read.
	 */
	private static Arbitrary<Draft> reports() {
		return Combinators
			.combine(Arbitraries.integers().between(1, 9), Arbitraries.integers().between(0, 24), early(),
					Arbitraries.longs().between(1, 3), Arbitraries.integers().between(0, 3))
			.as((cart, quantity, early, id,
					later) -> (minute) -> new Reported(new StockEvent.Report(new UUID(quantity, id), "A" + cart,
							quantity, at(minute - early), at(minute - early + later))));
	}

	private static Arbitrary<Draft> deliveries() {
		return Combinators.combine(Arbitraries.longs().between(0, 1_000), early())
			.as((pick, early) -> (minute) -> new Delivered(pick, at(minute - early)));
	}

	private static Arbitrary<Draft> passing() {
		return Arbitraries.integers()
			.between(1, 8)
			.map((minutes) -> (minute) -> new Passed(Duration.ofMinutes(minutes)));
	}

	/** By how many minutes it is before its turn, or after. */
	private static Arbitrary<Integer> early() {
		return Arbitraries.integers().between(-4, 8);
	}

	private static Instant at(int minute) {
		return TIME.plus(Duration.ofMinutes(minute));
	}

	private interface Draft {

		Step inMinute(int minute);

	}

	private sealed interface Step {

	}

	private record Reported(StockEvent.Report report) implements Step {
	}

	private record Delivered(long pick, Instant at) implements Step {
	}

	private record Passed(Duration time) implements Step {
	}

	private record Restarted() implements Step {
	}

}
