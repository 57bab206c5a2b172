package cl.reparto.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import cl.reparto.load.guild.CartTraffic;
import cl.reparto.load.guild.GuildLayout;
import cl.reparto.load.guild.GuildScaling;
import cl.reparto.load.guild.LostCarts;
import cl.reparto.load.guild.SalesDayAnew;
import cl.reparto.load.loop.Contender;
import cl.reparto.load.loop.Timing;
import cl.reparto.load.loop.Turns;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Goal;
import cl.reparto.load.result.GuildResults;
import cl.reparto.load.result.ScaledGuild;
import cl.reparto.load.trial.Footprint;
import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.Service;

/**
 * What the guild was to reach (two cores, everything on one machine) and what it did, and
 * what more of everything brings.
 */
final class GuildLoadTest {

	/** As long as compilers are at work. */
	private static final Duration WARM_UP = Duration.ofMinutes(1);

	private static final int FEW = 20;

	private static final Duration SILENCE = Duration.ofSeconds(60);

	/** In seconds: how often a cart is to be able to tell where it is. */
	private static final double EVERY = 30;

	private final List<Goal> goals = new ArrayList<>();

	private final List<Baseline> baselines = new ArrayList<>();

	private final List<ScaledGuild> scaled = new ArrayList<>();

	private final Path home;

	private final Path folder;

	private final Consumer<String> console;

	/**
	 * Measures nothing yet.
	 * @param home the repository's root
	 * @param folder where everything is kept
	 * @param console told of each figure in a line
	 */
	GuildLoadTest(Path home, Path folder, Consumer<String> console) {
		this.home = home;
		this.folder = folder;
		this.console = console;
	}

	/** Measures everything. */
	void run() throws IOException, InterruptedException, ExecutionException {
		takeIn(Timing.after(WARM_UP));
		tellAtOnce(1000, WARM_UP, Duration.ofSeconds(20));
		followTown(100_000, 3400, 100, SILENCE);
		countAnew(1_000_000);
		scale(GuildScaling.layouts(), 1000, 40, 80);
	}

	/** What was measured so far. */
	GuildResults results() {
		return new GuildResults(this.goals, new Baselines(this.baselines), this.scaled);
	}

	/** How fast words of carts are taken in, beside a service that does nothing. */
	void takeIn(Timing timing) throws IOException, InterruptedException {
		List<Baseline> measured = new GuildIntakeRun(this.home, this.folder, timing).measure();
		note(measured);
		Baselines posts = new Baselines(measured);
		for (String what : List.of(GuildIntakeRun.SALE, GuildIntakeRun.POSITION)) {
			note(Goal.atLeast(60, "%", what + ": of the no-op POST's requests a second",
					100 * posts.of(what).perSecond() / posts.of(Baseline.NO_OP_POST).perSecond()));
		}
	}

	/** How long it takes until one can see where a cart is, and a record alone. */
	void tellAtOnce(int perSecond, Duration settling, Duration measuring)
			throws IOException, InterruptedException, ExecutionException {
		String what = String.format(Locale.ROOT, "%,d positions/s", perSecond);
		try (SystemUnderLoad system = GuildLayout.USUAL.system(this.home, stack(), Map.of())) {
			GuildLayout.USUAL.start(system);
			List<Baseline> measured = new CartTraffic(system.address(Service.GUILD), 30 * perSecond, perSecond, 0)
				.drive(what, settling, measuring);
			note(measured);
			note(Goal.atMost(150, "ms", what + ": readable, p99", measured.getLast().millis(99)));
			note(resident(what, system));
			system.stop(Service.GUILD);
			try (RawKafka kafka = new RawKafka(system.bootstrapServers(), GuildLayout.USUAL.lanes())) {
				note(raw(kafka, perSecond, settling, measuring));
			}
		}
	}

