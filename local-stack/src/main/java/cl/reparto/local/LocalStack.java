package cl.reparto.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.broker.ChildProcess;
import cl.reparto.local.broker.FreePorts;
import cl.reparto.local.broker.Janitor;
import cl.reparto.local.broker.KafkaCluster;
import cl.reparto.local.mail.MailCatcher;
import cl.reparto.local.mail.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * The whole system: brokers, mail catcher and services. What dies is started again, what
 * is stored waits for the next stack on the same folder, and no process outlives this
 * JVM.
 */
public final class LocalStack implements AutoCloseable {

	private static final Duration START = Duration.ofMinutes(2);

	private final StackOptions options;

	private final PortPlan ports;

	private final DataFolder folder;

	private final Janitor janitor = Janitor.start();

	private final KafkaCluster kafka;

	private final List<StackProcess> brokers;

	private final List<StackService> services;

	private final @Nullable Path prometheus;

	private volatile @Nullable MailCatcher mail;

	private LocalStack(Path home, StackOptions options, PortPlan ports, DataFolder folder, Consumer<String> console) {
		this.options = options;
		this.ports = ports;
		this.folder = folder;
		this.kafka = new KafkaCluster(BrokerMetrics.brokers(home, options, ports), folder.kafka(), folder.logs(),
				this.janitor);
		this.brokers = IntStream.rangeClosed(1, options.brokers())
			.mapToObj((id) -> new StackProcess("broker-" + id, this.kafka.processes().get(id - 1), console))
			.toList();
		ServicePrograms programs = new ServicePrograms(home, options, ports, folder, this.kafka.bootstrapServers());
		this.services = Stream.of(Service.values())
			.flatMap((service) -> instances(service, options, ports))
			.map((instance) -> service(instance, programs, console))
			.toList();
		this.prometheus = PrometheusFile.in(home)
			.map((file) -> file.write(folder.prometheus(), metricsAddresses()))
			.orElse(null);
	}

	private static Stream<ServiceInstance> instances(Service service, StackOptions options, PortPlan ports) {
		return IntStream.rangeClosed(1, options.instances().get(service))
			.mapToObj((number) -> new ServiceInstance(service, number, ports.of(service.port(), number),
					ports.of(service.managementPort(), number)));
	}

	private StackService service(ServiceInstance instance, ServicePrograms programs, Consumer<String> console) {
		Path log = this.folder.logs().resolve(instance.name() + ".log");
		ChildProcess child = new ChildProcess(programs.of(instance), log, this.janitor);
		return new StackService(instance, new StackProcess(instance.name(), child, console));
	}

	private Map<String, List<String>> metricsAddresses() {
		Map<String, List<String>> addresses = this.services.stream()
			.collect(Collectors.groupingBy((each) -> each.instance().service().module(),
					Collectors.mapping((each) -> each.actuator().getAuthority(), Collectors.toList())));
		addresses.put("kafka",
				IntStream.rangeClosed(1, this.options.brokers())
					.mapToObj((id) -> "localhost:" + this.ports.of(Port.BROKER_METRICS, id))
					.toList());
		return addresses;
	}

	/**
	 * Checks that a stack can be started: that folder and ports are free. Starts nothing
	 * yet.
	 * @param home the repository's root, where the services' classes are
	 * @param options what it is to be like
	 * @param console told in one line when a process dies
	 * @return a stack to start and to close
	 * @throws CannotStartException if it cannot
	 */
	public static LocalStack prepare(Path home, StackOptions options, Consumer<String> console) {
		DataFolder folder = DataFolder.lock(options.data());
		try {
			PortPlan ports = PortPlan.of(options, FreePorts::isFree, () -> FreePorts.pick(1).getFirst());
			folder.prepare(options);
			return new LocalStack(home, options, ports, folder, console);
		}
		catch (RuntimeException ex) {
			folder.close();
			throw ex;
		}
	}

	/**
	 * Starts everything and blocks until every service is ready.
	 * @throws IllegalStateException if one is not within two minutes
	 */
	public void start() {
		if (this.options.mail()) {
			this.mail = new MailCatcher(this.ports.of(Port.SMTP, 1), this.ports.of(Port.INBOX, 1));
		}
		Instant deadline = Instant.now().plus(START);
		this.kafka.prepare();
		this.brokers.forEach(StackProcess::start);
		this.kafka.awaitReady(START);
		this.services.forEach((service) -> service.process().start());
		try (ReadinessProbe probe = new ReadinessProbe()) {
			for (StackService service : this.services) {
				probe.await(service, deadline);
			}
		}
	}

	/**
	 * Stops the services, then the brokers, and lets the folder go.
	 */
	@Override
	public void close() {
		stop(this.services.stream().map(StackService::process).toList());
		stop(this.brokers);
		MailCatcher catcher = this.mail;
		if (catcher != null) {
			catcher.close();
		}
		this.janitor.close();
		this.folder.close();
	}

	private static void stop(List<StackProcess> processes) {
		try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
			processes.forEach((process) -> each.execute(process::stop));
		}
	}

	/**
	 * The brokers.
	 * @return one or three
	 */
	public List<StackProcess> brokers() {
		return this.brokers;
	}

	/**
	 * The processes of all services.
	 * @return in the order of {@link Service}
	 */
	public List<StackService> services() {
		return this.services;
	}

	/**
	 * One process of a service.
	 * @param service the service
	 * @param number which of them, from 1
	 * @return the process and where it listens
	 * @throws IllegalArgumentException if there are not so many
	 */
	public StackService service(Service service, int number) {
		return this.services.stream()
			.filter((each) -> each.instance().service() == service && each.instance().number() == number)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("no " + service.shortName() + "-" + number));
	}

	/**
	 * Where Kafka is.
	 * @return hosts and ports, comma-separated
	 */
	public String bootstrapServers() {
		return this.kafka.bootstrapServers();
	}

	/**
	 * The mails that were sent.
	 * @return what the mail catcher got
	 * @throws IllegalStateException if there is none, as asked for or before the start
	 */
	public Mailbox mailbox() {
		MailCatcher catcher = this.mail;
		if (catcher == null) {
			throw new IllegalStateException("this stack catches no mail");
		}
		return catcher.mailbox();
	}

	/**
	 * Where mails are read.
	 * @return the inbox page; null if mails are off
	 */
	public @Nullable URI inbox() {
		return this.options.mail() ? URI.create("http://localhost:" + this.ports.of(Port.INBOX, 1)) : null;
	}

	/**
	 * How Prometheus is to be configured to watch this stack.
	 * @return a file; null if the repository has none to begin with
	 */
	public @Nullable Path prometheus() {
		return this.prometheus;
	}

	/**
	 * What the processes write.
	 * @return a folder with one file for each process
	 */
	public Path logs() {
		return this.folder.logs();
	}

}
