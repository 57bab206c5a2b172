package cl.reparto.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import cl.reparto.local.Service;
import cl.reparto.model.Status;

/**
 * Puts orders to a system and waits until the last of them is at its end.
 *
 * @param system a system that runs, with no orders on their way
 * @param folder where Gatling's reports are kept, a folder a scenario
 * @param mailed whether the system sends mails
 */
record Trial(SystemUnderLoad system, Path folder, boolean mailed) {

	/** From when all orders are placed. */
	private static final Duration LIMIT = Duration.ofMinutes(3);

	private static final long SEED = 2026;

	/** Other rows than those that are measured. */
	private static final long WARM_UP_SEED = 1;

	/**
	 * Lets the system do some of what it is going to do, and forgets how long it took.
	 * @param scenarios what is asked of it, one after the other
	 * @throws IllegalStateException if an order is lost
	 */
	void warmUp(List<Scenario> scenarios) throws InterruptedException {
		for (Scenario scenario : scenarios) {
			run(scenario, DataSet.random(scenario.rows(), WARM_UP_SEED), load("warm-up"));
		}
	}

	/**
	 * Measures.
	 * @param scenario what is asked of the system, which is laid out as it says
	 * @return what was measured
	 * @throws IllegalStateException if an order is lost, or not at its end three minutes
	 * after all were placed
	 */
	Outcome run(Scenario scenario) throws InterruptedException {
		GatlingLoad load = load(name(scenario));
		Outcome outcome = run(scenario, DataSet.random(scenario.rows(), SEED), load);
		load.report();
		return outcome;
	}

	private Outcome run(Scenario scenario, DataSet rows, GatlingLoad load) throws InterruptedException {
		try (TopicWatch watch = new TopicWatch(this.system.stack().bootstrapServers())) {
			List<Post> posts = load.place(rows, scenario.arrival());
			List<Sighting> sightings = watch.await(posts.size(), this.mailed ? Status.values().length : 0, LIMIT);
			return Evaluation.of(scenario, this.mailed, posts, OrderTimes.of(sightings));
		}
	}

	private GatlingLoad load(String name) {
		return new GatlingLoad(this.system.address(Service.REQUEST), this.system.address(Service.NOTIFICATION),
				this.folder.resolve(name));
	}

	private static String name(Scenario scenario) {
		return scenario.rows() + "-" + scenario.arrival().name().toLowerCase(Locale.ROOT) + "-" + scenario.partitions()
				+ "p-" + scenario.stage().toMillis() + "ms";
	}

}
