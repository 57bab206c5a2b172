package cl.reparto.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import static cl.reparto.faults.Waiting.pass;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The town that fault tests share. What one fault broke does not spoil the next: after a
 * failure everything begins anew.
 */
final class Faults implements AutoCloseable {

	/** Orders a second, on top of everything else that the machine does. */
	private static final int LOAD = Integer.getInteger("faults.load", 100);

	/** With fewer, too little would be under way when something breaks. */
	private static final int LEAST = 25;

	private static final Duration CONTROL = Duration.ofSeconds(20);

	/** Who needs longer for the last orders has no time to spare for a fault. */
	private static final Duration REST = Duration.ofSeconds(10);

	private final Results results = Results.in(Path.of("target", "faults.md"));

	private @Nullable Town town;

	private @Nullable Ground ground;

	private int moves;

	/** Orders a second that this machine bears; zero until that is known. */
	private int load;

	/**
	 * Lets a fault happen under load and checks the promises.
	 * @param fault what happens, for people
	 * @param events what is done; at its end nothing is in the way of being well
	 */
	void under(String fault, Events events) throws Exception {
		under(fault, 0, events);
	}

	/**
	 * Lets a fault happen under load and checks the promises.
	 * @param fault what happens, for people
	 * @param excusedTwins how many mails may come twice for it
	 * @param events what is done; at its end nothing is in the way of being well
	 */
	void under(String fault, int excusedTwins, Events events) throws Exception {
		counting(fault, (town, traffic) -> {
			events.happen(town, traffic);
			return excusedTwins;
		});
	}

	/**
	 * Lets a fault happen under load that is itself to tell how many mails may come twice
	 * for it, and checks the promises.
	 * @param fault what happens, for people
	 * @param events what is done; at its end nothing is in the way of being well
	 */
	void counting(String fault, CountingEvents events) throws Exception {
		boolean kept = false;
		try {
			Town town = town();
			if (this.load == 0) {
				this.load = bearable(town);
			}
			check(town, fault, this.load, events);
			kept = true;
		}
		finally {
			if (!kept) {
				close();
			}
		}
	}

	/**
	 * As many orders as the town takes while nothing happens, with time to spare: on a
	 * slow machine that is full, processes that die take minutes to come back.
	 */
	private int bearable(Town town) throws Exception {
		int load = LOAD;
		while (true) {
			Experiment.Outcome control = check(town, "nothing for 20 s", load, (_, _) -> {
				pass(CONTROL);
				return 0;
			});
			if (control.untilRest().compareTo(REST) < 0 || load / 2 < LEAST) {
				return load;
			}
			load /= 2;
		}
	}

	private Experiment.Outcome check(Town town, String fault, int load, CountingEvents events) throws Exception {
		Experiment.Outcome outcome = new Experiment(town, fault, load).run((traffic) -> events.happen(town, traffic));
		System.out.println(outcome.line());
		this.results.add(outcome);
		assertThat(outcome.broken()).as(fault).isEmpty();
		assertThat(town.misreplicated()).as("topics").isEmpty();
		return outcome;
	}

	private Town town() throws IOException {
		if (this.town == null) {
			this.ground = new Ground(Path.of("target", "faults", "town-" + ++this.moves).toAbsolutePath());
			this.town = this.ground.build();
		}
		return this.town;
	}

	/** What the town stands on. */
	Ground ground() {
		return Objects.requireNonNull(this.ground);
	}

	/**
	 * Lets the next fault happen in a new town. Whoever starts in an old one reads every
	 * order that there ever was.
	 */
	void leave() throws IOException {
		close();
	}

	@Override
	public void close() throws IOException {
		if (this.town != null) {
			this.town.close();
			this.town = null;
		}
		if (this.ground != null) {
			this.ground.close();
			this.ground = null;
		}
	}

	/** What is done to a town while its customers order. */
	interface Events {

		void happen(Town town, Traffic traffic) throws Exception;

	}

	/** What is done, and how many mails may come twice for it. */
	interface CountingEvents {

		int happen(Town town, Traffic traffic) throws Exception;

	}

}
