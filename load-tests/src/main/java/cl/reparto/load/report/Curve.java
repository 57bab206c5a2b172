package cl.reparto.load.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.load.Journey;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A line to draw.
 *
 * @param points from left to right
 */
record Curve(List<Point> points) {

	/** No more than a screen shows. */
	private static final int SLICES = 300;

	/** How wide a step of {@link #pace} may be, in ms. */
	private static final List<Integer> STEPS = List.of(20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000);

	private static final int FEW = 30;

	/** How long orders took over when they came: x in seconds, y in milliseconds. */
	static Curve overTime(List<Journey> journeys, Function<Journey, Duration> time) {
		return thinned(journeys.stream()
			.map((journey) -> new Point(seconds(journey.start()), seconds(time.apply(journey)) * 1e3))
			.sorted(Comparator.comparingDouble(Point::x))
			.toList());
	}

	/** How long orders took that all came at once: x is their turn, y in milliseconds. */
	static Curve inTurn(List<Journey> journeys, Function<Journey, Duration> time) {
		return thinned(IntStream.range(0, journeys.size())
			.mapToObj((turn) -> new Point(turn + 1, seconds(time.apply(journeys.get(turn))) * 1e3))
			.toList());
	}

	/** Of many points in a slice, the lowest and the highest. */
	private static Curve thinned(List<Point> points) {
		int slice = Math.ceilDiv(points.size(), SLICES);
		List<Point> some = new ArrayList<>();
		for (int from = 0; from < points.size(); from += slice) {
			extremes(points.subList(from, Math.min(from + slice, points.size()))).forEach(some::add);
		}
		return new Curve(some);
	}

	/**
	 * Times over percentiles: x in nines (1 for 90 %, 2 for 99 %), y in milliseconds. The
	 * slowest order is its end.
	 * @param times in microseconds; null if not measured, which is an empty curve
	 */
	static Curve percentiles(@Nullable Histogram times) {
		if (times == null || times.getTotalCount() == 0) {
			return new Curve(List.of());
		}
		double end = Math.log10(times.getTotalCount());
		List<Point> points = new ArrayList<>();
		for (int step = 0; step <= 100; step++) {
			double nines = end * step / 100;
			points.add(new Point(nines, millis(times.getValueAtPercentile(percentile(nines)))));
		}
		points.add(new Point(end, millis(times.getMaxValue())));
		return new Curve(points);
	}

	/** Less than a microsecond counts as one: zero has no place on a logarithmic axis. */
	private static double millis(long micros) {
		return Math.max(micros, 1) / 1e3;
	}

	static double percentile(double nines) {
		return 100 - 100 * Math.pow(10, -nines);
	}

	/**
	 * How many orders came to their end, as stairs: x in seconds since the first order, y
	 * in orders a second.
	 */
	static Curve pace(List<Journey> journeys) {
		List<Long> ends = journeys.stream().map((journey) -> journey.start().plus(journey.whole()).toMillis()).toList();
		long last = ends.stream().mapToLong(Long::longValue).max().orElse(0);
		int width = STEPS.stream().filter((step) -> last / step < FEW).findFirst().orElse(STEPS.getLast());
		int[] counts = new int[(int) (last / width) + 1];
		ends.forEach((end) -> counts[(int) (end / width)]++);
		List<Point> points = new ArrayList<>();
		for (int step = 0; step < counts.length; step++) {
			double perSecond = counts[step] * 1e3 / width;
			points.add(new Point(step * width / 1e3, perSecond));
			points.add(new Point((step + 1) * width / 1e3, perSecond));
		}
		return new Curve(points);
	}

	private static Stream<Point> extremes(List<Point> points) {
		Comparator<Point> byHeight = Comparator.comparingDouble(Point::y);
		Point low = points.stream().min(byHeight).orElseThrow();
		Point high = points.stream().max(byHeight).orElseThrow();
		return Stream.of(low, high).distinct().sorted(Comparator.comparingDouble(Point::x));
	}

	private static double seconds(Duration time) {
		return time.toNanos() / 1e9;
	}

	/**
	 * A point of a curve.
	 *
	 * @param x to the right
	 * @param y upwards
	 */
	record Point(double x, double y) {
	}

}
