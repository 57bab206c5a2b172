package cl.reparto.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.broker.BrokerNode;

/**
 * Lets a broker show its metrics as those of {@code docker-compose.yml} do: by the JMX
 * exporter's agent with the same rules.
 *
 * @param agent the agent's jar
 * @param rules which metrics it shows, under which names
 */
record BrokerMetrics(Path agent, Path rules) {

	private static final String AGENT = "jmx_prometheus_javaagent";

	/**
	 * The brokers of a stack, with their metrics if these can be had.
	 * @param home the repository's root
	 * @param options how many brokers
	 * @param ports where they listen
	 * @return the brokers, from 1
	 */
	static List<BrokerNode> brokers(Path home, StackOptions options, PortPlan ports) {
		Optional<BrokerMetrics> metrics = in(home);
		return IntStream.rangeClosed(1, options.brokers())
			.mapToObj((id) -> new BrokerNode(id, ports.of(Port.BROKER, id), ports.of(Port.CONTROLLER, id),
					metrics.map((agent) -> agent.at(ports.of(Port.BROKER_METRICS, id))).orElse(List.of())))
			.toList();
	}

	/**
	 * The agent of this JVM's class path and the rules of a repository.
	 * @param home the repository's root
	 * @return the metrics; empty if either is not there
	 */
	static Optional<BrokerMetrics> in(Path home) {
		Path rules = home.resolve("docker/kafka/jmx.yml").toAbsolutePath().normalize();
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> entry.getFileName().toString().startsWith(AGENT) && Files.exists(rules))
			.findFirst()
			.map((agent) -> new BrokerMetrics(agent, rules));
	}

	/**
	 * What makes a JVM show them.
	 * @param port where, on 127.0.0.1, at {@code /metrics}
	 * @return options of the JVM
	 */
	List<String> at(int port) {
		return List.of("-javaagent:" + this.agent + "=127.0.0.1:" + port + ":" + this.rules);
	}

}
