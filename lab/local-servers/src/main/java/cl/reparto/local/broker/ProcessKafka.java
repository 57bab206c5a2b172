package cl.reparto.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import cl.reparto.local.process.FreePorts;
import cl.reparto.local.process.Janitor;

/**
 * A broker process with a folder of its own, both gone once it is closed, or at the end
 * of this JVM.
 */
final class ProcessKafka implements TestKafka {

	private static final Duration START = Duration.ofSeconds(60);

	private final Path folder;

	private final Janitor janitor = Janitor.start();

	private final KafkaCluster cluster;

	private ProcessKafka(Path folder) {
		this.folder = folder;
		List<Integer> ports = FreePorts.pick(2);
		// It dies young: compiled lightly, it is there sooner.
		BrokerNode node = new BrokerNode(1, "127.0.0.1", ports.getFirst(), ports.getLast(),
				List.of("-XX:TieredStopAtLevel=1"));
		this.cluster = new KafkaCluster(List.of(node), folder, folder, this.janitor);
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
	}

	static ProcessKafka start() {
		try {
			ProcessKafka kafka = new ProcessKafka(Files.createTempDirectory("reparto-kafka"));
			kafka.cluster.prepare();
			kafka.cluster.start();
			kafka.cluster.awaitReady(START);
			return kafka;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String bootstrapServers() {
		return this.cluster.bootstrapServers();
	}

	@Override
	public void pause() {
		this.cluster.processes().getFirst().pause();
	}

	@Override
	public void resume() {
		this.cluster.processes().getFirst().resume();
	}

	@Override
	public void close() {
		this.janitor.close();
		if (Files.exists(this.folder)) {
			delete(this.folder);
		}
	}

	private static void delete(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
