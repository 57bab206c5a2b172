package cl.reparto.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.broker.BrokerNode;
import cl.reparto.local.broker.ChildProcess;
import cl.reparto.local.broker.JavaProgram;
import cl.reparto.local.broker.Janitor;
import cl.reparto.local.broker.KafkaCluster;

/**
 * The processes of a stack: brokers and services, each supervised.
 */
final class StackProcesses implements AutoCloseable {

	private final Janitor janitor = Janitor.start();

	private final KafkaCluster kafka;

	private final List<StackProcess> brokers;

	private final List<StackService> services;

	/**
	 * Prepares the processes; starts none, other than to make an AOT cache.
	 * @param home the repository's root
	 * @param options what the stack is like
	 * @param ports who listens where
	 * @param folder where everything is kept
	 * @param console told in one line when a process dies
	 * @throws CannotStartException if a service was not built
	 */
	StackProcesses(Path home, StackOptions options, PortPlan ports, DataFolder folder, Consumer<String> console) {
		List<BrokerNode> nodes = nodes(home, options, ports);
		this.kafka = new KafkaCluster(nodes, folder.kafka(), folder.logs(), this.janitor);
		this.brokers = IntStream.rangeClosed(1, options.brokers())
			.mapToObj((id) -> new StackProcess(brokerName(id), this.kafka.processes().get(id - 1), console))
			.toList();
		List<ServiceInstance> instances = instances(options, ports);
		options.surroundings().prepare(names(options, instances), nodes);
		ServicePrograms programs = new ServicePrograms(home, options, ports, folder, this.kafka.bootstrapServers());
		this.services = instances.stream().map((instance) -> {
			JavaProgram program = programs.of(instance);
			if (options.aot()) {
				Path caches = home.resolve(instance.service().module()).resolve("target/aot");
				program = new AotCache(program, caches).prepare(this.janitor);
			}
			Path log = folder.logs().resolve(instance.name() + ".log");
			ChildProcess child = new ChildProcess(program, log, this.janitor);
			return new StackService(instance, new StackProcess(instance.name(), child, console));
		}).toList();
	}

	private static List<String> names(StackOptions options, List<ServiceInstance> instances) {
		Stream<String> brokers = IntStream.rangeClosed(1, options.brokers()).mapToObj(StackProcesses::brokerName);
		return Stream.concat(brokers, instances.stream().map(ServiceInstance::name)).toList();
	}

	private static List<BrokerNode> nodes(Path home, StackOptions options, PortPlan ports) {
		Surroundings surroundings = options.surroundings();
		Optional<BrokerMetrics> metrics = BrokerMetrics.in(home);
		return IntStream.rangeClosed(1, options.brokers()).mapToObj((id) -> {
			Stream<String> agent = metrics.stream()
				.flatMap((found) -> found.at(ports.of(Port.BROKER_METRICS, id)).stream());
			return new BrokerNode(id, surroundings.brokerHost(id), ports.of(Port.BROKER, id),
					ports.of(Port.CONTROLLER, id),
					Stream.concat(agent, surroundings.jvmOptions(brokerName(id)).stream()).toList());
		}).toList();
	}

	private static String brokerName(int id) {
		return "broker-" + id;
	}

	private static List<ServiceInstance> instances(StackOptions options, PortPlan ports) {
		return Stream.of(Service.values())
			.flatMap((service) -> IntStream.rangeClosed(1, options.instances().get(service))
				.mapToObj((number) -> new ServiceInstance(service, number, ports.of(service.port(), number),
						ports.of(service.managementPort(), number))))
			.toList();
	}

	/**
	 * Starts the brokers that do not run and blocks until all serve.
	 * @param limit how long to wait
	 * @throws IllegalStateException if they do not within that time
	 */
	void startBrokers(Duration limit) {
		this.kafka.prepare();
		this.brokers.forEach(StackProcess::start);
		this.kafka.awaitReady(limit);
	}

	/**
	 * Starts the services that do not run and blocks until all are ready.
	 * @param deadline when to give up
	 * @throws IllegalStateException if one is not ready by then
	 */
	void startServices(Instant deadline) {
		this.services.forEach((service) -> service.process().start());
		try (ReadinessProbe probe = new ReadinessProbe()) {
			for (StackService service : this.services) {
				probe.await(service, deadline);
			}
		}
	}

	List<StackProcess> brokers() {
		return this.brokers;
	}

	List<StackService> services() {
		return this.services;
	}

	String bootstrapServers() {
		return this.kafka.bootstrapServers();
	}

	/**
	 * Stops the services, then the brokers.
	 */
	@Override
	public void close() {
		stop(this.services.stream().map(StackService::process).toList());
		stop(this.brokers);
		this.janitor.close();
	}

	private static void stop(List<StackProcess> processes) {
		try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
			processes.forEach((process) -> each.execute(process::stop));
		}
	}

}
