package cl.reparto.load.report;

import java.util.List;

import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.MadeUpBaselines;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TablesTests {

	private static final Outcome FIVE = Outcomes.anOutcome()
		.taking(Measure.FINALIZADO, 170_000)
		.taking(Measure.OWN_SHARE, 20_000)
		.taking(Measure.POST, 3000)
		.build();

	private static final Outcome ONE = Outcomes.anOutcome()
		.partitions(1)
		.taking(Measure.FINALIZADO, 340_000)
		.taking(Measure.OWN_SHARE, 190_000)
		.build();

	private final List<Comparison> comparisons = Comparison.of(List.of(FIVE, ONE));

	private final Baselines baselines = new Baselines(MadeUpBaselines.all());

	private final Summaries summaries = new Summaries(this.comparisons, this.baselines);

	private final Details details = new Details(this.baselines);

	@Test
	void putsThroughputBesideTheBaselineAndTheStudy() {
		// 100 orders at once, drained after 170 ms and after 340 ms.
		assertThat(this.summaries.throughput().rows()).extracting(Table.Row::cells)
			.containsExactly(
					List.of("588", "294", "600", "4.80", "0.170", "0.340", "0.167", "20.8", "0.340", "0.680", "0.167"));
	}

	@Test
	void putsLatencyBesideTheBaselineAndTheStudy() {
		assertThat(this.summaries.latency().rows()).extracting(Table.Row::cells)
			.containsExactly(
					List.of("170", "340", "152", "190–220", "170", "340", "152", "190–220", "20.0", "190", "2.00"));
	}

	@Test
	void showsThePercentilesOfEachMeasure() {
		Table table = this.details.of(this.comparisons.getFirst());

		assertThat(table.rows()).hasSameSizeAs(Measure.values());
		assertThat(table.rows().getFirst().label()).isEqualTo("POST answered");
		assertThat(table.rows().getFirst().cells()).startsWith("3.00", "3.00", "3.00", "3.00")
			.endsWith("0.900", "0.900", "no-op POST", "–");
	}

	@Test
	void showsWhatEachBaselineIs() {
		assertThat(this.details.machine().rows())
			.contains(new Table.Row("no-op GET", null, List.of("8,000", "0.700", "0.700", "0.700", "0.700")));
	}

	@Test
	void hasADashForAScenarioThatDidNotRun() {
		List<Comparison> more = Comparison.of(List.of(FIVE, ONE, Outcomes.anOutcome().rows(10).partitions(1).build()));

		assertThat(new Summaries(more, this.baselines).throughput().rows().getLast().cells()).startsWith("–");
	}

	@Test
	void hasACellForEachColumn() {
		List<Table> tables = List.of(this.summaries.throughput(), this.summaries.latency(), this.details.machine(),
				this.details.of(this.comparisons.getFirst()));

		assertThat(tables).allSatisfy((table) -> assertThat(table.rows()).isNotEmpty()
			.allSatisfy((row) -> assertThat(row.cells()).hasSameSizeAs(table.columns())));
	}

}
