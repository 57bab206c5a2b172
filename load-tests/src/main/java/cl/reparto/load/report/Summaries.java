package cl.reparto.load.report;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;

/**
 * The tables that show all scenarios at a glance.
 *
 * @param comparisons a row each
 * @param baselines that they are measured against
 */
record Summaries(List<Comparison> comparisons, Baselines baselines) {

	private static final String CORNER = "orders, arrival, stage";

	/** How many, and until when. */
	Table throughput() {
		return new Table("Throughput",
				"Orders finished a second; seconds from the first request until the last order was finalizado (drained), "
						+ "and until the last mail was taken (mailed); with so many partitions (part.).",
				CORNER, List.of(group("orders/s", true), group("drained, s", true), group("mailed, s", false)),
				this.comparisons.stream().map(this::throughput).toList());
	}

	private Table.Row throughput(Comparison comparison) {
		Scenario scenario = comparison.scenario();
		Stream<String> orders = cells(comparison, (outcome) -> Figures.number(outcome.ordersPerSecond()));
		Stream<String> drained = cells(comparison, (outcome) -> Figures.seconds(outcome.drained()));
		Stream<String> mailed = cells(comparison, (outcome) -> Figures.seconds(outcome.mailed()));
		return row(comparison,
				List.of(orders, numbers(this.baselines.ordersPerSecond(scenario), OriginalStudy.ORDERS_PER_SECOND),
						drained, numbers(this.baselines.drained(scenario), OriginalStudy.drained(scenario.rows())),
						mailed, numbers(this.baselines.mailed(scenario))));
	}

	/** How long an order takes. */
	Table latency() {
		return new Table("Latency",
				"Milliseconds from an order's request until it was finalizado, for half of the orders (p50) and for 99\u00a0% "
						+ "of them (p99) at most; and the same without the stages, which is the pipeline's own share; with so "
						+ "many partitions (part.).",
				CORNER, List.of(group("whole, p50", true), group("whole, p99", true), group("own share, p50", false)),
				this.comparisons.stream().map(this::latency).toList());
	}

	private Table.Row latency(Comparison comparison) {
		return row(comparison,
				List.of(percentile(comparison, Measure.FINALIZADO, 50), Stream.of(OriginalStudy.whole()),
						percentile(comparison, Measure.FINALIZADO, 99), Stream.of(OriginalStudy.whole()),
						percentile(comparison, Measure.OWN_SHARE, 50)));
	}

	private Stream<String> percentile(Comparison comparison, Measure measure, double percentile) {
		Stream<String> cells = cells(comparison,
				(outcome) -> Figures.percentile(outcome.times().get(measure), percentile));
		return Stream.concat(cells,
				Stream.of(Figures.percentile(this.baselines, comparison.scenario(), measure, percentile)));
	}

	private Table.Group group(String name, boolean study) {
		Stream<String> columns = Stream.concat(partitions().map((count) -> count + " part."), Stream.of("baseline"));
		return new Table.Group(name, (study ? Stream.concat(columns, Stream.of("study")) : columns).toList());
	}

	private Stream<String> cells(Comparison comparison, Function<Outcome, String> figure) {
		return partitions().map((partitions) -> {
			Outcome outcome = comparison.outcomes().get(partitions);
			return (outcome != null) ? figure.apply(outcome) : Figures.NONE;
		});
	}

	private Stream<Integer> partitions() {
		return this.comparisons.stream()
			.flatMap((comparison) -> comparison.outcomes().keySet().stream())
			.distinct()
			.sorted(Comparator.reverseOrder());
	}

	private static Stream<String> numbers(double... values) {
		return DoubleStream.of(values).mapToObj(Figures::number);
	}

	private static Table.Row row(Comparison comparison, List<Stream<String>> cells) {
		return new Table.Row(comparison.label(), comparison.id(), cells.stream().flatMap((some) -> some).toList());
	}

}
