package cl.reparto.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import cl.reparto.load.loop.Timing;
import cl.reparto.load.orders.DataSet;
import cl.reparto.load.result.Arrival;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Goal;
import cl.reparto.load.result.Layout;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;
import cl.reparto.load.trial.BacklogTrial;
import cl.reparto.load.trial.BurstTrial;
import cl.reparto.load.trial.CommandTrial;
import cl.reparto.load.trial.Footprint;
import cl.reparto.load.trial.ScenarioTrial;
import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.smtp.Reply;
import cl.reparto.local.smtp.ScriptedSmtp;

/**
 * What the system was to reach (two cores, everything on one machine, warmed up) and what
 * it did, beside the matrix and the baselines. Stages take 50 ms.
 *
 * @param home the repository's root
 * @param folder where everything is kept
 */
record Goals(Path home, Path folder) {

	private static final Layout LAYOUT = new Layout(5, Duration.ofMillis(50));

	/**
	 * As long as compilers are at work. It begins with peaks, in which new orders wait
	 * until others are answered: for 500 a second, whatever becomes of those before, JVMs
	 * that have just been started are too slow.
	 */
	private static final List<Scenario> WARM_UP = List.of(LAYOUT.scenario(2000, Arrival.PEAK),
			LAYOUT.scenario(2000, Arrival.PEAK), LAYOUT.scenario(2000, Arrival.PEAK),
			LAYOUT.scenario(40_000, Arrival.BRISK));

	private static final int WARM_UPS = 3;

	/** Enough for those who warm up, as fast as they can, and for those who count. */
	private static final int ACTED_ON = 30_000;

	private static final Timing ACTING = Timing.after(Duration.ofSeconds(20));

	private static final int MANY = 1_000_000;

	private static final int FEW = 1000;

	/** As many as an instance lets in unless it is told otherwise. */
	private static final int WATCHERS = 10_000;

	private static final Timing ASKING = new Timing(Duration.ofSeconds(5), 5, Duration.ofMillis(500),
			Duration.ofSeconds(1));

	private static final Duration AWAY = Duration.ofMillis(50);

	/** Two instances have as many partitions each. */
	private static final Layout EVEN = new Layout(6, Duration.ofMillis(50));

	/**
	 * Measures everything.
	 * @param outcomes of the matrix
	 * @param baselines measured in the same run
	 * @param console told of each goal
	 * @return all goals
	 */
	List<Goal> measure(List<Outcome> outcomes, Baselines baselines, Consumer<Goal> console)
			throws IOException, InterruptedException {
		List<Goal> goals = new ArrayList<>();
		for (Part part : List.<Part>of(() -> http(baselines), this::latency, () -> throughput(baselines),
				() -> peaks(outcomes), this::commands, this::watchers, this::backlog, this::farMail, this::footprint)) {
			List<Goal> some = part.measure();
			some.forEach(console);
			goals.addAll(some);
		}
		return goals;
	}

	/** How HTTP does beside a service that does nothing. */
	private List<Goal> http(Baselines baselines) {
		Baseline noOpPost = baselines.of(Baseline.NO_OP_POST);
		Baseline noOpGet = baselines.of(Baseline.NO_OP_GET);
		Baseline post = baselines.of(Baseline.POST);
		Baseline get = baselines.of(Baseline.GET);
		return List.of(
				Goal.atLeast(60, "%", "POST /orders: of the no-op POST's requests a second",
						100 * post.perSecond() / noOpPost.perSecond()),
				Goal.atMost(3, "×", "POST /orders: p99, of the no-op POST's", post.millis(99) / noOpPost.millis(99)),
				Goal.atLeast(50, "%", "POST /orders with a key: of those without, a second",
						100 * baselines.of(Baseline.KEYED_POST).perSecond() / post.perSecond()),
				Goal.atLeast(85, "%", "GET status: of the no-op GET's requests a second",
						100 * get.perSecond() / noOpGet.perSecond()));
	}

