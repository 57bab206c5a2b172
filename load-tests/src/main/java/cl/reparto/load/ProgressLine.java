package cl.reparto.load;

import java.util.Locale;

import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Goal;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;

/**
 * What people see while they wait for the report.
 */
final class ProgressLine {

	private ProgressLine() {
	}

	/** Tells how a scenario went. */
	static String of(Outcome outcome) {
		Scenario scenario = outcome.scenario();
		return String.format(Locale.ROOT,
				"%,d orders, %s, %d partition%s, %d ms: POST p50 %.1f ms, recibido p50 %.1f ms, own share p50 %.1f ms, %,.0f orders/s, drained after %.1f s, mailed after %.1f s",
				scenario.rows(), scenario.arrival().label(), scenario.partitions(),
				(scenario.partitions() != 1) ? "s" : "", scenario.stage().toMillis(), outcome.millis(Measure.POST, 50),
				outcome.millis(Measure.RECIBIDO, 50), outcome.millis(Measure.OWN_SHARE, 50), outcome.ordersPerSecond(),
				outcome.drained().toMillis() / 1e3, outcome.mailed().toMillis() / 1e3);
	}

	/** Tells a baseline. */
	static String of(Baseline baseline) {
		return String.format(Locale.ROOT, "%s: %,.0f/s, p50 %.1f ms, p99 %.1f ms", baseline.what(),
				baseline.perSecond(), baseline.millis(50), baseline.millis(99));
	}

	/** Tells how watchers fared. */
	static String of(WatcherRun.Watched watched) {
		return String.format(Locale.ROOT,
				"%,d watchers: %.0f MB of heap, all told after %.2f s; before, %s; meanwhile, %s", watched.told(),
				watched.megabytes(), watched.seconds(), of(watched.before()), of(watched.asked()));
	}

	/** Tells a goal. */
	static String of(Goal goal) {
		return String.format(Locale.ROOT, "%s: %,.2f %s (%s %,.1f)%s", goal.what(), goal.measured(), goal.unit(),
				goal.least() ? "≥" : "≤", goal.bound(), goal.isReached() ? "" : ", missed");
	}

}
