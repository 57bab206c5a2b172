package cl.reparto.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Goal;
import cl.reparto.load.result.GuildResults;
import cl.reparto.load.result.MadeUpBaselines;
import cl.reparto.load.result.ScaledGuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class GuildReportTests {

	@TempDir
	private Path folder;

	@Test
	void tellsWhichGoalsWereReached() throws IOException {
		assertThat(written()).contains("| a day | ≤ 60.0 s | 61.0 s | no |");
	}

	@Test
	void putsASecondCoreBesideOne() throws IOException {
		assertThat(written()).contains("| cores | sales/s | of one core |", "| 1 | 4,000 | 1.00 × |",
				"| 2 | 6,000 | 1.50 × |");
	}

	@Test
	void putsInstancesAndLanesBesideOneWithTwo() throws IOException {
		assertThat(written()).contains("| 1 | 6,000 | 1.00 × | 7,500 | 1.25 × |", "| 2 | 9,000 | 1.50 × | – | – |");
	}

	@Test
	void tellsWhatTheMachineCanDo() throws IOException {
		assertThat(written()).contains("| no-op GET | 8,000 |");
	}

	private String written() throws IOException {
		List<ScaledGuild> scaled = List.of(new ScaledGuild(1, 2, 1, 4000), new ScaledGuild(1, 2, 2, 6000),
				new ScaledGuild(2, 2, 2, 9000), new ScaledGuild(1, 4, 2, 7500));
		new GuildReport(this.folder).write(new GuildResults(List.of(Goal.atMost(60, "s", "a day", 61)),
				new Baselines(MadeUpBaselines.all()), scaled));
		return Files.readString(this.folder.resolve("guild.md"));
	}

}
