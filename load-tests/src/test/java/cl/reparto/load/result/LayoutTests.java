package cl.reparto.load.result;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LayoutTests {

	@Test
	void makesTheWholeMatrix() {
		assertThat(Layout.all()).flatExtracting(Layout::scenarios)
			.hasSize(3 * 2 * 2 * 2)
			.doesNotHaveDuplicates()
			.contains(new Scenario(5000, Arrival.PEAK, 1, Duration.ZERO),
					new Scenario(100, Arrival.CONSTANT, 5, Duration.ofMillis(50)));
	}

}