	/** How long orders take that come at 500 a second, without mail. */
	private List<Goal> latency() {
		try (SystemUnderLoad system = SystemUnderLoad.silent(this.home, stack(), LAYOUT)) {
			system.stack().start();
			ScenarioTrial trial = new ScenarioTrial(system, this.folder.resolve("report/gatling"), false);
			trial.warmUp(WARM_UP);
			Outcome outcome = trial.run(LAYOUT.scenario(10_000, Arrival.BRISK));
			return List.of(
					Goal.atMost(25, "ms", "500 orders/s: recibido readable, p50", outcome.millis(Measure.READABLE, 50)),
					Goal.atMost(80, "ms", "500 orders/s: recibido readable, p99", outcome.millis(Measure.READABLE, 99)),
					Goal.atMost(80, "ms", "500 orders/s: the pipeline's own share, p50",
							outcome.millis(Measure.OWN_SHARE, 50)));
		}
	}

	/**
	 * How long people wait for what they ask of orders, alone and where a tenth of those
	 * that come in are acted on.
	 */
	private List<Goal> commands() throws InterruptedException {
		CommandTrial trial = new CommandTrial(this.home, stack(), LAYOUT);
		return List.of(
				Goal.atMost(100, "ms", "200 commands/s: answered 200, p99",
						trial.measure(ACTED_ON, 200, 0, ACTING).millis(99)),
				Goal.atMost(100, "ms", "500 orders/s, and 50 commands/s: answered 200, p99",
						trial.measure(ACTED_ON, 50, Arrival.BRISK.perSecond(), ACTING).millis(99)));
	}

	/**
	 * Whether an instance with 256 MB of heap bears those who watch, and tells them all.
	 */
	private List<Goal> watchers() throws InterruptedException, IOException {
		WatcherRun.Watched watched = new WatcherRun(this.home, stack(), LAYOUT).measure(FEW / 2, WATCHERS, ASKING);
		return List.of(Goal.atLeast(WATCHERS, "", "10,000 watch 500 orders: told of the next status", watched.told()),
				Goal.atMost(200, "MB", "10,000 watch 500 orders: heap in use, of 256", watched.megabytes()),
				Goal.atMost(5, "s", "10,000 watch 500 orders: the last told after", watched.seconds()),
				Goal.atMost(100, "ms", "10,000 are told meanwhile: GET status, p99", watched.asked().millis(99)));
	}

	/** How many orders the whole pipeline takes. */
	private List<Goal> throughput(Baselines baselines) {
		List<Goal> goals = new ArrayList<>();
		try (SystemUnderLoad system = SystemUnderLoad.silent(this.home, stack(), LAYOUT)) {
			goals.add(Goal.atLeast(2500, "/s", "orders finished, mail off",
					burst(system, 20_000, 0, WARM_UPS).ordersPerSecond()));
		}
		try (SystemUnderLoad system = SystemUnderLoad.mailing(this.home, stack(), LAYOUT)) {
			BurstTrial burst = burst(system, 4000, 4, WARM_UPS);
			goals.add(Goal.atLeast(400, "/s", "orders finished and mailed", burst.mailsPerSecond() / 4));
			goals.add(Goal.atLeast(55, "%", "mails: of what the mail library alone delivers",
					100 * burst.mailsPerSecond() / baselines.of(Baseline.LIBRARY).perSecond()));
		}
		return goals;
	}

	private static BurstTrial burst(SystemUnderLoad system, int orders, int mails, int warmUps) {
		system.stack().start();
		for (int before = 0; before < warmUps; before++) {
			BurstTrial.of(system.bootstrapServers(), DataSet.random(orders, before), BurstTrial.AT_ONCE, mails);
		}
		return BurstTrial.of(system.bootstrapServers(), DataSet.random(orders, warmUps), BurstTrial.AT_ONCE, mails);
	}

	/** How long a peak takes to drain. */
	private List<Goal> peaks(List<Outcome> outcomes) {
		return List.of(
				Goal.atMost(1.5, "s", "a peak of 1,000 orders: the last finished after", drained(outcomes, 1000)),
				Goal.atMost(5, "s", "a peak of 5,000 orders: the last finished after", drained(outcomes, 5000)));
	}

