package cl.reparto.load;

import java.nio.file.Path;

import cl.reparto.load.report.HtmlReport;
import cl.reparto.load.result.Layout;
import cl.reparto.load.result.LoadResults;
import cl.reparto.load.result.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole measurement, for {@code -Pload}.
 */
@Tag("load")
class LoadRunTests {

	@Test
	void reportsEveryScenarioAndGoal() throws Exception {
		Path home = Path.of(System.getProperty("reparto.home"));
		Path target = Path.of("target").toAbsolutePath();
		Path report = target.resolve("report");

		LoadResults results = new LoadTest(home, target, System.out::println).run();
		new HtmlReport(report).write(results);

		assertThat(results.outcomes()).extracting(Outcome::scenario)
			.containsExactlyElementsOf(Layout.all().stream().flatMap((layout) -> layout.scenarios().stream()).toList());
		assertThat(results.goals()).noneMatch((goal) -> Double.isNaN(goal.measured()));
		assertThat(report.resolve("index.html")).isNotEmptyFile();
	}

}
