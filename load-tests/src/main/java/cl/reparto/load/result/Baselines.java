package cl.reparto.load.result;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the machine can do, and what a scenario would come to if it did nothing but the
 * one thing that bounds it most.
 *
 * @param all measured in the same run
 */
public record Baselines(List<Baseline> all) {

	/** An order is one request and four statuses: as many records. */
	private static final int RECORDS = 5;

	private static final int MAILS = 4;

	/**
	 * One of them.
	 * @param what such as {@link Baseline#POST}
	 * @throws java.util.NoSuchElementException if it was not measured
	 */
	public Baseline of(String what) {
		return find(what).orElseThrow();
	}

	/**
	 * The shortest that a scenario can take.
	 * @return seconds until the last order is at its end; NaN if that was not measured
	 */
	public double drained(Scenario scenario) {
		double rows = scenario.rows();
		double work = DoubleStream
			.of((rows - 1) / scenario.arrival().perSecond(), rows / perSecond(Baseline.NO_OP_POST),
					RECORDS * rows / perSecond(Baseline.LOG))
			.max()
			.orElseThrow();
		return work + stages(scenario, Measure.FINALIZADO).toNanos() / 1e9;
	}

	/**
	 * The most that a scenario can come to.
	 * @return orders a second, until the last is at its end; NaN if that was not measured
	 */
	public double ordersPerSecond(Scenario scenario) {
		return scenario.rows() / drained(scenario);
	}

	/**
	 * The shortest that a scenario's mails can take.
	 * @return seconds until the last mail is taken; NaN if that was not measured
	 */
	public double mailed(Scenario scenario) {
		return Math.max(drained(scenario), MAILS * scenario.rows() / perSecond(Baseline.SMTP));
	}

	/**
	 * How long the thing takes alone that bounds a measure.
	 * @return in microseconds, without stages; null if that was not measured
	 */
	public @Nullable Histogram times(Measure measure) {
		return find(measure.baseline()).map(Baseline::times).orElse(null);
	}

	/** The part of a measure that the order spends in its stages, as it is asked to. */
	public static Duration stages(Scenario scenario, Measure measure) {
		return scenario.stage().multipliedBy(measure.stages());
	}

	private double perSecond(String what) {
		return find(what).map(Baseline::perSecond).orElse(Double.NaN);
	}

	private Optional<Baseline> find(String what) {
		return this.all.stream().filter((each) -> each.what().equals(what)).findFirst();
	}

}
