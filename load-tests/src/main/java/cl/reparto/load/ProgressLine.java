package cl.reparto.load;

import java.util.Locale;

/**
 * What people see while they wait for the report.
 */
final class ProgressLine {

	private ProgressLine() {
	}

	/**
	 * Tells how a scenario went.
	 * @param outcome what was measured
	 * @return a line
	 */
	static String of(Outcome outcome) {
		Scenario scenario = outcome.scenario();
		return String.format(Locale.ROOT,
				"%,d orders, %s, %d partition%s, %d ms: POST %s, recibido %s, own share %s, %,.0f orders/s, drained after %.1f s, mailed after %.1f s",
				scenario.rows(), scenario.arrival().name().toLowerCase(Locale.ROOT), scenario.partitions(),
				(scenario.partitions() != 1) ? "s" : "", scenario.stage().toMillis(), median(outcome, Measure.POST),
				median(outcome, Measure.RECIBIDO), median(outcome, Measure.OWN_SHARE), outcome.ordersPerSecond(),
				outcome.drained().toMillis() / 1e3, outcome.mailed().toMillis() / 1e3);
	}

	/**
	 * Tells a limit.
	 * @param limit what was measured
	 * @return a line
	 */
	static String of(Limit limit) {
		return String.format(Locale.ROOT, "%s: %,.0f/s, p50 %.1f ms, p99 %.1f ms", limit.what(), limit.perSecond(),
				limit.times().getValueAtPercentile(50) / 1e3, limit.times().getValueAtPercentile(99) / 1e3);
	}

	/**
	 * Tells a goal.
	 * @param goal what was measured
	 * @return a line
	 */
	static String of(Goal goal) {
		return String.format(Locale.ROOT, "%s: %,.2f %s (%s %,.1f)%s", goal.what(), goal.measured(), goal.unit(),
				goal.least() ? "≥" : "≤", goal.bound(), goal.isReached() ? "" : ", missed");
	}

	private static String median(Outcome outcome, Measure measure) {
		return String.format(Locale.ROOT, "p50 %.1f ms", outcome.times().get(measure).getValueAtPercentile(50) / 1e3);
	}

}