	/** Whether silence is noticed in time where many others speak. */
	void followTown(int carts, int perSecond, int silentOneOf, Duration silence)
			throws IOException, InterruptedException, ExecutionException {
		String what = String.format(Locale.ROOT, "%,d carts", carts);
		Map<String, String> settings = Map.of("reparto.guild.location.silence", silence.toMillis() + "ms");
		try (SystemUnderLoad system = GuildLayout.USUAL.system(this.home, stack(), settings)) {
			GuildLayout.USUAL.start(system);
			// Of few carts: none of them is silent for long before the town begins.
			new CartTraffic(system.address(Service.GUILD), FEW, perSecond, 0).drive("warm-up", Duration.ZERO, WARM_UP);
			try (LostCarts lost = new LostCarts(system.bootstrapServers())) {
				Duration round = Duration.ofSeconds(carts).dividedBy(perSecond);
				List<Baseline> measured = new CartTraffic(system.address(Service.GUILD), carts, perSecond, silentOneOf)
					.drive(what, round, silence.plus(silence.dividedBy(4)));
				note(measured);
				note(Goal.atLeast(0.97 * perSecond, "/s", what + ": positions taken", measured.getFirst().perSecond()));
				int silent = carts / silentOneOf;
				double ofThose = 100.0 * lost.await(silent, silence.dividedBy(2)) / silent;
				note(Goal.atLeast(100, "%", what + ": of those that fell silent, perdido", ofThose));
				note(Goal.atMost(100, "%", what + ": and no others", ofThose));
				note(Goal.atLeast(seconds(silence), "s", what + ": the first perdido after", seconds(lost.shortest())));
				note(Goal.atMost(seconds(silence) + 2, "s", what + ": the last perdido after",
						seconds(lost.longest())));
				note(resident(what, system));
			}
		}
	}

	/** How fast a day is computed from its sales, by a service that does nothing else. */
	void countAnew(int sales) throws IOException, InterruptedException {
		List<Baseline> measured = new SalesDayAnew(this.home, stack()).measure(sales,
				Map.of("reparto.guild.roles", "registroVenta"));
		note(measured);
		note(Goal.atMost(60, "s", String.format(Locale.ROOT, "a day of %,d sales, computed anew", sales),
				sales / measured.getLast().perSecond()));
	}

	/**
	 * What more of everything brings.
	 * @param layouts of the guild
	 * @param carts how many carts sell
	 * @param before how often each sells before it counts
	 * @param each how often each sells then
	 */
	void scale(List<GuildLayout> layouts, int carts, int before, int each) throws IOException, InterruptedException {
		GuildScaling scaling = new GuildScaling(this.home, stack(), carts, before, each);
		for (GuildLayout layout : layouts) {
			ScaledGuild measured = scaling.measure(layout);
			this.console
				.accept(String.format(Locale.ROOT, "%s: %,.0f sales/s", layout.label(), measured.salesPerSecond()));
			this.scaled.add(measured);
		}
	}

	private static List<Baseline> raw(RawKafka kafka, int perSecond, Duration settling, Duration measuring)
			throws InterruptedException {
		int clients = 25;
		return new Turns(clients, Duration.ofSeconds(clients).dividedBy(perSecond),
				new Timing(Duration.ZERO, 1, settling.dividedBy(4), measuring.dividedBy(4)))
			.measure(List.of(new Contender(Baseline.LOG, () -> kafka::writeAndRead)));
	}

	private static Goal resident(String what, SystemUnderLoad system) throws IOException {
		return Goal.atMost(400, "MB", what + ": resident",
				new Footprint(system.first(Service.GUILD)).residentMegabytes());
	}

	private void note(List<Baseline> measured) {
		measured.forEach((each) -> this.console.accept(ProgressLine.of(each)));
		this.baselines.addAll(measured);
	}

	private void note(Goal goal) {
		this.console.accept(ProgressLine.of(goal));
		this.goals.add(goal);
	}

	private static double seconds(Duration time) {
		return time.toNanos() / 1e9;
	}

	private Path stack() {
		return this.folder.resolve("stack");
	}

}
