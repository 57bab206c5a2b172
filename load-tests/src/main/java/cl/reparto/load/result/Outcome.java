package cl.reparto.load.result;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.HdrHistogram.Histogram;

/**
 * What was measured of a scenario.
 *
 * @param scenario what was asked of the system
 * @param orders how many came to their end
 * @param times in microseconds
 * @param drained from the first request until the last order was {@code finalizado}
 * @param mailed from the first request until the last mail was taken; zero without mails
 * @param page Gatling's page about its requests
 */
public record Outcome(Scenario scenario, int orders, Map<Measure, Histogram> times, Duration drained, Duration mailed,
		Path page) {

	/**
	 * How many orders came to their end.
	 * @return orders a second, from the first request until the last was at its end
	 */
	public double ordersPerSecond() {
		return this.orders * 1e9 / this.drained.toNanos();
	}

	/**
	 * A percentile of one measure.
	 * @param measure one that was measured
	 * @param percentile from 0 to 100
	 * @return in milliseconds
	 */
	public double millis(Measure measure, double percentile) {
		return Objects.requireNonNull(this.times.get(measure)).getValueAtPercentile(percentile) / 1e3;
	}

}
