package cl.reparto.local.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.local.process.ChildProcess;
import cl.reparto.local.process.Janitor;
import cl.reparto.local.process.JavaProgram;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * One or more real brokers on this machine, each a process that keeps its data through
 * kill -9 and restart.
 */
public final class KafkaCluster {

	private static final List<String> JVM = List.of("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC",
			"-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED",
			"--sun-misc-unsafe-memory-access=allow",
			"-Dlogback.configurationFile=cl/reparto/local/broker/broker-logback.xml");

	private final Path folder;

	private final List<BrokerNode> nodes;

	private final List<ChildProcess> processes;

	/**
	 * Prepares; starts nothing yet.
	 * @param nodes the brokers, with ids from 1
	 * @param folder where their data is
	 * @param logs where their logs are, as {@code broker-<id>.log}
	 * @param janitor who kills them if this JVM cannot
	 */
	public KafkaCluster(List<BrokerNode> nodes, Path folder, Path logs, Janitor janitor) {
		this.folder = folder;
		this.nodes = List.copyOf(nodes);
		this.processes = nodes.stream()
			.map((node) -> new ChildProcess(program(node), logs.resolve(node.name() + ".log"), janitor))
			.toList();
	}

	private JavaProgram program(BrokerNode node) {
		List<String> options = Stream.concat(JVM.stream(), node.jvmOptions().stream()).toList();
		return new JavaProgram("kafka.Kafka", System.getProperty("java.class.path"), options,
				List.of(settingsFile(node).toString()), node.environment());
	}

	/**
	 * Makes the data folders that are not there yet; what is there stays.
	 * @throws UncheckedIOException if the folder cannot be written
	 */
	public void prepare() {
		try {
			Files.createDirectories(this.folder);
			String clusterId = clusterId();
			for (BrokerNode node : this.nodes) {
				writeSettings(node);
				if (!Files.exists(dataFolder(node).resolve("meta.properties"))) {
					format(node, clusterId);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot prepare " + this.folder, ex);
		}
	}

	/**
	 * Starts every broker that does not run.
	 * @throws UncheckedIOException if one cannot be started
	 */
	public void start() {
		this.processes.forEach(ChildProcess::start);
	}

	private String clusterId() throws IOException {
		Path file = this.folder.resolve("cluster-id");
		if (!Files.exists(file)) {
			Files.writeString(file, Uuid.randomUuid().toString());
		}
		return Files.readString(file).strip();
	}

	private void writeSettings(BrokerNode node) throws IOException {
		try (var file = Files.newBufferedWriter(settingsFile(node))) {
			BrokerSettings.of(node, this.nodes, dataFolder(node)).store(file, null);
		}
	}

	private void format(BrokerNode node, String clusterId) throws IOException {
		var output = new ByteArrayOutputStream();
		int status = StorageTool.execute(
				new String[] { "format", "-t", clusterId, "-c", settingsFile(node).toString() },
				new PrintStream(output, true));
		if (status != 0) {
			throw new IOException(output.toString().strip());
		}
	}

	/**
	 * Blocks until every broker serves clients.
	 * @param limit how long to wait
	 * @throws IllegalStateException if they do not within that time, or the thread was
	 * interrupted
	 */
	public void awaitReady(Duration limit) {
		Readiness.await(this.nodes, limit);
	}

	/**
	 * Where clients find the cluster.
	 * @return hosts and ports, comma-separated
	 */
	public String bootstrapServers() {
		return this.nodes.stream().map(BrokerNode::address).collect(Collectors.joining(","));
	}

	/**
	 * The brokers' processes.
	 * @return in the order of their ids
	 */
	public List<ChildProcess> processes() {
		return this.processes;
	}

	private Path settingsFile(BrokerNode node) {
		return this.folder.resolve(node.name() + ".properties");
	}

	private Path dataFolder(BrokerNode node) {
		return this.folder.resolve(node.name());
	}

}
