package cl.reparto.load.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;

/**
 * Scenarios that differ in nothing but their partitions.
 *
 * @param scenario the one with 1 partition, whether it ran or not
 * @param outcomes by the number of partitions, most first
 */
record Comparison(Scenario scenario, SortedMap<Integer, Outcome> outcomes) {

	Comparison {
		outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
	}

	/** Each outcome beside those it compares with, in the order in which they came. */
	static List<Comparison> of(List<Outcome> outcomes) {
		Map<Scenario, SortedMap<Integer, Outcome>> alike = new LinkedHashMap<>();
		for (Outcome outcome : outcomes) {
			alike
				.computeIfAbsent(onePartition(outcome.scenario()),
						(scenario) -> new TreeMap<>(Comparator.reverseOrder()))
				.put(outcome.scenario().partitions(), outcome);
		}
		return alike.entrySet().stream().map((entry) -> new Comparison(entry.getKey(), entry.getValue())).toList();
	}

	private static Scenario onePartition(Scenario scenario) {
		return new Scenario(scenario.rows(), scenario.arrival(), 1, scenario.stage());
	}

	/** Of the part of the page about it. */
	String id() {
		return "%d-%s-%dms".formatted(this.scenario.rows(), this.scenario.arrival().label(),
				this.scenario.stage().toMillis());
	}

	/** In a row of a table. */
	String label() {
		return String.format(Locale.ROOT, "%,d, %s, %d ms", this.scenario.rows(), this.scenario.arrival().label(),
				this.scenario.stage().toMillis());
	}

	/** The label in more words. */
	String title() {
		return String.format(Locale.ROOT, "%,d orders, %s, stages of %d ms", this.scenario.rows(),
				this.scenario.arrival().label(), this.scenario.stage().toMillis());
	}

	/** Such as {@code 5 partitions}. */
	static String partitions(int count) {
		return (count != 1) ? count + " partitions" : "1 partition";
	}

}
