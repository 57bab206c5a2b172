package cl.reparto.load.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Scenario;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How figures are written: with three digits or more, and a dash for what was not
 * measured.
 */
final class Figures {

	static final String NONE = "–";

	/** The names of {@link #percentiles}. */
	static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "max");

	private Figures() {
	}

	/**
	 * The percentiles that all tables show.
	 * @param times in microseconds; null if not measured
	 * @return in milliseconds
	 */
	static Stream<String> percentiles(@Nullable Histogram times) {
		return Stream.of(50.0, 90.0, 99.0, 100.0).map((percentile) -> percentile(times, percentile));
	}

	/**
	 * A percentile.
	 * @param times in microseconds; null if not measured
	 * @param percentile from 0 to 100, which is the maximum
	 * @return in milliseconds
	 */
	static String percentile(@Nullable Histogram times, double percentile) {
		return percentile(times, percentile, Duration.ZERO);
	}

	/**
	 * A percentile of what bounds a measure, with the stages that an order spends
	 * meanwhile.
	 * @return in milliseconds
	 */
	static String percentile(Baselines baselines, Scenario scenario, Measure measure, double percentile) {
		return percentile(baselines.times(measure), percentile, Baselines.stages(scenario, measure));
	}

	private static String percentile(@Nullable Histogram times, double percentile, Duration more) {
		if (times == null || times.getTotalCount() == 0) {
			return NONE;
		}
		return number(times.getValueAtPercentile(percentile) / 1e3 + more.toNanos() / 1e6);
	}

	static String seconds(Duration time) {
		return number(time.toNanos() / 1e9);
	}

	/**
	 * Any number.
	 * @param value not less than 0; NaN if not measured
	 */
	static String number(double value) {
		if (Double.isNaN(value)) {
			return NONE;
		}
		int decimals = (value < 1) ? 3 : (value < 10) ? 2 : (value < 100) ? 1 : 0;
		return String.format(Locale.ROOT, "%,." + decimals + "f", value);
	}

}
