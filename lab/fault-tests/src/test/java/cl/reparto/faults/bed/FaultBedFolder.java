package cl.reparto.faults.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import cl.reparto.faults.audit.Request;
import cl.reparto.faults.net.Links;
import cl.reparto.faults.traffic.ShopAndTimer;
import cl.reparto.local.LocalStack;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackProcess;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.model.command.Stages;

/**
 * What a fault bed stands on, and can lose: three brokers, two of each service and two
 * more to start, a network, disks, memory, a mail server.
 */
public final class FaultBedFolder implements AutoCloseable {

	private static final Duration STAGE = Duration.ofMillis(300);

	private final ScriptedSmtp mail = new ScriptedSmtp().reply("RCPT TO:<" + Request.NOBODY, "550 nobody");

	private final Links links;

	private final ManyOnFewCores cores;

	private final LocalStack stack;

	private final Optional<SmallDisk> brokerDisk;

	private final Optional<SmallDisk> stateDisk;

	FaultBedFolder(Path folder, ProcessOverrides more) throws IOException {
		Path around = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-surroundings"));
		this.links = new Links(around);
		this.cores = new ManyOnFewCores(around);
		StackOptions options = StackOptions.in(folder)
			.withClean(true)
			.withAnyPorts()
			.withBrokers(3)
			.withPartitions(3)
			.with(Service.REQUEST, 3)
			.with(Service.PROCESSING, 3)
			.with(Service.NOTIFICATION, ScriptedMail.STRICT)
			.with(Service.GUILD, 0)
			.withMail(false)
			.withStages(new Stages(STAGE, STAGE, STAGE))
			.withAot(true)
			.withOverrides(this.links.and(this.cores)
				.and(new ScriptedMail(this.mail.port()))
				.and(new ShopAndTimer())
				.and(more));
		this.stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, (line) -> {
		});
		this.brokerDisk = disk(folder.resolve("kafka/broker-3"));
		this.stateDisk = disk(folder.resolve("state/processing-1"));
	}

	/** Only root can; without, the tests that need it say so. */
	private static Optional<SmallDisk> disk(Path folder) throws IOException {
		boolean root = System.getProperty("user.name").equals("root");
		return root ? Optional.of(new SmallDisk(folder)) : Optional.empty();
	}

	LocalStack stack() {
		return this.stack;
	}

	Links links() {
		return this.links;
	}

	ScriptedSmtp mail() {
		return this.mail;
	}

	/** The disk under the data of broker-3. */
	public SmallDisk brokerDisk() {
		return mounted(this.brokerDisk);
	}

	/** The disk under the state of processing-1. */
	public SmallDisk stateDisk() {
		return mounted(this.stateDisk);
	}

	private static SmallDisk mounted(Optional<SmallDisk> disk) {
		return disk.orElseThrow(() -> new IllegalStateException("only root can mount a disk; run this test as root"));
	}

	/**
	 * Changes options of a process's JVM, such as its heap, from its next start on; empty
	 * for the usual.
	 */
	public void options(StackProcess process, String options) {
		this.cores.options(process.name(), options);
	}

	@Override
	public void close() throws IOException {
		this.stack.close();
		this.links.close();
		this.mail.close();
		if (this.brokerDisk.isPresent()) {
			this.brokerDisk.get().close();
		}
		if (this.stateDisk.isPresent()) {
			this.stateDisk.get().close();
		}
	}

}
