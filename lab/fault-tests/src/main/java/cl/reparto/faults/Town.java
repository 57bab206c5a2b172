package cl.reparto.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import cl.reparto.faults.net.Links;
import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;

/**
 * A whole system with its customers and its auditor.
 */
final class Town implements AutoCloseable {

	private static final List<String> TOPICS = List.of("order_requests", "order_processing", "order_notifications",
			"order_requests_dlt", "order_processing_dlt");

	private static final Duration START = Duration.ofMinutes(3);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(3))
		.build();

	private final Audit audit = new Audit();

	private final LocalStack stack;

	private final Links links;

	private final ScriptedSmtp mail;

	private final Cluster cluster;

	private final List<TopicLog> topics;

	private final Readers readers;

	private final Set<StackService> absent = ConcurrentHashMap.newKeySet();

	private int mailsRead;

	private Town(LocalStack stack, Links links, ScriptedSmtp mail) {
		this.mail = mail;
		this.stack = stack;
		this.links = links;
		this.cluster = new Cluster(stack.bootstrapServers());
		this.topics = TOPICS.stream().map((topic) -> new TopicLog(stack.bootstrapServers(), topic)).toList();
		List<URI> views = services(Service.NOTIFICATION).map(StackService::address).toList();
		this.readers = new Readers(this.http, views, this.audit::violated);
	}

	/**
	 * Starts a stack, with two of each service, and waits until all is well.
	 * @param stack the system
	 * @param links the network between its processes
	 * @param mail the mail server that it uses
	 * @return a town where customers can order
	 */
	static Town open(LocalStack stack, Links links, ScriptedSmtp mail) {
		stack.startBrokers();
		List<StackService> present = stack.services().stream().filter((each) -> each.instance().number() <= 2).toList();
		present.forEach((each) -> each.process().start());
		if (!Patience.holdsWithin(START, () -> present.stream().allMatch(StackService::isReady))) {
			throw new IllegalStateException("the town does not come up; see " + stack.logs());
		}
		Town town = new Town(stack, links, mail);
		stack.services().stream().filter((each) -> !present.contains(each)).forEach(town.absent::add);
		town.readers.start();
		return town;
	}

	LocalStack stack() {
		return this.stack;
	}

	/** The network between processes and brokers. */
	Links links() {
		return this.links;
	}

	/** The mail server. */
	ScriptedSmtp mail() {
		return this.mail;
	}

	/** The broker that leads a partition. */
	StackProcess leader(String topic, int partition) {
		return broker(this.cluster.leader(topic, partition));
	}

	/** The broker that coordinates a consumer group. */
	StackProcess coordinator(String group) {
		return broker(this.cluster.coordinator(group));
	}

	/** The broker that is the controller. */
	StackProcess controller() {
		return broker(this.cluster.controller());
	}

	/** Whether every replica of every partition has everything. */
	boolean isInSync() {
		return this.cluster.isInSync();
	}

	/** What is wrong with how topics are replicated. */
	List<String> misreplicated() {
		return this.cluster.misreplicated(3, 2);
	}

	/** Whether a process of a service is ready. */
	boolean isReady(Service service, int number) {
		return this.stack.service(service, number).isReady();
	}

	/** Where a process of a service keeps what it knows. */
	Path state(StackProcess process) {
		return this.stack.logs().resolveSibling("state").resolve(process.name());
	}

	StackProcess service(Service service, int number) {
		return this.stack.service(service, number).process();
	}

	/**
	 * Follows the latest order at every instance of notification-service.
	 * @return whether all say, within 10 s, that it is at its end
	 */
	boolean finishesTheLatestOrder() {
		String latest = this.readers.latest();
		return present(Service.NOTIFICATION).allMatch((each) -> this.readers.seesTheEnd(each.address(), latest));
	}

	private StackProcess broker(int id) {
		return this.stack.brokers().get(id - 1);
	}

	private Stream<StackService> services(Service service) {
		return this.stack.services().stream().filter((each) -> each.instance().service() == service);
	}

	/** The processes of services that should run. */
	List<StackProcess> present() {
		return Stream.of(Service.values()).flatMap(this::present).map(StackService::process).toList();
	}

	/** The processes of a service that should run. */
	Stream<StackService> present(Service service) {
		return services(service).filter((each) -> !this.absent.contains(each));
	}

	/** Where customers can order just now. */
	List<URI> openShops() {
		return present(Service.REQUEST).map(StackService::address).toList();
	}

	/**
	 * Says that a process is down on purpose: customers do not go there, and without it
	 * all is well.
	 */
	void without(Service service, int number) {
		this.absent.add(this.stack.service(service, number));
	}

	/**
	 * Says that a process is to be there.
	 */
	void with(Service service, int number) {
		this.absent.remove(this.stack.service(service, number));
	}

	/**
	 * Customers who begin to order.
	 * @param name how their addresses begin
	 * @param perSecond how many orders a second
	 */
	Traffic traffic(String name, int perSecond) {
		return traffic(name, perSecond, this::openShops);
	}

	/**
	 * Customers who begin to order.
	 * @param name how their addresses begin
	 * @param perSecond how many orders a second
	 * @param addresses where they order: the first time at one, then at the next
	 */
	Traffic traffic(String name, int perSecond, Supplier<List<URI>> addresses) {
		Traffic traffic = new Traffic(this.http, addresses, name, perSecond, this::answered);
		traffic.start();
		return traffic;
	}

	/**
	 * An order was answered for good.
	 * @param request the order and the answer
	 */
	void answered(Request request) {
		this.audit.answered(request);
		if (request.id() != null) {
			this.readers.accepted(request.id());
		}
	}

	/**
	 * Whether every process that should run is ready, and every replica has everything.
	 */
	boolean isWell() {
		return this.stack.services().stream().allMatch((each) -> this.absent.contains(each) || each.isReady())
				&& this.cluster.isInSync();
	}

	/**
	 * Reads what is new in the topics and at the mail server.
	 * @return whether all that was ordered has come to its end everywhere
	 */
	boolean isAtRest() {
		this.topics.forEach((topic) -> topic.readOn(this.audit::published));
		List<TakenMail> mails = this.mail.mails();
		mails.subList(this.mailsRead, mails.size())
			.forEach((mail) -> this.audit.mailed(mail.messageId(), mail.recipient()));
		this.mailsRead = mails.size();
		return this.audit.underWay() == 0 && this.topics.get(0).lag(this.cluster.committed("processing-service")) == 0
				&& this.topics.get(1).lag(this.cluster.committed("notification-mail")) == 0;
	}

	/** How many orders lack something, by what has been read so far. */
	int underWay() {
		return this.audit.underWay();
	}

	Findings findings() {
		return this.audit.findings();
	}

	@Override
	public void close() {
		this.readers.close();
		this.topics.forEach(TopicLog::close);
		this.cluster.close();
		this.http.shutdownNow();
	}

}
