package cl.reparto.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The whole measurement: every scenario, then the limits, then the goals.
 *
 * @param home the repository's root
 * @param folder where systems keep their data and Gatling its reports
 * @param console told in a line how each scenario went
 */
record LoadTest(Path home, Path folder, Consumer<String> console) {

	private static final int WARM_UP = 5000;

	private static final int WARM_UPS = 5;

	private static final Duration LIMIT_WARM_UP = Duration.ofMinutes(1);

	private static final Duration LIMIT_TURN = Duration.ofSeconds(1);

	/**
	 * Measures everything and has it reported.
	 * @param report told what was measured
	 * @throws IllegalStateException if an order is lost
	 */
	void run(Report report) throws IOException, InterruptedException, ExecutionException {
		List<Outcome> outcomes = new ArrayList<>();
		for (Layout layout : Layout.all()) {
			outcomes.addAll(outcomes(layout));
		}
		List<Limit> limits = new Limits(this.home, this.folder.resolve("limits"), LIMIT_WARM_UP, LIMIT_TURN).measure();
		limits.forEach((limit) -> this.console.accept(ProgressLine.of(limit)));
		List<Goal> goals = new Goals(this.home, this.folder).measure(outcomes, limits,
				(goal) -> this.console.accept(ProgressLine.of(goal)));
		report.write(outcomes, limits, goals);
	}

	private List<Outcome> outcomes(Layout layout) throws InterruptedException {
		List<Outcome> outcomes = new ArrayList<>();
		try (SystemUnderLoad system = new SystemUnderLoad(this.home, this.folder.resolve("stack"), layout)) {
			system.stack().start();
			Trial trial = new Trial(system, this.folder.resolve("report/gatling"), true);
			trial.warmUp(Collections.nCopies(WARM_UPS, layout.scenario(WARM_UP, Arrival.PEAK)));
			for (Scenario scenario : layout.scenarios()) {
				Outcome outcome = trial.run(scenario);
				this.console.accept(ProgressLine.of(outcome));
				outcomes.add(outcome);
			}
		}
		return outcomes;
	}

}
