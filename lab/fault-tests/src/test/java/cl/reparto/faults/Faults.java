package cl.reparto.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import cl.reparto.faults.bed.Experiment;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.bed.Outcome;
import cl.reparto.faults.bed.Results;
import cl.reparto.faults.traffic.Traffic;
import cl.reparto.local.ProcessOverrides;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The system that fault tests share. What one fault broke does not spoil the next: after
 * a failure everything begins anew.
 */
public final class Faults implements AutoCloseable {

	/** Orders a second, on top of everything else that the machine does. */
	private static final int LOAD = Integer.getInteger("faults.load", 100);

	/** As many as any machine bears; with fewer, too little would be under way. */
	private static final int LEAST = 25;

	private static final Duration CONTROL = Duration.ofSeconds(20);

	/** Who needs longer for the last orders has no time to spare for a fault. */
	private static final Duration REST = Duration.ofSeconds(10);

	private final Results results = Results.in(Path.of("target", "faults.md"), Outcome.COLUMNS);

	private @Nullable FaultBed bed;

	private int beds;

	/** Orders a second that this machine bears; zero until that is known. */
	private int load;

	/** As below, where no mail may come twice. */
	public FaultBed under(String fault, Events events) throws Exception {
		return under(fault, 0, events);
	}

	/**
	 * Lets a fault happen under load and checks the promises.
	 * @param fault what happens, for people
	 * @param excusedTwins how many mails may come twice for it
	 * @param events what is done; at its end nothing is in the way of being well
	 * @return where it happened, everything at rest
	 */
	public FaultBed under(String fault, int excusedTwins, Events events) throws Exception {
		return counting(fault, (bed, traffic) -> {
			events.happen(bed, traffic);
			return excusedTwins;
		});
	}

	/**
	 * As above, of a fault for which mails may be noted twice, too: who sent them lives
	 * on, and notes them when it can.
	 */
	FaultBed cuttingOff(String fault, int excusedTwins, Events events) throws Exception {
		return counting(fault, excusedTwins, (bed, traffic) -> {
			events.happen(bed, traffic);
			return excusedTwins;
		});
	}

	/**
	 * As above, of a fault that is itself to tell how many mails may come twice for it.
	 */
	FaultBed counting(String fault, Experiment.Events events) throws Exception {
		return counting(fault, 0, events);
	}

	private FaultBed counting(String fault, int excusedNotes, Experiment.Events events) throws Exception {
		boolean kept = false;
		try {
			FaultBed where = bed();
			if (this.load == 0) {
				this.load = bearable(where);
			}
			check(new Experiment(where, fault, this.load, excusedNotes), events);
			kept = true;
			return where;
		}
		finally {
			if (!kept) {
				close();
			}
		}
	}

	/**
	 * As many orders as the system takes while nothing happens, with time to spare: on a
	 * slow machine that is full, processes that die take minutes to come back.
	 */
	private int bearable(FaultBed bed) throws Exception {
		int load = LOAD;
		while (load / 2 >= LEAST && !isBorne(bed, load)) {
			load /= 2;
		}
		return load;
	}

	private boolean isBorne(FaultBed bed, int load) throws Exception {
		Outcome control = check(new Experiment(bed, "nothing for 20 s", load, 0), (_, traffic) -> {
			traffic.goesOnFor(CONTROL);
			return 0;
		});
		return control.untilRest().compareTo(REST) < 0;
	}

	private Outcome check(Experiment experiment, Experiment.Events events) throws Exception {
		Outcome outcome = experiment.run(events);
		System.out.println(outcome.line());
		this.results.add(outcome.row());
		assertThat(outcome.broken()).as(experiment.fault()).isEmpty();
		assertThat(experiment.bed().cluster().misreplicated()).as("topics").isEmpty();
		return outcome;
	}

	private FaultBed bed() throws IOException {
		return (this.bed != null) ? this.bed : beginAnew(ProcessOverrides.USUAL, (bed) -> {
		});
	}

	/**
	 * Lets everything begin anew, without a record in any topic.
	 * @param more what is other than usual for its processes
	 * @param prepared what is done before any process is started
	 */
	public FaultBed beginAnew(ProcessOverrides more, Consumer<FaultBed> prepared) throws IOException {
		close();
		FaultBed begun = FaultBed.in(Path.of("target", "faults", "bed-" + ++this.beds).toAbsolutePath(), more);
		this.bed = begun;
		prepared.accept(begun);
		begun.start();
		return begun;
	}

	@Override
	public void close() throws IOException {
		if (this.bed != null) {
			this.bed.close();
			this.bed = null;
		}
	}

	/** What is done to a system while its customers order. */
	public interface Events {

		/** Happens. */
		void happen(FaultBed bed, Traffic traffic) throws Exception;

	}

}
