package cl.reparto.load;

import java.nio.file.Path;
import java.time.Duration;

import cl.reparto.load.loop.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The measuring of watchers, of a few; of as many as are wished with {@code -Dwatchers}.
 */
class SmallWatcherRunTests {

	private static final Timing MOMENT = new Timing(Duration.ofSeconds(1), 2, Duration.ZERO, Duration.ofSeconds(1));

	@Test
	void tellsAllWhoWatchAndRefusesOneMore(@TempDir Path folder) throws Exception {
		Path home = Path.of(System.getProperty("reparto.home"));
		int watchers = Integer.getInteger("watchers", 200);

		WatcherRun.Watched watched = new WatcherRun(home, folder, BaselineRun.LAYOUT).measure(50, watchers, MOMENT);

		System.out.println(ProgressLine.of(watched));
		assertThat(watched.told()).isEqualTo(watchers);
		assertThat(watched.megabytes()).isBetween(1.0, 256.0);
		assertThat(watched.seconds()).isPositive();
		assertThat(watched.asked().times().getTotalCount()).isPositive();
	}

}
