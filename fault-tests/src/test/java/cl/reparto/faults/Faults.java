package cl.reparto.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import cl.reparto.faults.net.Links;
import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackProcess;
import cl.reparto.local.Stages;
import cl.reparto.local.smtp.ScriptedSmtp;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The town that fault tests share. What one fault broke does not spoil the next: after a
 * failure everything begins anew.
 */
final class Faults implements AutoCloseable {

	/** Orders a second, on top of everything else that the machine does. */
	private static final int LOAD = Integer.getInteger("faults.load", 100);

	private final Results results = Results.in(Path.of("target", "faults.md"));

	private @Nullable Town town;

	private @Nullable ManyOnFewCores cores;

	private @Nullable SmallDisk brokerDisk;

	private @Nullable SmallDisk stateDisk;

	private int moves;

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
		Town town = town();
		boolean kept = false;
		try {
			Experiment.Outcome outcome = new Experiment(town, fault, LOAD, excusedTwins)
				.run((traffic) -> events.happen(town, traffic));
			System.out.println(outcome.line());
			this.results.add(outcome);
			assertThat(outcome.broken()).as(fault).isEmpty();
			assertThat(town.misreplicated()).as("topics").isEmpty();
			kept = true;
		}
		finally {
			if (!kept) {
				close();
			}
		}
	}

	private Town town() throws IOException {
		if (this.town == null) {
			Path folder = Path.of("target", "faults", "town-" + ++this.moves).toAbsolutePath();
			ScriptedSmtp mail = new ScriptedSmtp().reply("RCPT TO:<" + Request.NOBODY, "550 nobody");
			Path around = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-surroundings"));
			Links links = new Links(around);
			this.cores = new ManyOnFewCores(mail.port(), around);
			StackOptions options = StackOptions.in(folder)
				.withClean(true)
				.withAnyPorts()
				.withBrokers(3)
				.with(Service.REQUEST, 3)
				.with(Service.PROCESSING, 3)
				.with(Service.NOTIFICATION, 3)
				.withMail(false)
				.withStages(Stages.parse("300ms"))
				.withSurroundings(links.and(this.cores));
			LocalStack stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, (line) -> {
			});
			mountDisks(folder);
			this.town = Town.open(stack, links, mail);
		}
		return this.town;
	}

	/** Only root can; without, the tests that need them say so. */
	private void mountDisks(Path folder) throws IOException {
		if (System.getProperty("user.name").equals("root")) {
			this.brokerDisk = new SmallDisk(folder.resolve("kafka/broker-3"));
			this.stateDisk = new SmallDisk(folder.resolve("state/processing-1"));
		}
	}

	/** The disk under the data of broker-3. */
	SmallDisk brokerDisk() {
		return mounted(this.brokerDisk);
	}

	/** The disk under the state of processing-1. */
	SmallDisk stateDisk() {
		return mounted(this.stateDisk);
	}

	private static SmallDisk mounted(@Nullable SmallDisk disk) {
		assertThat(disk).as("a disk of its own, which only root can mount").isNotNull();
		return Objects.requireNonNull(disk);
	}

	/** Changes the heap of a process from its next start on; empty for the usual. */
	void heap(StackProcess process, String option) {
		Objects.requireNonNull(this.cores).heap(process.name(), option);
	}

	@Override
	public void close() throws IOException {
		if (this.town != null) {
			this.town.close();
			this.town = null;
			unmount(this.brokerDisk);
			unmount(this.stateDisk);
		}
	}

	private static void unmount(@Nullable SmallDisk disk) throws IOException {
		if (disk != null) {
			disk.close();
		}
	}

	/** What is done to a town while its customers order. */
	interface Events {

		void happen(Town town, Traffic traffic) throws Exception;

	}

}
