package cl.reparto.load.report;

import java.util.List;

import cl.reparto.load.Limit;
import org.HdrHistogram.Histogram;

/**
 * Made-up limits.
 */
final class MadeUpLimits {

	private MadeUpLimits() {
	}

	static Limit limit(String what, double perSecond, long micros) {
		Histogram times = new Histogram(3);
		times.recordValue(micros);
		return new Limit(what, perSecond, times);
	}

	static List<Limit> all() {
		return List.of(limit(Limit.NO_OP_POST, 6000, 900), limit("no-op GET", 8000, 700),
				limit(Limit.LOG, 40_000, 2000), limit(Limit.SMTP, 3000, 2600));
	}

}