	private static double drained(List<Outcome> outcomes, int rows) {
		Scenario peak = LAYOUT.scenario(rows, Arrival.PEAK);
		return outcomes.stream()
			.filter((outcome) -> outcome.scenario().equals(peak))
			.map((outcome) -> outcome.drained().toNanos() / 1e9)
			.findFirst()
			.orElse(Double.NaN);
	}

	/** Whether a million orders that wait or are finished slow down others. */
	private List<Goal> backlog() throws InterruptedException {
		BacklogTrial backlog = new BacklogTrial(this.home, stack());
		List<BacklogTrial.Passage> passages = backlog.amongWaiting(FEW, MANY);
		BacklogTrial.Passage alone = passages.getFirst();
		BacklogTrial.Passage among = passages.getLast();
		List<Baseline> reading = backlog.amongFinished(FEW, MANY);
		return List.of(
				Goal.atLeast(90, "%", "a million orders waiting: orders finished, of those with a thousand",
						100 * among.atOnce().ordersPerSecond() / alone.atOnce().ordersPerSecond()),
				Goal.atMost(110, "%", "a million orders waiting: lag of the timers, mean of that with a thousand",
						100 * among.steady().late().getMean() / alone.steady().late().getMean()),
				Goal.atMost(110, "%", "a million orders finished: p99 of GET status, of that with a thousand",
						100 * reading.getLast().millis(99) / reading.getFirst().millis(99)));
	}

	/** How lanes and instances make up for a mail server that is far away. */
	private List<Goal> farMail() {
		double few = farMails(8, 1);
		return List.of(
				Goal.atLeast(1.8, "×", "mail server 50 ms away: mails a second with 16 lanes, of those with 8",
						farMails(16, 1) / few),
				Goal.atLeast(3.6, "×", "mail server 50 ms away: mails a second with 32 lanes, of those with 8",
						farMails(32, 1) / few),
				Goal.atLeast(1.8, "×", "mail server 50 ms away: mails a second with 2 instances, of those with 1",
						farMails(8, 2) / few));
	}

	private double farMails(int lanes, int instances) {
		StackOptions options = SystemUnderLoad.options(stack(), EVEN).with(Service.NOTIFICATION, instances);
		ScriptedSmtp mail = ScriptedSmtp.forgetting().reply("", Reply.USUAL.after(AWAY));
		Map<String, String> settings = Map.of("reparto.mail.lanes", Integer.toString(lanes));
		try (SystemUnderLoad system = new SystemUnderLoad(this.home, options, mail, settings)) {
			return burst(system, 20 * lanes * instances, 4, 1).mailsPerSecond();
		}
	}

	/** What each service takes to start and to run. */
	private List<Goal> footprint() throws IOException {
		List<Goal> goals = new ArrayList<>();
		try (SystemUnderLoad system = SystemUnderLoad.silent(this.home, stack(), LAYOUT)) {
			system.stack().startBrokers();
			for (Service service : Service.OF_ORDERS) {
				goals.add(Goal.atMost(5, "s", name(service) + ": ready after",
						new Footprint(system.first(service)).secondsToReady()));
			}
			ScenarioTrial trial = new ScenarioTrial(system, this.folder.resolve("report/gatling"), false);
			trial.warmUp(WARM_UP);
			trial.run(LAYOUT.scenario(20_000, Arrival.RUSH));
			for (Service service : Service.OF_ORDERS) {
				goals.add(Goal.atMost(350, "MB", name(service) + ": resident at 1,000 orders/s",
						new Footprint(system.first(service)).residentMegabytes()));
			}
		}
		return goals;
	}

	private static String name(Service service) {
		return service.name().toLowerCase(Locale.ROOT) + "-service";
	}

	private Path stack() {
		return this.folder.resolve("stack");
	}

	/** Some goals that are measured together. */
	private interface Part {

		List<Goal> measure() throws IOException, InterruptedException;

	}

}
