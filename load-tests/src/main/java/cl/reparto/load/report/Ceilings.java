package cl.reparto.load.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import cl.reparto.load.Limit;
import cl.reparto.load.Measure;
import cl.reparto.load.Scenario;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario would come to if the machine did nothing but the one thing that limits
 * it most.
 *
 * @param limits measured in the same run
 */
record Ceilings(List<Limit> limits) {

	/** An order is one request and four statuses: as many records. */
	private static final int RECORDS = 5;

	private static final int MAILS = 4;

	/** Seconds until the last order is at its end; NaN if its limits are unknown. */
	double drained(Scenario scenario) {
		double rows = scenario.rows();
		double work = DoubleStream
			.of((rows - 1) / scenario.arrival().perSecond(), rows / perSecond(Limit.NO_OP_POST),
					RECORDS * rows / perSecond(Limit.LOG))
			.max()
			.orElseThrow();
		return work + stages(Measure.FINALIZADO, scenario).toNanos() / 1e9;
	}

	/** Orders a second, until the last is at its end; NaN if its limits are unknown. */
	double ordersPerSecond(Scenario scenario) {
		return scenario.rows() / drained(scenario);
	}

	/** Seconds until the last mail is taken; NaN if its limits are unknown. */
	double mailed(Scenario scenario) {
		return Math.max(drained(scenario), MAILS * scenario.rows() / perSecond(Limit.SMTP));
	}

	/**
	 * What a measure is limited by, besides its stages.
	 * @return such as {@code no-op POST}
	 */
	static String what(Measure measure) {
		return switch (measure) {
			case POST -> Limit.NO_OP_POST;
			case MAILED -> Limit.SMTP;
			case RECIBIDO, PREPARANDO, ENTREGANDO, FINALIZADO, READABLE, OWN_SHARE -> Limit.LOG;
		};
	}

	/**
	 * A percentile of what limits a measure.
	 * @return in milliseconds, stages included
	 */
	String percentile(Scenario scenario, Measure measure, double percentile) {
		return Figures.percentile(times(measure), percentile, stages(measure, scenario));
	}

	/** Microseconds, without the stages; null if not measured. */
	@Nullable Histogram times(Measure measure) {
		return limit(what(measure)).map(Limit::times).orElse(null);
	}

	private double perSecond(String what) {
		return limit(what).map(Limit::perSecond).orElse(Double.NaN);
	}

	private Optional<Limit> limit(String what) {
		return this.limits.stream().filter((limit) -> limit.what().equals(what)).findFirst();
	}

	/** The part of a measure that the order spends in its stages, as it is asked to. */
	private static Duration stages(Measure measure, Scenario scenario) {
		return scenario.stage().multipliedBy(switch (measure) {
			case PREPARANDO -> 1;
			case ENTREGANDO -> 2;
			case FINALIZADO -> 3;
			case POST, RECIBIDO, READABLE, MAILED, OWN_SHARE -> 0;
		});
	}

}
