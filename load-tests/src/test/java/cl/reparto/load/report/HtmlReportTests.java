package cl.reparto.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Goal;
import cl.reparto.load.result.LoadResults;
import cl.reparto.load.result.MadeUpBaselines;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlReportTests {

	private static final List<Goal> GOALS = List.of(new Goal("orders finished", true, 2500, 2612.3, "/s"),
			new Goal("a peak drained after", false, 1.5, 1.62, "s"));

	@TempDir
	Path folder;

	@Test
	void tellsWhichGoalsWereReached() throws IOException {
		write(Outcomes.ofAllScenarios(), MadeUpBaselines.all());

		assertThat(markdown()).contains("| orders finished | ≥ 2,500 /s | 2,612 /s | yes |",
				"| a peak drained after | ≤ 1.50 s | 1.62 s | no |");
	}

	@Test
	void leadsFromEachScenarioToGatlingsPages() throws IOException {
		write(List.of(outcomeAt("gatling/one/index.html", 1), outcomeAt("gatling/five/index.html", 5)),
				MadeUpBaselines.all());

		assertThat(html()).contains("<a href=\"gatling/five/index.html\">5 partitions</a>, "
				+ "<a href=\"gatling/one/index.html\">1 partition</a>");
	}

	@Test
	void leadsFromTheSummariesToTheScenarios() throws IOException {
		write(Outcomes.ofAllScenarios(), MadeUpBaselines.all());

		assertThat(found("id=\"([^\"]+)\"", html())).hasSize(12)
			.doesNotHaveDuplicates()
			.hasSameElementsAs(found("href=\"#([^\"]+)\"", html()));
	}

	@Test
	void showsTheSameFiguresInHtmlAndInMarkdownButForScenarios() throws IOException {
		write(Outcomes.ofAllScenarios(), MadeUpBaselines.all());

		String summaries = html().substring(0, html().indexOf("<h2>Scenarios"));
		assertThat(found("<td>([^<]+)</td>", summaries)).hasSizeGreaterThan(200).isEqualTo(markdownCells());
	}

	@Test
	void escapesNames() throws IOException {
		write(List.of(Outcomes.anOutcome().build()), List.of(MadeUpBaselines.of("<b>a & b|c", 1, 1)));

		assertThat(html()).contains("&lt;b&gt;a &amp; b|c").doesNotContain("<b>");
		assertThat(markdown()).contains("&lt;b>a &amp; b\\|c").doesNotContain("<b>");
	}

	@Test
	void needsNoNetwork() throws IOException {
		write(List.of(Outcomes.anOutcome().build()), MadeUpBaselines.all());

		assertThat(html()).doesNotContain("//");
	}

	@Test
	void isWrittenEvenIfNothingWasMeasured() throws IOException {
		Scenario scenario = Outcomes.anOutcome().scenario();

		write(List.of(new Outcome(scenario, 0, Map.of(), Duration.ZERO, Duration.ZERO, this.folder)), List.of());

		assertThat(html()).contains("100 orders, peak, stages of 50 ms").doesNotContain("NaN");
	}

	private Outcome outcomeAt(String page, int partitions) {
		Outcome outcome = Outcomes.anOutcome().partitions(partitions).build();
		return new Outcome(outcome.scenario(), outcome.orders(), outcome.times(), outcome.drained(), outcome.mailed(),
				this.folder.resolve(page));
	}

	private void write(List<Outcome> outcomes, List<Baseline> baselines) throws IOException {
		new HtmlReport(this.folder).write(new LoadResults(outcomes, new Baselines(baselines), GOALS));
	}

	private String html() throws IOException {
		return Files.readString(this.folder.resolve("index.html"));
	}

	private String markdown() throws IOException {
		return Files.readString(this.folder.resolve("tables.md"));
	}

	/** All but the first of each row, without heads. */
	private List<String> markdownCells() throws IOException {
		return markdown().lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| ---") && !line.contains(" p50 |")
					&& !line.contains(" baseline |") && !line.contains(" reached |"))
			.flatMap((line) -> Arrays.stream(line.split("\\s*\\|\\s*")).skip(2))
			.toList();
	}

	private static List<String> found(String pattern, String text) {
		return Pattern.compile(pattern).matcher(text).results().map((match) -> match.group(1)).toList();
	}

}
