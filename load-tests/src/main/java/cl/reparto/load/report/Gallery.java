package cl.reparto.load.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import cl.reparto.load.Arrival;
import cl.reparto.load.Journey;
import cl.reparto.load.Limit;
import cl.reparto.load.Measure;
import org.HdrHistogram.Histogram;

/**
 * Draws the pictures of scenarios that differ in their partitions.
 *
 * @param ceilings that the run was measured against
 */
record Gallery(Ceilings ceilings) {

	private static final Color GREY = new Color(0x6f7782);

	private static final List<Color> COLORS = List.of(new Color(0x1f66b0), new Color(0xc8521b), new Color(0x2c8a4b));

	private static final Stroke FINE = new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);

	private static final Stroke BOLD = new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);

	private static final Stroke DASHED = new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1,
			new float[] { 6, 4 }, 0);

	List<Picture> of(Comparison comparison) {
		Stream<Picture> latency = comparison.outcomes()
			.keySet()
			.stream()
			.map((partitions) -> latency(comparison, partitions));
		return Stream.concat(latency, Stream.of(percentiles(comparison), pace(comparison))).toList();
	}

	private static Picture latency(Comparison comparison, int partitions) {
		List<Journey> journeys = comparison.outcomes().get(partitions).journeys();
		boolean peak = comparison.scenario().arrival() == Arrival.PEAK;
		String across = peak ? "orders, in the order in which they came"
				: "seconds since the first order, when it came";
		double top = Math.max(comparison.longest().toMillis(), Study.LONGEST) * 1.1;
		Diagram diagram = new Diagram(Axes.even(across), Axes.even("ms", top))
			.band("study", Study.SHORTEST, Study.LONGEST)
			.curve("whole time", latency(journeys, peak, Journey::whole), color(comparison, partitions), FINE)
			.curve("answer to its POST", latency(journeys, peak, Journey::post), GREY, FINE);
		return new Picture(comparison.id() + "-latency-" + partitions + ".svg",
				"Each order's time, " + Comparison.partitions(partitions), diagram.svg());
	}

	private static Curve latency(List<Journey> journeys, boolean peak, Function<Journey, Duration> time) {
		return peak ? Curve.inTurn(journeys, time) : Curve.overTime(journeys, time);
	}

	private Picture percentiles(Comparison comparison) {
		Diagram diagram = new Diagram(Axes.nines("% of all orders"), Axes.logarithmic("ms, at most"));
		comparison.outcomes().forEach((partitions, outcome) -> {
			Color color = color(comparison, partitions);
			Map<Measure, Histogram> times = outcome.times();
			diagram.curve("whole, " + partitions, Curve.percentiles(times.get(Measure.FINALIZADO)), color, BOLD);
			diagram.curve("POST, " + partitions, Curve.percentiles(times.get(Measure.POST)), color, DASHED);
		});
		diagram.curve(Limit.NO_OP_POST, Curve.percentiles(this.ceilings.times(Measure.POST)), GREY, DASHED);
		return new Picture(comparison.id() + "-percentiles.svg",
				"Percentiles of the whole time and of the answer to POST", diagram.svg());
	}

	private static Picture pace(Comparison comparison) {
		Diagram diagram = new Diagram(Axes.even("seconds since the first order"), Axes.even("orders finished a second"))
			.band("study", 0, Study.ORDERS_PER_SECOND);
		comparison.outcomes()
			.forEach((partitions, outcome) -> diagram.curve(Comparison.partitions(partitions),
					Curve.pace(outcome.journeys()), color(comparison, partitions), BOLD));
		return new Picture(comparison.id() + "-pace.svg", "Throughput over time", diagram.svg());
	}

	private static Color color(Comparison comparison, int partitions) {
		int index = comparison.outcomes().headMap(partitions).size();
		return COLORS.get(index % COLORS.size());
	}

}
