package cl.reparto.local.start;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.Port;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.ServiceInstance;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import cl.reparto.local.broker.BrokerNode;
import cl.reparto.local.broker.KafkaCluster;
import cl.reparto.local.process.ChildProcess;
import cl.reparto.local.process.FreePorts;
import cl.reparto.local.process.Janitor;
import cl.reparto.local.process.JavaProgram;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a stack, brokers and services, each supervised, and their folder and
 * ports.
 */
public final class StackProcesses implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final Janitor janitor = Janitor.start();

	private final PortPlan ports;

	private final DataFolder folder;

	private final KafkaCluster kafka;

	private final List<StackProcess> brokers;

	private final List<StackService> services;

	private final @Nullable Path prometheus;

	private StackProcesses(Path home, StackOptions options, PortPlan ports, DataFolder folder,
			Consumer<String> console) {
		this.ports = ports;
		this.folder = folder;
		List<BrokerNode> nodes = nodes(home, options, ports);
		this.kafka = new KafkaCluster(nodes, folder.kafka(), folder.logs(), this.janitor);
		this.brokers = nodes.stream()
			.map((node) -> new StackProcess(node.name(), this.kafka.processes().get(node.id() - 1), console))
			.toList();
		List<ServiceInstance> instances = ports.instances();
		options.overrides()
			.prepare(Stream.concat(nodes.stream().map(BrokerNode::name), instances.stream().map(ServiceInstance::name))
				.toList(), nodes);
		ServicePrograms programs = new ServicePrograms(home, options, ports, folder, this.kafka.bootstrapServers());
		Function<ServiceInstance, JavaProgram> program = options.aot()
				? (instance) -> cached(home, instance, programs.of(instance)) : programs::of;
		if (options.aot()) {
			// The first of each service makes its cache, each at the same time.
			instances.stream()
				.filter((instance) -> instance.number() == 1)
				.map((first) -> CompletableFuture.runAsync(() -> program.apply(first), Thread::startVirtualThread))
				.toList()
				.forEach(CompletableFuture::join);
		}
		this.services = instances.stream().map((instance) -> {
			Path log = folder.logs().resolve(instance.name() + ".log");
			ChildProcess child = new ChildProcess(program.apply(instance), log, this.janitor);
			return new StackService(instance, new StackProcess(instance.name(), child, console));
		}).toList();
		this.prometheus = PrometheusFile.in(home)
			.map((file) -> file.write(folder.prometheus(), metricsAddresses(nodes)))
			.orElse(null);
	}

	/** All instances of a service share a cache. */
	private JavaProgram cached(Path home, ServiceInstance instance, JavaProgram program) {
		Path caches = home.resolve(instance.service().module()).resolve("target/aot");
		return new AotCache(program, caches).prepare(this.janitor);
	}

	/**
	 * Prepares the processes; starts none, other than to make an AOT cache.
	 * @param home the repository's root
	 * @param options what the stack is like
	 * @param console told in one line when a process dies
	 * @return processes to start and to close
	 * @throws CannotStartException if folder or ports are not free, or a service was not
	 * built
	 */
	public static StackProcesses prepare(Path home, StackOptions options, Consumer<String> console) {
		DataFolder folder = DataFolder.lock(options.data());
		try {
			PortPlan ports = PortPlan.of(options, FreePorts::isFree, () -> FreePorts.pick(1).getFirst());
			folder.prepare(options);
			return new StackProcesses(home, options, ports, folder, console);
		}
		catch (RuntimeException ex) {
			folder.close();
			throw ex;
		}
	}

	private static List<BrokerNode> nodes(Path home, StackOptions options, PortPlan ports) {
		ProcessOverrides overrides = options.overrides();
		Optional<BrokerMetrics> metrics = BrokerMetrics.in(home);
		return IntStream.rangeClosed(1, options.brokers()).mapToObj((id) -> {
			Stream<String> agent = metrics.stream()
				.flatMap((found) -> found.at(ports.of(Port.BROKER_METRICS, id)).stream());
			return new BrokerNode(id, overrides.brokerHost(id), ports.of(Port.BROKER, id),
					ports.of(Port.CONTROLLER, id),
					Stream.concat(agent, overrides.jvmOptions("broker-" + id).stream()).toList(),
					overrides.environment("broker-" + id));
		}).toList();
	}

	private Map<String, List<String>> metricsAddresses(List<BrokerNode> nodes) {
		Map<String, List<String>> addresses = this.services.stream()
			.collect(Collectors.groupingBy((each) -> each.instance().service().module(),
					Collectors.mapping((each) -> each.actuator().getAuthority(), Collectors.toList())));
		addresses.put("kafka",
				nodes.stream().map((node) -> "localhost:" + port(Port.BROKER_METRICS, node.id())).toList());
		return addresses;
	}

	/**
	 * Starts the brokers that do not run and blocks until all serve.
	 * @param limit how long to wait
	 * @throws IllegalStateException if they do not within that time
	 */
	public void startBrokers(Duration limit) {
		this.kafka.prepare();
		this.brokers.forEach(StackProcess::start);
		this.kafka.awaitReady(limit);
	}

	/**
	 * Starts the services that do not run and blocks until all are ready.
	 * @param deadline when to give up
	 * @throws IllegalStateException if one is not ready by then, or the thread was
	 * interrupted
	 */
	public void startServices(Instant deadline) {
		this.services.forEach((service) -> service.process().start());
		this.services.forEach((service) -> await(service, deadline));
	}

	private static void await(StackService service, Instant deadline) {
		try {
			while (!service.isReady()) {
				if (Instant.now().isAfter(deadline)) {
					throw new IllegalStateException(
							service.process().name() + " does not get ready; see " + service.process().log());
				}
				Thread.sleep(PAUSE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + service.process().name(), ex);
		}
	}

	/** One or three. */
	public List<StackProcess> brokers() {
		return this.brokers;
	}

	/** In the order of {@link cl.reparto.local.Service}. */
	public List<StackService> services() {
		return this.services;
	}

	/** Hosts and ports, comma-separated. */
	public String bootstrapServers() {
		return this.kafka.bootstrapServers();
	}

	/** Where something listens; the first of its kind has number 1. */
	public int port(Port port, int number) {
		return this.ports.of(port, number);
	}

	/** How Prometheus is to be configured; null if the repository has no file for it. */
	public @Nullable Path prometheus() {
		return this.prometheus;
	}

	/** The file with what an official of the guild shows. */
	public Path guildKey() {
		return this.folder.guildKeyFile();
	}

	/** The file with what the shop shows. */
	public Path shopKey() {
		return this.folder.shopKeyFile();
	}

	/** The folder with one file for each process. */
	public Path logs() {
		return this.folder.logs();
	}

	/**
	 * Stops the services, then the brokers, and lets the folder go.
	 */
	@Override
	public void close() {
		stop(this.services.stream().map(StackService::process).toList());
		stop(this.brokers);
		this.janitor.close();
		this.folder.close();
	}

	private static void stop(List<StackProcess> processes) {
		try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
			processes.forEach((process) -> each.execute(process::stop));
		}
	}

}
