package cl.reparto.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import cl.reparto.load.report.HtmlReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole measurement, for {@code -Pload}.
 */
@Tag("load")
class LoadRunTests {

	@Test
	void reportsEveryScenarioAndLimit() throws Exception {
		Path home = Path.of(System.getProperty("reparto.home"));
		Path report = Path.of("target", "report").toAbsolutePath();
		List<Outcome> outcomes = new ArrayList<>();
		List<Limit> limits = new ArrayList<>();
		List<Goal> goals = new ArrayList<>();

		new LoadTest(home, Path.of("target").toAbsolutePath(), System.out::println).run((all, most, reached) -> {
			outcomes.addAll(all);
			limits.addAll(most);
			new HtmlReport(report).write(all, most, reached);
			goals.addAll(reached);
		});

		assertThat(outcomes).hasSize(24);
		assertThat(limits).extracting(Limit::what).hasSize(9);
		assertThat(goals).hasSize(23);
		assertThat(report.resolve("index.html")).isNotEmptyFile();
	}

}
