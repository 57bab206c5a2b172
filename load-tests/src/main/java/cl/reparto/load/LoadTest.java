package cl.reparto.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import cl.reparto.load.loop.Timing;
import cl.reparto.load.result.Arrival;
import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Goal;
import cl.reparto.load.result.Layout;
import cl.reparto.load.result.LoadResults;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;
import cl.reparto.load.trial.ScenarioTrial;
import cl.reparto.load.trial.SystemUnderLoad;

/**
 * The whole measurement: every scenario, then the baselines, then the goals.
 *
 * @param home the repository's root
 * @param folder where systems keep their data and Gatling its reports
 * @param console told in a line how each scenario went
 */
record LoadTest(Path home, Path folder, Consumer<String> console) {

	private static final int WARM_UP = 5000;

	private static final int WARM_UPS = 5;

	private static final Timing TIMING = Timing.after(Duration.ofMinutes(1));

	/**
	 * Measures everything.
	 * @throws IllegalStateException if an order is lost
	 */
	LoadResults run() throws IOException, InterruptedException, ExecutionException {
		List<Outcome> outcomes = new ArrayList<>();
		for (Layout layout : Layout.all()) {
			outcomes.addAll(outcomes(layout));
		}
		Baselines baselines = baselines();
		List<Goal> goals = new Goals(this.home, this.folder).measure(outcomes, baselines,
				(goal) -> this.console.accept(ProgressLine.of(goal)));
		return new LoadResults(outcomes, baselines, goals);
	}

	private List<Outcome> outcomes(Layout layout) {
		List<Outcome> outcomes = new ArrayList<>();
		try (SystemUnderLoad system = SystemUnderLoad.mailing(this.home, this.folder.resolve("stack"), layout)) {
			system.stack().start();
			ScenarioTrial trial = new ScenarioTrial(system, this.folder.resolve("report/gatling"), true);
			trial.warmUp(Collections.nCopies(WARM_UPS, layout.scenario(WARM_UP, Arrival.PEAK)));
			for (Scenario scenario : layout.scenarios()) {
				Outcome outcome = trial.run(scenario);
				this.console.accept(ProgressLine.of(outcome));
				outcomes.add(outcome);
			}
		}
		return outcomes;
	}

	private Baselines baselines() throws IOException, InterruptedException, ExecutionException {
		Path logs = this.folder.resolve("baselines");
		try (SystemUnderLoad system = SystemUnderLoad.mailing(this.home, logs.resolve("stack"), BaselineRun.LAYOUT)) {
			system.stack().start();
			Baselines baselines = new BaselineRun(this.home, logs, TIMING).measure(system);
			baselines.all().forEach((each) -> this.console.accept(ProgressLine.of(each)));
			return baselines;
		}
	}

}
