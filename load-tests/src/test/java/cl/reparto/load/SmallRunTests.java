package cl.reparto.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The measuring from end to end, against the whole system.
 */
class SmallRunTests {

	private static final Path HOME = Path.of(System.getProperty("reparto.home"));

	@TempDir
	private Path folder;

	@Test
	void measuresEveryOrderOfAPeakAndLosesNone() throws Exception {
		Layout layout = new Layout(5, Duration.ZERO);

		Outcome outcome;
		try (SystemUnderLoad system = new SystemUnderLoad(HOME, this.folder.resolve("stack"), layout)) {
			system.stack().start();
			outcome = new Trial(system, this.folder.resolve("gatling"), true).run(layout.scenario(100, Arrival.PEAK));
		}

		assertThat(ProgressLine.of(outcome)).startsWith("100 orders, peak, 5 partitions, 0 ms: POST p50 ");
		assertThat(outcome.journeys()).hasSize(100);
		assertThat(outcome.times()).allSatisfy((measure, times) -> assertThat(times.getTotalCount())
			.isEqualTo((measure == Measure.MAILED) ? 400 : (measure == Measure.READABLE) ? 10 : 100));
		try (var report = Files.find(this.folder, 5, (file, attributes) -> file.endsWith("index.html"))) {
			assertThat(report).hasSize(1);
		}
	}

}
