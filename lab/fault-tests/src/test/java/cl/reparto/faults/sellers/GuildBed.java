package cl.reparto.faults.sellers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import cl.reparto.faults.audit.guild.GuildAudit;
import cl.reparto.faults.bed.Cluster;
import cl.reparto.faults.bed.ManyOnFewCores;
import cl.reparto.faults.bed.RunningServices;
import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import cl.reparto.local.smtp.ScriptedSmtp;
import tools.jackson.databind.JsonNode;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * A guild on three brokers with its market, official and auditor, and nothing of orders
 * (decision 13).
 */
final class GuildBed implements AutoCloseable {

	private final ScriptedSmtp mail = new ScriptedSmtp();

	private final Market market = new Market();

	private final Layout layout;

	private final LocalStack stack;

	private final RunningServices services;

	private final Cluster cluster;

	private final GuildClient client;

	private final GuildAudit audit;

	private final GuildAuditor auditor;

	/**
	 * Prepares it in a folder; starts nothing yet.
	 * @throws IOException if the folder cannot be made
	 */
	GuildBed(Path folder, Layout layout) throws IOException {
		this.layout = layout;
		Path around = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-surroundings"));
		StackOptions options = StackOptions.in(folder)
			.withClean(true)
			.withAnyPorts()
			.withBrokers(3)
			.with(Service.REQUEST, 0)
			.with(Service.PROCESSING, 0)
			.with(Service.NOTIFICATION, 0)
			.with(Service.GUILD, layout.processes())
			.withMail(false)
			.withAot(true)
			.withOverrides(new ManyOnFewCores(around).and(new ScriptedMail(this.mail.port())).and(layout));
		this.stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, (line) -> {
		});
		this.services = new RunningServices(this.stack, layout.processes());
		this.cluster = new Cluster(this.stack);
		this.audit = new GuildAudit(layout.silence());
		this.client = GuildClient.of(Files.readString(this.stack.guildKey()).strip());
		this.auditor = new GuildAuditor(this.audit, this.stack.bootstrapServers(), this.mail);
	}

	/** Starts it and waits until all is well. */
	void start() {
		this.stack.startBrokers();
		this.services.present().forEach(StackProcess::start);
		await("all are ready; see " + this.stack.logs()).until(this.services::areReady);
		this.auditor.start();
	}

	/** The process that does a role's work. */
	StackService role(String role) {
		return process(this.layout.number(role));
	}

	/** A process of the guild. */
	StackService process(int number) {
		return this.services.get(Service.GUILD, number);
	}

	/** What the brokers say of themselves. */
	Cluster cluster() {
		return this.cluster;
	}

	/** Holds what was answered against what there is. */
	GuildAudit audit() {
		return this.audit;
	}

	/** Lets people speak and an official work. */
	GuildTraffic traffic(int perSecond) {
		return GuildTraffic.start(this.client, this::doors, this.market, this.audit, perSecond);
	}

	private List<URI> doors() {
		return this.services.present(Service.GUILD).map(StackService::address).toList();
	}

	/** Whether every process is ready, and every replica has everything. */
	boolean isWell() {
		return this.services.areReady() && this.cluster.isInSync();
	}

	/** Whether those who follow carts have read all but what came just now. */
	boolean isWorkedOff(int justNow) {
		return this.cluster.lag("gremio-ubicacion", "ubicacion") < justNow;
	}

	/** Begins to ask whether all that was taken has come to its end. */
	Rest rest() {
		return new Rest(this.auditor.rounds());
	}

	@Override
	public void close() {
		this.auditor.close();
		this.client.close();
		this.cluster.close();
		this.stack.close();
		this.mail.close();
	}

	/** Whether all that was taken until now has come to its end everywhere. */
	final class Rest {

		private final int before;

		private Rest(int before) {
			this.before = before;
		}

		/** The round that was under way may have been past a topic already. */
		boolean isThere() {
			GuildBed bed = GuildBed.this;
			if (bed.auditor.rounds() < this.before + 2) {
				return false;
			}
			bed.services.present(Service.GUILD)
				.forEach((each) -> bed.audit.shown(each.process().name(), dailySales(each)));
			return bed.audit.missing(Instant.now()).isEmpty();
		}

		private List<JsonNode> dailySales(StackService instance) {
			List<JsonNode> rows = new ArrayList<>();
			for (String date : GuildBed.this.audit.dates()) {
				GuildBed.this.client.rows(instance.address(), "/ventas-diarias?limit=500&dia=" + date)
					.path("filas")
					.forEach(rows::add);
			}
			return rows;
		}

	}

}
