package cl.reparto.load.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import cl.reparto.load.orders.DataSet;
import cl.reparto.load.orders.GatlingLoad;
import cl.reparto.load.orders.Post;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;
import cl.reparto.local.Service;
import cl.reparto.model.Status;

/**
 * Puts orders to a system and waits until the last of them is at its end.
 *
 * @param system a system that runs, with no orders on their way
 * @param folder where Gatling's reports are kept, a folder a scenario
 * @param mailed whether the system sends mails
 */
public record ScenarioTrial(SystemUnderLoad system, Path folder, boolean mailed) {

	/** From when all orders are placed. */
	private static final Duration LIMIT = Duration.ofMinutes(3);

	private static final long SEED = 2026;

	/** Other rows than those that are measured. */
	private static final long WARM_UP_SEED = 1;

	/**
	 * Lets the system do some of what it is going to do, and forgets how long it took.
	 * @param scenarios what is asked of it, one after the other
	 * @throws IllegalStateException if an order is not taken, or lost
	 */
	public void warmUp(List<Scenario> scenarios) {
		for (Scenario scenario : scenarios) {
			run(scenario, WARM_UP_SEED, load("warm-up"));
		}
	}

	/**
	 * Measures.
	 * @param scenario what is asked of the system, which is laid out as it says
	 * @return what was measured
	 * @throws IllegalStateException if an order is not taken, or lost
	 * @throws org.awaitility.core.ConditionTimeoutException if one is not at its end
	 * three minutes after all were placed
	 */
	public Outcome run(Scenario scenario) {
		GatlingLoad load = load(name(scenario));
		Outcome outcome = run(scenario, SEED, load);
		load.report();
		return outcome;
	}

	private Outcome run(Scenario scenario, long seed, GatlingLoad load) {
		try (TopicWatch watch = new TopicWatch(this.system.bootstrapServers())) {
			List<Post> posts = load.place(DataSet.random(scenario.rows(), seed), scenario.arrival());
			// Before anybody waits for them.
			Evaluation.requireTaken(posts);
			List<ObservedRecord> records = watch.await(posts.size(), this.mailed ? Status.STEPS.size() : 0, LIMIT);
			return Evaluation.of(scenario, this.mailed, posts, OrderTimes.of(records), load.page());
		}
	}

	private GatlingLoad load(String name) {
		return new GatlingLoad(this.system.address(Service.REQUEST), this.system.address(Service.NOTIFICATION),
				this.folder.resolve(name));
	}

	private static String name(Scenario scenario) {
		return scenario.rows() + "-" + scenario.arrival().label() + "-" + scenario.partitions() + "p-"
				+ scenario.stage().toMillis() + "ms";
	}

}
