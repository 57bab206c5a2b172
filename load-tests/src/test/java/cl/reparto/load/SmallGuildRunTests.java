package cl.reparto.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import cl.reparto.load.guild.GuildLayout;
import cl.reparto.load.loop.Timing;
import cl.reparto.load.report.GuildReport;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Goal;
import cl.reparto.load.result.GuildResults;
import cl.reparto.load.result.ScaledGuild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The measuring of the guild from end to end, each thing for a moment. What starts a
 * guild of its own for long is for {@code -Pload}.
 */
class SmallGuildRunTests {

	private static final Timing MOMENT = new Timing(Duration.ofSeconds(2), 1, Duration.ZERO, Duration.ofSeconds(2));

	@TempDir
	private Path folder;

	private GuildLoadTest test;

	@BeforeEach
	void prepare() {
		this.test = new GuildLoadTest(Path.of(System.getProperty("reparto.home")), this.folder, System.out::println);
	}

	@Test
	void measuresHowFastWordsAreTakenInBesideNothingAndBesideKafkaAlone() throws Exception {
		this.test.takeIn(MOMENT);

		assertThat(baselines()).containsExactly(Baseline.NO_OP_POST, Baseline.KEPT_POST, "POST /ubicaciones",
				"POST /ventas");
		assertThat(this.test.results().baselines().all())
			.allSatisfy((each) -> assertThat(each.perSecond()).isPositive());
	}

	@Test
	@Tag("load")
	void measuresWhenAPositionCanBeReadBesideARecord() throws Exception {
		this.test.tellAtOnce(20, Duration.ofSeconds(1), Duration.ofSeconds(4));

		assertThat(baselines()).containsExactly("20 positions/s: taken", "20 positions/s: readable", Baseline.LOG);
		assertThat(measured("readable")).isPositive();
		assertThat(measured("resident")).isBetween(50.0, 2000.0);
	}

	@Test
	@Tag("load")
	void seesWhoFallsSilentAmongThoseWhoDoNot() throws Exception {
		this.test.followTown(40, 20, 10, Duration.ofSeconds(20));

		assertThat(measured("of those that fell silent")).isEqualTo(100);
		assertThat(measured("the first perdido")).isGreaterThanOrEqualTo(20);
	}

	@Test
	@Tag("load")
	void countsADayAnewAndTellsHowFastAGuildOfAnySizeIs() throws Exception {
		this.test.countAnew(10_000);
		this.test.scale(List.of(new GuildLayout(1, 2, 1), new GuildLayout(2, 4, GuildLayout.USUAL.cores())), 20, 5, 5);
		GuildResults results = this.test.results();
		new GuildReport(this.folder).write(results);

		assertThat(measured("a day of 10,000 sales")).isPositive();
		assertThat(results.scaled()).extracting(ScaledGuild::salesPerSecond).allMatch((each) -> each > 0);
		assertThat(Files.readString(this.folder.resolve("guild.md"))).contains("a day of 10,000 sales, computed anew");
	}

	private List<String> baselines() {
		return this.test.results().baselines().all().stream().map(Baseline::what).toList();
	}

	private double measured(String what) {
		return this.test.results()
			.goals()
			.stream()
			.filter((goal) -> goal.what().contains(what))
			.mapToDouble(Goal::measured)
			.findFirst()
			.orElseThrow();
	}

}
