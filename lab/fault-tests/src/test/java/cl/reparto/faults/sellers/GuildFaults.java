package cl.reparto.faults.sellers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import cl.reparto.faults.audit.guild.GuildFindings;
import cl.reparto.faults.bed.Results;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static cl.reparto.faults.bed.FaultBed.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guild that the fault tests of a class share. What one fault broke does not spoil
 * the next: after a failure everything begins anew.
 */
final class GuildFaults implements AutoCloseable {

	/** Words a second, on top of everything else that the machine does. */
	private static final int LOAD = 30;

	private static final Duration WELL = Duration.ofMinutes(5);

	/** Who makes no headway for so long will not come to rest. */
	private static final Duration REST = Duration.ofSeconds(60);

	private static final Duration QUIET = Duration.ofSeconds(1);

	private final Results results;

	private final String name;

	private @Nullable GuildBed bed;

	private int beds;

	private GuildFaults(String name, Results results) {
		this.name = name;
		this.results = results;
	}

	/**
	 * Lets nothing happen and checks the promises, each to the second.
	 * @param layout which process does what
	 */
	void control(Layout layout, String what, Events events) throws Exception {
		run(layout, what, 0, false, events);
	}

	/**
	 * Lets a fault happen under load and checks the promises.
	 * @param layout which process does what
	 * @param fault what happens, for people
	 * @param excusedTwins how many mails may come twice for it
	 * @param events what is done; at its end nothing is in the way of being well
	 */
	void under(Layout layout, String fault, int excusedTwins, Events events) throws Exception {
		run(layout, fault, excusedTwins, true, events);
	}

	private void run(Layout layout, String fault, int excusedTwins, boolean trouble, Events events) throws Exception {
		boolean kept = false;
		try {
			GuildBed where = bed(layout);
			GuildOutcome outcome = happen(where, fault, excusedTwins, trouble, events);
			System.out.println(outcome.line());
			this.results.add(outcome.row());
			assertThat(outcome.broken()).as(fault).isEmpty();
			assertThat(where.cluster().misreplicated()).as("topics").isEmpty();
			kept = true;
		}
		finally {
			if (!kept) {
				close();
			}
		}
	}

	private GuildBed bed(Layout layout) throws IOException {
		if (this.bed == null) {
			Path folder = Path.of("target", "faults", this.name + "-" + ++this.beds).toAbsolutePath();
			this.bed = new GuildBed(folder, layout);
			this.bed.start();
		}
		return this.bed;
	}

	private static GuildOutcome happen(GuildBed bed, String fault, int excusedTwins, boolean trouble, Events events)
			throws Exception {
		Instant begin = Instant.now();
		GuildFindings before = bed.audit().findings(begin);
		bed.audit().begins(begin);
		Instant over;
		Instant well;
		try (GuildTraffic traffic = bed.traffic(LOAD)) {
			await("words are taken").atMost(WELL).until(() -> traffic.taken() > 2 * LOAD);
			if (trouble) {
				bed.audit().troubled(Instant.now());
			}
			events.happen(bed, traffic);
			over = Instant.now();
			await("all is well again").atMost(WELL).until(bed::isWell);
			int then = traffic.taken();
			await("words are taken without trouble").atMost(WELL)
				.until(() -> traffic.quiet().compareTo(QUIET) > 0 && traffic.taken() - then > LOAD);
			well = Instant.now();
			await("what has waited is worked off").atMost(WELL).until(() -> bed.isWorkedOff(LOAD));
			bed.audit().well(Instant.now());
			traffic.stop();
		}
		Instant stopped = Instant.now();
		comeToRest(bed);
		Instant end = Instant.now();
		return new GuildOutcome(fault, LOAD, bed.audit().findings(end).since(before), excusedTwins,
				Duration.between(over, well), Duration.between(stopped, end), Duration.between(begin, end));
	}

	/** What has not come by then is among the findings. */
	private static void comeToRest(GuildBed bed) {
		GuildBed.Rest rest = bed.rest();
		int left;
		do {
			left = bed.audit().missing(Instant.now()).size();
			try {
				await("everything is at its end").atMost(REST).until(rest::isThere);
				return;
			}
			catch (ConditionTimeoutException ex) {
				// It may have made headway.
			}
		}
		while (bed.audit().missing(Instant.now()).size() < left);
	}

	@Override
	public void close() {
		if (this.bed != null) {
			this.bed.close();
			this.bed = null;
		}
	}

	/** What is done to a guild while people speak. */
	interface Events {

		/** Happens. */
		void happen(GuildBed bed, GuildTraffic traffic) throws Exception;

	}

	/** Gives all tests of a class the same, which is gone after them. */
	static final class OfTheClass implements ParameterResolver {

		private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(OfTheClass.class);

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == GuildFaults.class;
		}

		@Override
		public GuildFaults resolveParameter(ParameterContext parameter, ExtensionContext context) {
			Results results = context.getRoot()
				.getStore(STORE)
				.computeIfAbsent(Results.class,
						(type) -> Results.in(Path.of("target", "faults-gremio.md"), GuildOutcome.COLUMNS),
						Results.class);
			return context.getStore(STORE)
				.computeIfAbsent(GuildFaults.class,
						(type) -> new GuildFaults(context.getRequiredTestClass().getSimpleName(), results),
						GuildFaults.class);
		}

	}

}
