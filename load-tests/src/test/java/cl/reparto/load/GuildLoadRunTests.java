package cl.reparto.load;

import java.nio.file.Path;

import cl.reparto.load.guild.GuildScaling;
import cl.reparto.load.report.GuildReport;
import cl.reparto.load.result.GuildResults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole measurement of the guild, for {@code -Pload}.
 */
@Tag("load")
class GuildLoadRunTests {

	@Test
	void reportsEveryGoalAndWhatScalingBrings() throws Exception {
		Path home = Path.of(System.getProperty("reparto.home"));
		Path target = Path.of("target").toAbsolutePath();
		Path report = target.resolve("report");

		GuildLoadTest test = new GuildLoadTest(home, target.resolve("guild"), System.out::println);
		try {
			test.run();
		}
		finally {
			// What was measured before something failed is told all the same.
			new GuildReport(report).write(test.results());
		}

		GuildResults results = test.results();
		assertThat(results.goals()).hasSize(11).noneMatch((goal) -> Double.isNaN(goal.measured()));
		assertThat(results.scaled()).hasSameSizeAs(GuildScaling.layouts());
		assertThat(report.resolve("guild.md")).isNotEmptyFile();
	}

}
