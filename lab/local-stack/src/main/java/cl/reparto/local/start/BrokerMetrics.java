package cl.reparto.local.start;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
