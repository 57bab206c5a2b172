package cl.reparto.load.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import cl.reparto.load.Arrival;
import cl.reparto.load.Journey;
import cl.reparto.load.Measure;
import cl.reparto.load.Outcome;
import cl.reparto.load.Scenario;
import org.HdrHistogram.Histogram;

/**
 * Made-up outcomes: of 100 orders at a peak, with 5 partitions and stages of 50 ms,
 * unless told otherwise.
 *
 * @param scenario that they are of
 * @param times of measures that are the same for each order, in microseconds
 */
record Outcomes(Scenario scenario, Map<Measure, Long> times) {

	static Outcomes anOutcome() {
		return new Outcomes(new Scenario(100, Arrival.PEAK, 5, Duration.ofMillis(50)), Map.of());
	}

	/** The whole matrix. */
	static List<Outcome> ofAllScenarios() {
		List<Outcome> all = new ArrayList<>();
		for (int rows : new int[] { 100, 1000, 5000 }) {
			for (Arrival arrival : List.of(Arrival.CONSTANT, Arrival.PEAK)) {
				for (int stage : new int[] { 50, 0 }) {
					for (int partitions : new int[] { 5, 1 }) {
						all.add(anOutcome().of(new Scenario(rows, arrival, partitions, Duration.ofMillis(stage)))
							.build());
					}
				}
			}
		}
		return all;
	}

	Outcomes of(Scenario scenario) {
		return new Outcomes(scenario, this.times);
	}

	Outcomes rows(int rows) {
		return of(new Scenario(rows, this.scenario.arrival(), this.scenario.partitions(), this.scenario.stage()));
	}

	Outcomes partitions(int partitions) {
		return of(new Scenario(this.scenario.rows(), this.scenario.arrival(), partitions, this.scenario.stage()));
	}

	/** Each order took as long. */
	Outcomes taking(Measure measure, long micros) {
		Map<Measure, Long> times = new EnumMap<>(Measure.class);
		times.putAll(this.times);
		times.put(measure, micros);
		return new Outcomes(this.scenario, times);
	}

	/** The same each time. */
	Outcome build() {
		Random random = new Random(this.scenario.rows() + this.scenario.partitions());
		Map<Measure, Histogram> histograms = new EnumMap<>(Measure.class);
		List<Journey> journeys = new ArrayList<>();
		for (int row = 0; row < this.scenario.rows(); row++) {
			Map<Measure, Long> order = order(row, random);
			order.putAll(this.times);
			order.forEach((measure, micros) -> histograms.computeIfAbsent(measure, (key) -> new Histogram(3))
				.recordValue(micros));
			journeys.add(new Journey(micros(isConstant() ? row * 10_000L : 0), micros(order.get(Measure.POST)),
					micros(order.get(Measure.FINALIZADO))));
		}
		Duration drained = journeys.stream()
			.map((journey) -> journey.start().plus(journey.whole()))
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
		return new Outcome(this.scenario, histograms, journeys, drained, drained.multipliedBy(2));
	}

	private Map<Measure, Long> order(int row, Random random) {
		long stage = this.scenario.stage().toNanos() / 1000;
		long waited = isConstant() ? 0 : row * 1000L / (this.scenario.partitions() + 1);
		long post = waited / 2 + any(random, 2000);
		long recibido = post + any(random, 6000);
		long own = recibido + waited + any(random, 8000);
		Map<Measure, Long> order = new EnumMap<>(Measure.class);
		order.put(Measure.POST, post);
		order.put(Measure.RECIBIDO, recibido);
		order.put(Measure.PREPARANDO, (recibido + own) / 2 + stage);
		order.put(Measure.ENTREGANDO, (recibido + own) / 2 + 2 * stage);
		order.put(Measure.FINALIZADO, own + 3 * stage);
		order.put(Measure.READABLE, recibido + any(random, 2000));
		order.put(Measure.MAILED, 2 * waited + any(random, 3000));
		order.put(Measure.OWN_SHARE, own);
		return order;
	}

	private boolean isConstant() {
		return this.scenario.arrival() == Arrival.CONSTANT;
	}

	private static long any(Random random, long usual) {
		return Math.round(usual * Math.exp(random.nextGaussian() / 2));
	}

	private static Duration micros(long micros) {
		return Duration.ofNanos(micros * 1000);
	}

}
