package cl.reparto.load;

import java.nio.file.Path;
import java.time.Duration;

import cl.reparto.load.loop.Timing;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.trial.CommandTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The measuring of commands, for a moment.
 */
class SmallCommandRunTests {

	private static final Timing MOMENT = new Timing(Duration.ofMillis(200), 1, Duration.ZERO, Duration.ofSeconds(1));

	@Test
	void measuresCommandsBesideOrdersThatPass(@TempDir Path folder) throws Exception {
		Path home = Path.of(System.getProperty("reparto.home"));

		Baseline measured = new CommandTrial(home, folder, BaselineRun.LAYOUT).measure(500, 100, 10, MOMENT);

		assertThat(ProgressLine.of(measured)).startsWith("100 commands/s beside 10 orders/s: ");
		assertThat(measured.times().getTotalCount()).isPositive();
	}

}
