package cl.reparto.load.report;

import java.util.List;

import cl.reparto.load.result.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTests {

	@Test
	void bringsTogetherWhatDiffersInItsPartitionsOnly() {
		Outcome one = Outcomes.anOutcome().partitions(1).build();
		Outcome five = Outcomes.anOutcome().partitions(5).build();
		Outcome more = Outcomes.anOutcome().rows(200).build();

		List<Comparison> comparisons = Comparison.of(List.of(one, more, five));

		assertThat(comparisons).extracting((comparison) -> List.copyOf(comparison.outcomes().values()))
			.containsExactly(List.of(five, one), List.of(more));
	}

	@Test
	void isNamedAfterWhatItsScenariosHaveInCommon() {
		Comparison comparison = Comparison.of(List.of(Outcomes.anOutcome().rows(5000).build())).getFirst();

		assertThat(comparison.title()).isEqualTo("5,000 orders, peak, stages of 50 ms");
		assertThat(comparison.label()).isEqualTo("5,000, peak, 50 ms");
		assertThat(comparison.id()).isEqualTo("5000-peak-50ms");
	}

}
