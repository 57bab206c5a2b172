package cl.reparto.load.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import cl.reparto.load.result.Arrival;
import cl.reparto.load.result.Layout;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;
import org.HdrHistogram.Histogram;

/**
 * Made-up outcomes: of 100 orders at a peak, with 5 partitions and stages of 50 ms,
 * unless told otherwise. Each order took as long.
 *
 * @param scenario that they are of
 * @param times in microseconds
 */
record Outcomes(Scenario scenario, Map<Measure, Long> times) {

	static Outcomes anOutcome() {
		Map<Measure, Long> times = new EnumMap<>(Measure.class);
		for (Measure measure : Measure.values()) {
			times.put(measure, 1234L * (1 + measure.ordinal()));
		}
		return new Outcomes(new Scenario(100, Arrival.PEAK, 5, Duration.ofMillis(50)), times);
	}

	/** The whole matrix. */
	static List<Outcome> ofAllScenarios() {
		List<Outcome> all = new ArrayList<>();
		Layout.all()
			.forEach((layout) -> layout.scenarios()
				.forEach((scenario) -> all.add(new Outcomes(scenario, anOutcome().times).build())));
		return all;
	}

	Outcomes rows(int rows) {
		return new Outcomes(
				new Scenario(rows, this.scenario.arrival(), this.scenario.partitions(), this.scenario.stage()),
				this.times);
	}

	Outcomes partitions(int partitions) {
		return new Outcomes(
				new Scenario(this.scenario.rows(), this.scenario.arrival(), partitions, this.scenario.stage()),
				this.times);
	}

	Outcomes taking(Measure measure, long micros) {
		Map<Measure, Long> times = new EnumMap<>(this.times);
		times.put(measure, micros);
		return new Outcomes(this.scenario, times);
	}

	Outcome build() {
		Map<Measure, Histogram> histograms = new EnumMap<>(Measure.class);
		this.times.forEach((measure, micros) -> {
			Histogram all = new Histogram(3);
			all.recordValue(micros);
			histograms.put(measure, all);
		});
		Duration drained = Duration.ofNanos(1000 * this.times.get(Measure.FINALIZADO));
		return new Outcome(this.scenario, this.scenario.rows(), histograms, drained, drained.multipliedBy(2),
				Path.of("/report/gatling/" + this.scenario.rows() + "-" + this.scenario.partitions() + "p/index.html"));
	}

}
