package cl.reparto.load.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import cl.reparto.load.Journey;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CurveTests {

	private static final Offset<Double> ABOUT = Offset.offset(0.01);

	@Test
	void showsEachOfAFewOrders() {
		Curve curve = Curve.overTime(List.of(journey(20, 7), journey(10, 9)), Journey::whole);

		assertThat(curve.points()).containsExactly(new Curve.Point(0.01, 9), new Curve.Point(0.02, 7));
	}

	@Test
	void showsTheSlowestAndTheFastestOfMany() {
		List<Journey> journeys = IntStream.range(0, 5000)
			.mapToObj((row) -> journey(row, (row == 1234) ? 900 : (row == 4321) ? 3 : 20))
			.toList();

		Curve curve = Curve.overTime(journeys, Journey::whole);

		assertThat(curve.points()).hasSizeBetween(200, 700)
			.contains(new Curve.Point(1.234, 900), new Curve.Point(4.321, 3));
	}

	@Test
	void tellsOrdersOfAPeakApartByTheirTurns() {
		Curve curve = Curve.inTurn(List.of(journey(0, 300), journey(0, 200)), Journey::whole);

		assertThat(curve.points()).containsExactly(new Curve.Point(1, 300), new Curve.Point(2, 200));
	}

	@Test
	void drawsNothingOfNoOrders() {
		assertThat(Curve.overTime(List.of(), Journey::whole).points()).isEmpty();
	}

	@Test
	void climbsThroughThePercentilesUpToTheSlowestOrder() {
		Histogram times = new Histogram(3);
		IntStream.rangeClosed(1, 100).forEach((millis) -> times.recordValue(millis * 1000));

		Curve curve = Curve.percentiles(times);

		assertThat(curve.points()).filteredOn((point) -> point.x() == 1)
			.singleElement()
			.satisfies((point) -> assertThat(point.y()).isEqualTo(90, Offset.offset(0.1)));
		assertThat(curve.points().getLast().x()).isEqualTo(2);
		assertThat(curve.points().getLast().y()).isEqualTo(100, Offset.offset(0.1));
	}

	@Test
	void keepsClearOfZeroWhereTheAxisIsLogarithmic() {
		Histogram times = new Histogram(3);
		times.recordValue(0);

		assertThat(Curve.percentiles(times).points()).allSatisfy((point) -> assertThat(point.y()).isPositive());
	}

	@Test
	void countsEachOrderWhenItWasAtItsEnd() {
		List<Journey> journeys = IntStream.range(0, 100).mapToObj((row) -> journey(row, (row < 30) ? 0 : 950)).toList();

		Curve curve = Curve.pace(journeys);

		assertThat(area(curve)).isEqualTo(100, ABOUT);
		assertThat(curve.points().getFirst().y()).isEqualTo(30 / 0.05, ABOUT);
		assertThat(curve.points()).contains(new Curve.Point(0.5, 0));
	}

	@Test
	void countsOverLongerWhilesIfItTakesLonger() {
		List<Journey> journeys = IntStream.range(0, 1000).mapToObj((row) -> journey(row * 10, 10)).toList();

		Curve curve = Curve.pace(journeys);

		assertThat(curve.points()).hasSizeLessThanOrEqualTo(60);
		assertThat(area(curve)).isEqualTo(1000, ABOUT);
	}

	private static double area(Curve stairs) {
		List<Curve.Point> points = stairs.points();
		return IntStream.range(1, points.size())
			.mapToDouble((index) -> (points.get(index).x() - points.get(index - 1).x()) * points.get(index).y())
			.sum();
	}

	private static Journey journey(int start, int whole) {
		return new Journey(Duration.ofMillis(start), Duration.ofMillis(1), Duration.ofMillis(whole));
	}

}
