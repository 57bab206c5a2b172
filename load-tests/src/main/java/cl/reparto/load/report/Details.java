package cl.reparto.load.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Goal;
import cl.reparto.load.result.Measure;

/**
 * The tables that show all percentiles.
 *
 * @param baselines that scenarios are measured against
 */
record Details(Baselines baselines) {

	/** All that was measured of scenarios that differ in their partitions. */
	Table of(Comparison comparison) {
		Stream<Table.Group> measured = comparison.outcomes()
			.keySet()
			.stream()
			.map((partitions) -> new Table.Group(Comparison.partitions(partitions), Figures.PERCENTILES));
		Stream<Table.Group> beside = Stream.of(new Table.Group("baseline", List.of("p50", "p99", "of")),
				new Table.Group("study", List.of("ms")));
		return new Table(comparison.title(),
				"Milliseconds since the request (mails: since the status), for half of the orders (p50), for 90\u00a0% and 99\u00a0% "
						+ "of them at most, and for the slowest; beside them how long the thing that bounds it most takes alone, stages "
						+ "added, and what the study gives.",
				"ms", Stream.concat(measured, beside).toList(),
				Arrays.stream(Measure.values()).map((measure) -> row(comparison, measure)).toList());
	}

	private Table.Row row(Comparison comparison, Measure measure) {
		Stream<String> measured = comparison.outcomes()
			.values()
			.stream()
			.flatMap((outcome) -> Figures.percentiles(outcome.times().get(measure)));
		Stream<String> beside = Stream.of(Figures.percentile(this.baselines, comparison.scenario(), measure, 50),
				Figures.percentile(this.baselines, comparison.scenario(), measure, 99), measure.baseline(),
				(measure != Measure.FINALIZADO) ? Figures.NONE : OriginalStudy.whole());
		return new Table.Row(measure.label(), null, Stream.concat(measured, beside).toList());
	}

	/** What was to be reached, and what was. */
	static Table of(String about, List<Goal> goals) {
		return new Table("Goals", about, "goal", List.of(new Table.Group("", List.of("to be", "is", "reached"))),
				goals.stream().map(Details::goal).toList());
	}

	private static Table.Row goal(Goal goal) {
		return new Table.Row(goal.what(), null,
				List.of((goal.least() ? "≥ " : "≤ ") + Figures.number(goal.bound()) + " " + goal.unit(),
						Figures.number(goal.measured()) + " " + goal.unit(), goal.isReached() ? "yes" : "no"));
	}

	/** What the machine can do. */
	Table machine() {
		return new Table("Baselines",
				"What the same machine did in the same run, one thing at a time: how many a second, and milliseconds "
						+ "for each.",
				"what", List.of(new Table.Group("", List.of("a second")), new Table.Group("ms", Figures.PERCENTILES)),
				this.baselines.all().stream().map(Details::baseline).toList());
	}

	private static Table.Row baseline(Baseline baseline) {
		Stream<String> cells = Stream.concat(Stream.of(Figures.number(baseline.perSecond())),
				Figures.percentiles(baseline.times()));
		return new Table.Row(baseline.what(), null, cells.toList());
	}

}
