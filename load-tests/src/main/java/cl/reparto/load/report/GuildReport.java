package cl.reparto.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import cl.reparto.load.result.GuildResults;
import cl.reparto.load.result.ScaledGuild;

/**
 * The tables about the guild, {@code guild.md}.
 *
 * @param folder where it is
 */
public record GuildReport(Path folder) {

	/**
	 * Writes the report, in place of one that is there.
	 * @param results what it tells
	 * @throws IOException if it cannot be written
	 */
	public void write(GuildResults results) throws IOException {
		List<Table> tables = List.of(
				Details.of("What the guild was to reach on two cores that everything shares, and what it did on "
						+ LocalDate.now(ZoneOffset.UTC) + ".", results.goals()),
				vertical(results.scaled()), horizontal(results.scaled()), new Details(results.baselines()).machine());
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve("guild.md"), HtmlReport.markdown("guild.md", new Page(tables)));
	}

	/** What a second core brings to what is otherwise the same. */
	private static Table vertical(List<ScaledGuild> all) {
		List<ScaledGuild> one = all.stream().filter((each) -> each.instances() == 1 && each.lanes() == 2).toList();
		return new Table("Vertical scaling",
				"One instance, two lanes; broker and service on so many cores. Sales a second of a burst until each is counted, "
						+ "and place and stock of every cart are known.",
				"cores", List.of(new Table.Group("", List.of("sales/s", "of one core"))),
				one.stream()
					.map((each) -> new Table.Row(Integer.toString(each.cores()), null,
							List.of(Figures.number(each.salesPerSecond()), times(each, one.getFirst()))))
					.toList());
	}

	/** Instances in rows, lanes in columns. */
	private static Table horizontal(List<ScaledGuild> all) {
		int cores = all.stream().mapToInt(ScaledGuild::cores).max().orElse(0);
		List<ScaledGuild> whole = all.stream().filter((each) -> each.cores() == cores).toList();
		List<Integer> lanes = whole.stream().map(ScaledGuild::lanes).distinct().sorted().toList();
		return new Table("Horizontal scaling", String.format(Locale.ROOT,
				"All on one machine of %d cores: the same burst for so many instances and lanes, in sales a second and in "
						+ "multiples of what one instance does with two lanes.",
				cores), "instances",
				lanes.stream()
					.map((count) -> new Table.Group(count + " lanes,", List.of("sales/s", "of one")))
					.toList(),
				whole.stream()
					.map(ScaledGuild::instances)
					.distinct()
					.sorted()
					.map((instances) -> new Table.Row(Integer.toString(instances), null,
							lanes.stream().flatMap((count) -> cells(whole, instances, count)).toList()))
					.toList());
	}

	private static Stream<String> cells(List<ScaledGuild> all, int instances, int lanes) {
		Optional<ScaledGuild> found = all.stream()
			.filter((each) -> each.instances() == instances && each.lanes() == lanes)
			.findFirst();
		return Stream.of(found.map((each) -> Figures.number(each.salesPerSecond())).orElse(Figures.NONE),
				found.map((each) -> times(each, all.getFirst())).orElse(Figures.NONE));
	}

	private static String times(ScaledGuild guild, ScaledGuild one) {
		return Figures.number(guild.salesPerSecond() / one.salesPerSecond()) + " ×";
	}

	/** What the template shows. */
	private record Page(List<Table> tables) {
	}

}
