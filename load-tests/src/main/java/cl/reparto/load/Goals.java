package cl.reparto.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import org.HdrHistogram.Histogram;

/**
 * What the system was to reach (two cores, everything on one machine, warmed up) and what
 * it did, beside the matrix and its limits. Stages take 50 ms.
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

	private static final int MANY = 1_000_000;

	private static final int FEW = 1000;

	private static final Duration AWAY = Duration.ofMillis(50);

	/** Two instances have as many partitions each. */
	private static final Layout EVEN = new Layout(6, Duration.ofMillis(50));

	/**
	 * Measures everything.
	 * @param outcomes of the matrix
	 * @param limits measured in the same run
	 * @param console told of each goal
	 * @return all goals
	 */
	List<Goal> measure(List<Outcome> outcomes, List<Limit> limits, Consumer<Goal> console)
			throws IOException, InterruptedException {
		List<Goal> goals = new ArrayList<>();
		for (Part part : List.<Part>of(() -> http(limits), this::latency, () -> throughput(limits),
				() -> peaks(outcomes), this::crowds, this::farMail, this::footprint)) {
			List<Goal> some = part.measure();
			some.forEach(console);
			goals.addAll(some);
		}
		return goals;
	}

	/** How HTTP does beside a service that does nothing. */
	private List<Goal> http(List<Limit> limits) {
		Limit noOpPost = limit(limits, Limit.NO_OP_POST);
		Limit noOpGet = limit(limits, Limit.NO_OP_GET);
		Limit post = limit(limits, Limit.POST);
		Limit get = limit(limits, Limit.GET);
		return List.of(
				Goal.atLeast(60, "%", "POST /orders: of the no-op POST's requests a second",
						100 * post.perSecond() / noOpPost.perSecond()),
				Goal.atMost(3, "×", "POST /orders: p99, of the no-op POST's",
						p99(post.times()) / p99(noOpPost.times())),
				Goal.atLeast(85, "%", "GET status: of the no-op GET's requests a second",
						100 * get.perSecond() / noOpGet.perSecond()));
	}

	/** How long orders take that come at 500 a second, without mail. */
	private List<Goal> latency() throws InterruptedException {
		try (SystemUnderLoad system = withoutMail(SystemUnderLoad.options(stack(), LAYOUT))) {
			system.stack().start();
			Trial trial = new Trial(system, this.folder.resolve("report/gatling"), false);
			trial.warmUp(WARM_UP);
			Map<Measure, Histogram> times = trial.run(LAYOUT.scenario(10_000, Arrival.BRISK)).times();
			return List.of(
					Goal.atMost(25, "ms", "500 orders/s: recibido readable, p50", p50(times.get(Measure.READABLE))),
					Goal.atMost(80, "ms", "500 orders/s: recibido readable, p99", p99(times.get(Measure.READABLE))),
					Goal.atMost(80, "ms", "500 orders/s: the pipeline's own share, p50",
							p50(times.get(Measure.OWN_SHARE))));
		}
	}

	/** How many orders the whole pipeline takes. */
	private List<Goal> throughput(List<Limit> limits) throws InterruptedException {
		List<Goal> goals = new ArrayList<>();
		try (SystemUnderLoad system = withoutMail(SystemUnderLoad.options(stack(), LAYOUT))) {
			goals.add(Goal.atLeast(2500, "/s", "orders finished, mail off",
					flood(system, 20_000, 0, WARM_UPS).ordersPerSecond()));
		}
		try (SystemUnderLoad system = new SystemUnderLoad(this.home, stack(), LAYOUT)) {
			Flood flood = flood(system, 4000, 4, WARM_UPS);
			goals.add(Goal.atLeast(400, "/s", "orders finished and mailed", flood.mailsPerSecond() / 4));
			goals.add(Goal.atLeast(55, "%", "mails: of what the mail library alone delivers",
					100 * flood.mailsPerSecond() / limit(limits, Limit.LIBRARY).perSecond()));
		}
		return goals;
	}

	private static Flood flood(SystemUnderLoad system, int orders, int mails, int warmUps) throws InterruptedException {
		system.stack().start();
		for (int before = 0; before < warmUps; before++) {
			Flood.of(system.bootstrapServers(), DataSet.random(orders, before), Flood.AT_ONCE, mails);
		}
		return Flood.of(system.bootstrapServers(), DataSet.random(orders, warmUps), Flood.AT_ONCE, mails);
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
	private List<Goal> crowds() throws IOException, InterruptedException {
		Crowd crowd = new Crowd(this.home, stack());
		List<Crowd.Passage> passages = crowd.amongWaiting(FEW, MANY);
		Crowd.Passage alone = passages.getFirst();
		Crowd.Passage among = passages.getLast();
		List<Limit> reading = crowd.amongFinished(FEW, MANY);
		return List.of(
				Goal.atLeast(90, "%", "a million orders waiting: orders finished, of those with a thousand",
						100 * among.atOnce().ordersPerSecond() / alone.atOnce().ordersPerSecond()),
				Goal.atMost(110, "%", "a million orders waiting: lag of the timers, mean of that with a thousand",
						100 * among.steady().late().getMean() / alone.steady().late().getMean()),
				Goal.atMost(110, "%", "a million orders finished: p99 of GET status, of that with a thousand",
						100 * p99(reading.getLast().times()) / p99(reading.getFirst().times())));
	}

	/** How lanes and instances make up for a mail server that is far away. */
	private List<Goal> farMail() throws InterruptedException {
		double few = farMails(8, 1);
		return List.of(
				Goal.atLeast(1.8, "×", "mail server 50 ms away: mails a second with 16 lanes, of those with 8",
						farMails(16, 1) / few),
				Goal.atLeast(3.6, "×", "mail server 50 ms away: mails a second with 32 lanes, of those with 8",
						farMails(32, 1) / few),
				Goal.atLeast(1.8, "×", "mail server 50 ms away: mails a second with 2 instances, of those with 1",
						farMails(8, 2) / few));
	}

	private double farMails(int lanes, int instances) throws InterruptedException {
		StackOptions options = SystemUnderLoad.options(stack(), EVEN).with(Service.NOTIFICATION, instances);
		try (SystemUnderLoad system = new SystemUnderLoad(this.home, options, new SmtpSink(AWAY),
				Map.of("reparto.mail.lanes", Integer.toString(lanes)))) {
			return flood(system, 20 * lanes * instances, 4, 1).mailsPerSecond();
		}
	}

	/** What each service takes to start and to run. */
	private List<Goal> footprint() throws IOException, InterruptedException {
		List<Goal> goals = new ArrayList<>();
		try (SystemUnderLoad system = withoutMail(SystemUnderLoad.options(stack(), LAYOUT))) {
			system.stack().startBrokers();
			for (Service service : Service.values()) {
				goals.add(Goal.atMost(5, "s", name(service) + ": ready after",
						Footprint.secondsToReady(system.first(service))));
			}
			Trial trial = new Trial(system, this.folder.resolve("report/gatling"), false);
			trial.warmUp(WARM_UP);
			trial.run(LAYOUT.scenario(20_000, Arrival.RUSH));
			for (Service service : Service.values()) {
				goals.add(Goal.atMost(350, "MB", name(service) + ": resident at 1,000 orders/s",
						Footprint.residentMegabytes(system.first(service))));
			}
		}
		return goals;
	}

	private static String name(Service service) {
		return service.name().toLowerCase(Locale.ROOT) + "-service";
	}

	private SystemUnderLoad withoutMail(StackOptions options) {
		return new SystemUnderLoad(this.home, options, new SmtpSink(), SystemUnderLoad.WITHOUT_MAIL);
	}

	private Path stack() {
		return this.folder.resolve("stack");
	}

	private static Limit limit(List<Limit> limits, String what) {
		return limits.stream().filter((limit) -> limit.what().equals(what)).findFirst().orElseThrow();
	}

	private static double p50(Histogram times) {
		return times.getValueAtPercentile(50) / 1e3;
	}

	private static double p99(Histogram times) {
		return times.getValueAtPercentile(99) / 1e3;
	}

	/** Some goals that are measured together. */
	private interface Part {

		List<Goal> measure() throws IOException, InterruptedException;

	}

}
