package cl.reparto.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

/**
 * What was measured of a scenario.
 *
 * @param scenario what was asked of the system
 * @param times in microseconds
 * @param journeys of each order, in the order in which they came
 * @param drained from the first request until the last order was {@code finalizado}
 * @param mailed from the first request until the last mail was taken; zero without mails
 */
public record Outcome(Scenario scenario, Map<Measure, Histogram> times, List<Journey> journeys, Duration drained,
		Duration mailed) {

	/**
	 * How many orders came to their end.
	 * @return orders a second, from the first request until the last was at its end
	 */
	public double ordersPerSecond() {
		return this.journeys.size() * 1e9 / this.drained.toNanos();
	}

}
