package cl.reparto.load.result;

import java.util.List;

import org.HdrHistogram.Histogram;

/**
 * Made-up baselines.
 */
public final class MadeUpBaselines {

	private MadeUpBaselines() {
	}

	public static Baseline of(String what, double perSecond, long micros) {
		Histogram times = new Histogram(3);
		times.recordValue(micros);
		return new Baseline(what, perSecond, times);
	}

	public static List<Baseline> all() {
		return List.of(of(Baseline.NO_OP_POST, 6000, 900), of(Baseline.NO_OP_GET, 8000, 700),
				of(Baseline.LOG, 40_000, 2000), of(Baseline.SMTP, 3000, 2600));
	}

}
