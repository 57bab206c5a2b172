package cl.reparto.load.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import cl.reparto.load.result.LoadResults;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

/**
 * A page for a browser, {@code index.html}, which leads to Gatling's pages, and the
 * tables that tell most in {@code tables.md}.
 *
 * @param folder where both are
 */
public record HtmlReport(Path folder) {

	private static final Mustache.Escaper MARKDOWN = Escapers
		.simple(new String[][] { { "&", "&amp;" }, { "<", "&lt;" }, { "|", "\\|" } });

	private static final String GOALS = "What the system was to reach on two cores that everything shares, stages being 50 ms, and what it did.";

	/**
	 * Writes the report, in place of one that is there.
	 * @param results what it tells
	 * @throws IOException if it cannot be written
	 */
	public void write(LoadResults results) throws IOException {
		Page page = page(results);
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve("index.html"),
				template("report.html", Mustache.compiler()).execute(page));
		Files.writeString(this.folder.resolve("tables.md"), markdown("tables.md", page));
	}

	static String markdown(String name, Object page) {
		return template(name, Mustache.compiler().withEscaper(MARKDOWN)).execute(page);
	}

	private Page page(LoadResults results) {
		List<Comparison> comparisons = Comparison.of(results.outcomes());
		Summaries summaries = new Summaries(comparisons, results.baselines());
		Details details = new Details(results.baselines());
		return new Page(
				List.of(Details.of(GOALS, results.goals()), summaries.throughput(), summaries.latency(),
						details.machine()),
				comparisons.stream()
					.map((comparison) -> new Section(comparison.id(), details.of(comparison), links(comparison)))
					.toList());
	}

	private List<Link> links(Comparison comparison) {
		return comparison.outcomes()
			.values()
			.stream()
			.map((outcome) -> new Link(this.folder.relativize(outcome.page()).toString(),
					Comparison.partitions(outcome.scenario().partitions())))
			.toList();
	}

	private static Template template(String name, Mustache.Compiler compiler) {
		return compiler.withLoader(HtmlReport::resource).loadTemplate(name);
	}

	private static Reader resource(String name) {
		InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name);
		return new InputStreamReader(in, StandardCharsets.UTF_8);
	}

	/** What the templates show. */
	private record Page(List<Table> tables, List<Section> sections) {
	}

	/** What it shows of scenarios that differ in their partitions. */
	private record Section(String id, Table table, List<Link> links) {
	}

	/** Where Gatling shows more. */
	private record Link(String page, String text) {
	}

}
