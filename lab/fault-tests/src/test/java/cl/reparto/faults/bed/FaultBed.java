package cl.reparto.faults.bed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import cl.reparto.faults.audit.Deed;
import cl.reparto.faults.audit.Request;
import cl.reparto.faults.audit.order.Audit;
import cl.reparto.faults.audit.order.Findings;
import cl.reparto.faults.net.Links;
import cl.reparto.faults.traffic.OrderClient;
import cl.reparto.faults.traffic.ShopAndTimer;
import cl.reparto.faults.traffic.Shops;
import cl.reparto.faults.traffic.StatusReaders;
import cl.reparto.faults.traffic.Traffic;
import cl.reparto.local.LocalStack;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import cl.reparto.local.smtp.ScriptedSmtp;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A whole system with its customers and its auditor (decision 13).
 */
public final class FaultBed implements AutoCloseable {

	private final OrderClient client = OrderClient.patientFor(Duration.ofSeconds(6));

	private final Audit audit = new Audit(ShopAndTimer.PERMISSIONS);

	private final FaultBedFolder folder;

	private final LocalStack stack;

	private final RunningServices services;

	private final Cluster cluster;

	private final Auditor auditor;

	private final StatusReaders readers;

	private FaultBed(FaultBedFolder folder) {
		this.folder = folder;
		this.stack = folder.stack();
		this.services = new RunningServices(this.stack, 2);
		this.cluster = new Cluster(this.stack);
		this.auditor = new Auditor(this.audit, bootstrapServers(), mail());
		List<URI> views = this.services.of(Service.NOTIFICATION).map(StackService::address).toList();
		this.readers = new StatusReaders(this.client, views, this.audit::violated);
	}

	/**
	 * Prepares a system, kept in a folder, that is to be closed whether it starts or not;
	 * starts nothing yet.
	 * @param more what is other than usual for its processes
	 * @throws IOException if a disk cannot be made
	 */
	public static FaultBed in(Path folder, ProcessOverrides more) throws IOException {
		return new FaultBed(new FaultBedFolder(folder, more));
	}

	/**
	 * Starts brokers and two of each service, and waits until all is well and customers
	 * can order.
	 */
	public void start() {
		this.stack.startBrokers();
		this.services.present().forEach(StackProcess::start);
		await("all are ready; see " + logs()).until(this.services::areReady);
		this.readers.start();
	}

	/**
	 * Waits for what comes by itself within 3 minutes. Who cannot be asked just now does
	 * not say that it has come.
	 */
	public static ConditionFactory await(String what) {
		return Awaitility.await(what)
			.atMost(Duration.ofMinutes(3))
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(250))
			.ignoreExceptions();
	}

	/** What it stands on, and can lose. */
	public FaultBedFolder folder() {
		return this.folder;
	}

	/** The network between processes and brokers. */
	public Links links() {
		return this.folder.links();
	}

	/** The mail server. */
	public ScriptedSmtp mail() {
		return this.folder.mail();
	}

	/** The services. */
	public RunningServices services() {
		return this.services;
	}

	/** The brokers, of which there are three. */
	public List<StackProcess> brokers() {
		return this.stack.brokers();
	}

	/** What the brokers say of themselves. */
	public Cluster cluster() {
		return this.cluster;
	}

	/** Where Kafka is. */
	public String bootstrapServers() {
		return this.stack.bootstrapServers();
	}

	/** What the processes write. */
	public Path logs() {
		return this.stack.logs();
	}

	/** Where a process of a service keeps what it knows. */
	public Path state(StackProcess process) {
		return logs().resolveSibling("state").resolve(process.name());
	}

	/** How customers speak to the services. */
	public OrderClient client() {
		return this.client;
	}

	/**
	 * Whether all instances of notification-service say within 10 s that the latest order
	 * is at its end.
	 */
	public boolean finishesTheLatestOrder() {
		String latest = this.readers.latest();
		return this.services.present(Service.NOTIFICATION)
			.allMatch((each) -> this.readers.seesTheEnd(each.address(), latest));
	}

	/** Nobody asks any more for the orders that there are. */
	public void isPast() {
		this.readers.forget();
	}

	/** Customers who begin to order wherever one can. */
	Traffic traffic(String name, int perSecond) {
		return traffic(name, perSecond, this.services::shops);
	}

	/**
	 * Customers who begin to order.
	 * @param name how their addresses begin
	 * @param perSecond how many orders a second
	 * @param shops where they order: the first time at one, then at the next
	 */
	public Traffic traffic(String name, int perSecond, Supplier<List<URI>> shops) {
		return Traffic.start(new Shops(this.client, shops), name, perSecond, this::answered);
	}

	/**
	 * Customers who begin to order wherever one can.
	 * @param name how their addresses begin
	 * @param perSecond how many orders a second
	 * @param then told of each order when it was answered for good, by its customer
	 */
	public Traffic traffic(String name, int perSecond, Consumer<Request> then) {
		return Traffic.start(new Shops(this.client, this.services::shops), name, perSecond, (request) -> {
			answered(request);
			then.accept(request);
		});
	}

	/** Somebody acted on an order and was told what came of it. */
	public void asked(Deed deed) {
		this.audit.asked(deed);
	}

	/** Something is not as promised. */
	public void violated(String violation) {
		this.audit.violated(violation);
	}

	/** An order was answered for good. */
	public void answered(Request request) {
		this.audit.answered(request);
		if (request.id() != null) {
			this.readers.accepted(request.id());
		}
	}

	/**
	 * Someone who is no service of ours writes records of a key, or of none, and looks
	 * after them alone.
	 */
	public void forged(@Nullable String key) {
		this.audit.forged(key);
	}

	/**
	 * Whether every process that should run is ready, and every replica has everything.
	 */
	public boolean isWell() {
		return this.services.areReady() && this.cluster.isInSync();
	}

	/**
	 * Reads what is new in the topics and at the mail server.
	 * @return whether all that was ordered has come to its end everywhere
	 */
	boolean isAtRest() {
		return readOn() == 0 && this.cluster.lag("processing-service", "order_requests") == 0
				&& this.cluster.lag("processing-service", "order_commands") == 0
				&& this.cluster.lag("notification-mail", "order_processing") == 0;
	}

	/**
	 * Reads what is new in the topics and at the mail server.
	 * @return how many orders lack something
	 */
	public int readOn() {
		this.auditor.readOn();
		return underWay();
	}

	/** How many orders lack something, by what has been read so far. */
	int underWay() {
		return this.audit.underWay();
	}

	Findings findings() {
		return this.audit.findings();
	}

	@Override
	public void close() throws IOException {
		this.readers.close();
		this.auditor.close();
		this.cluster.close();
		this.client.close();
		this.folder.close();
	}

}
