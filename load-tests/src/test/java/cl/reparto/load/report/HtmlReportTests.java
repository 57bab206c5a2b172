package cl.reparto.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import cl.reparto.load.Goal;
import cl.reparto.load.Limit;
import cl.reparto.load.Outcome;
import cl.reparto.load.Scenario;
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
		write(Outcomes.ofAllScenarios(), MadeUpLimits.all());

		assertThat(markdown()).contains("| orders finished | ≥ 2,500 /s | 2,612 /s | yes |",
				"| a peak drained after | ≤ 1.50 s | 1.62 s | no |");
	}

	@Test
	void showsEveryScenarioWithItsPictures() throws IOException {
		List<Outcome> outcomes = Outcomes.ofAllScenarios();

		write(outcomes, MadeUpLimits.all());

		assertThat(html()).contains(Comparison.of(outcomes).stream().map(Comparison::title).toList());
		assertThat(found("<img src=\"([^\"]+)\"", html())).hasSize(48)
			.doesNotHaveDuplicates()
			.allSatisfy((file) -> assertThat(this.folder.resolve(file)).isRegularFile());
	}

	@Test
	void leadsFromTheSummariesToTheScenarios() throws IOException {
		write(Outcomes.ofAllScenarios(), MadeUpLimits.all());

		assertThat(found("id=\"([^\"]+)\"", html())).hasSize(12)
			.doesNotHaveDuplicates()
			.hasSameElementsAs(found("href=\"#([^\"]+)\"", html()));
	}

	@Test
	void showsTheSameFiguresInHtmlAndInMarkdown() throws IOException {
		write(Outcomes.ofAllScenarios(), MadeUpLimits.all());

		assertThat(found("<td>([^<]+)</td>", html())).hasSizeGreaterThan(1000).isEqualTo(markdownCells());
	}

	@Test
	void drawsWellFormedPictures() throws Exception {
		write(List.of(Outcomes.anOutcome().build()), MadeUpLimits.all());

		for (Path picture : pictures()) {
			assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile()))
				.extracting((document) -> document.getDocumentElement().getTagName())
				.isEqualTo("svg");
		}
	}

	@Test
	void drawsTheSamePicturesOfTheSameOutcomes() throws IOException {
		write(List.of(Outcomes.anOutcome().build()), MadeUpLimits.all());
		List<String> before = contents();

		write(List.of(Outcomes.anOutcome().build()), MadeUpLimits.all());

		assertThat(contents()).hasSize(3).isEqualTo(before);
	}

	@Test
	void escapesNames() throws IOException {
		write(List.of(Outcomes.anOutcome().build()), List.of(MadeUpLimits.limit("<b>a & b|c", 1, 1)));

		assertThat(html()).contains("&lt;b&gt;a &amp; b|c").doesNotContain("<b>");
		assertThat(markdown()).contains("&lt;b>a &amp; b\\|c").doesNotContain("<b>");
	}

	@Test
	void needsNoNetwork() throws IOException {
		write(List.of(Outcomes.anOutcome().build()), MadeUpLimits.all());

		assertThat(html()).doesNotContain("//");
	}

	@Test
	void isWrittenEvenIfNothingWasMeasured() throws IOException {
		Scenario scenario = Outcomes.anOutcome().scenario();

		write(List.of(new Outcome(scenario, Map.of(), List.of(), Duration.ZERO, Duration.ZERO)), List.of());

		assertThat(html()).contains("100 orders, peak, stages of 50 ms").doesNotContain("NaN");
	}

	private void write(List<Outcome> outcomes, List<Limit> limits) throws IOException {
		new HtmlReport(this.folder).write(outcomes, limits, GOALS);
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
					&& !line.contains(" limit |") && !line.contains(" reached |"))
			.flatMap((line) -> Arrays.stream(line.split("\\s*\\|\\s*")).skip(2))
			.toList();
	}

	private List<Path> pictures() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> file.toString().endsWith(".svg")).sorted().toList();
		}
	}

	private List<String> contents() throws IOException {
		List<String> contents = new ArrayList<>();
		for (Path picture : pictures()) {
			contents.add(Files.readString(picture));
		}
		return contents;
	}

	private static List<String> found(String pattern, String text) {
		return Pattern.compile(pattern).matcher(text).results().map((match) -> match.group(1)).toList();
	}

}
