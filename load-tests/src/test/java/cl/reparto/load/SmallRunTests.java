package cl.reparto.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import cl.reparto.load.loop.Timing;
import cl.reparto.load.report.HtmlReport;
import cl.reparto.load.result.Arrival;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.LoadResults;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.trial.ScenarioTrial;
import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.broker.TopicReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The measuring from end to end, against the whole system, each thing for a moment.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallRunTests {

	private static final Path HOME = Path.of(System.getProperty("reparto.home"));

	private static final Timing MOMENT = new Timing(Duration.ofMillis(200), 1, Duration.ZERO, Duration.ofMillis(200));

	private Path folder;

	private Outcome outcome;

	private Baselines baselines;

	private int kept;

	@BeforeAll
	void run(@TempDir Path temporary) throws Exception {
		this.folder = temporary;
		try (SystemUnderLoad system = SystemUnderLoad.mailing(HOME, this.folder.resolve("stack"), BaselineRun.LAYOUT)) {
			system.stack().start();
			this.outcome = new ScenarioTrial(system, this.folder.resolve("gatling"), true)
				.run(BaselineRun.LAYOUT.scenario(100, Arrival.PEAK));
			this.baselines = new BaselineRun(HOME, this.folder, MOMENT).measure(system);
			try (var reader = TopicReader.ofBytes(system.bootstrapServers(), "kept")) {
				this.kept = reader.records().size();
			}
		}
	}

	@Test
	void measuresEveryOrderOfAPeakAndLosesNone() {
		assertThat(ProgressLine.of(this.outcome)).startsWith("100 orders, peak, 5 partitions, 0 ms: POST p50 ");
		assertThat(this.outcome.orders()).isEqualTo(100);
		assertThat(this.outcome.times()).allSatisfy((measure, times) -> assertThat(times.getTotalCount())
			.isEqualTo((measure == Measure.MAILED) ? 400 : (measure == Measure.READABLE) ? 10 : 100));
	}

	@Test
	void measuresEveryBaseline() {
		assertThat(this.baselines.all()).extracting(Baseline::what)
			.containsExactlyInAnyOrder(Baseline.NO_OP_GET, Baseline.GET, Baseline.NO_OP_POST, Baseline.KEPT_POST,
					Baseline.POST, Baseline.KEYED_POST, Baseline.LOG, Baseline.SMTP, Baseline.LIBRARY);
	}

	@Test
	void keepsWhatIsPostedToBeKept() {
		long posted = this.baselines.of(Baseline.KEPT_POST).times().getTotalCount();

		assertThat((long) this.kept).isPositive().isGreaterThanOrEqualTo(posted);
	}

	@Test
	void leadsFromItsReportToGatlings() throws Exception {
		new HtmlReport(this.folder).write(new LoadResults(List.of(this.outcome), this.baselines, List.of()));

		assertThat(this.outcome.page()).isNotEmptyFile();
		assertThat(Files.readString(this.folder.resolve("index.html")))
			.contains("\"" + this.folder.relativize(this.outcome.page()) + "\"");
	}

}
