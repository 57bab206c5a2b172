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

import cl.reparto.load.Goal;
import cl.reparto.load.Limit;
import cl.reparto.load.Outcome;
import cl.reparto.load.Report;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

/**
 * A page for a browser, {@code index.html}, with its pictures beside it, and the same
 * tables in {@code tables.md}.
 */
public final class HtmlReport implements Report {

	private static final Mustache.Escaper MARKDOWN = Escapers
		.simple(new String[][] { { "&", "&amp;" }, { "<", "&lt;" }, { "|", "\\|" } });

	private final Template html = template("report.html", Mustache.compiler());

	private final Template markdown = template("tables.md", Mustache.compiler().withEscaper(MARKDOWN));

	private final Path folder;

	/**
	 * A report to be written.
	 * @param folder where; made if it is not there
	 */
	public HtmlReport(Path folder) {
		this.folder = folder;
	}

	private static Template template(String name, Mustache.Compiler compiler) {
		return compiler.withLoader(HtmlReport::resource).loadTemplate(name);
	}

	private static Reader resource(String name) {
		InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name);
		return new InputStreamReader(in, StandardCharsets.UTF_8);
	}

	@Override
	public void write(List<Outcome> outcomes, List<Limit> limits, List<Goal> goals) throws IOException {
		Page page = Page.of(Comparison.of(outcomes), new Ceilings(limits), goals);
		Files.createDirectories(this.folder);
		for (Section section : page.sections()) {
			for (Picture picture : section.pictures()) {
				Files.writeString(this.folder.resolve(picture.file()), picture.svg());
			}
		}
		Files.writeString(this.folder.resolve("index.html"), this.html.execute(page));
		Files.writeString(this.folder.resolve("tables.md"), this.markdown.execute(page));
	}

	/** What the templates show. */
	private record Page(Table goals, List<Table> summaries, Table limits, List<Section> sections) {

		static Page of(List<Comparison> comparisons, Ceilings ceilings, List<Goal> goals) {
			Summaries summaries = new Summaries(comparisons, ceilings);
			Details details = new Details(ceilings);
			Gallery gallery = new Gallery(ceilings);
			return new Page(Details.of(goals), List.of(summaries.throughput(), summaries.latency()), details.limits(),
					comparisons.stream()
						.map((comparison) -> new Section(comparison.id(), details.of(comparison),
								gallery.of(comparison)))
						.toList());
		}

	}

	/** What it shows of scenarios that differ in their partitions. */
	private record Section(String id, Table table, List<Picture> pictures) {
	}

}
