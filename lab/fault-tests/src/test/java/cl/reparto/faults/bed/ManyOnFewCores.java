package cl.reparto.faults.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.broker.BrokerNode;

/**
 * Lets a dozen JVMs get along on two cores: all compile once and lightly, since they die
 * young, and services look and commit less often, since these tests are about what
 * becomes of orders and not about speed.
 */
public record ManyOnFewCores(Path folder) implements ProcessOverrides {

	@Override
	public List<String> jvmOptions(String process) {
		return List.of("@" + file(process));
	}

	@Override
	public void prepare(List<String> processes, List<BrokerNode> brokers) {
		processes.forEach((process) -> options(process, ""));
	}

	/**
	 * Changes options of a process from its next start on, such as {@code -Xmx20m}; empty
	 * for the usual.
	 */
	void options(String process, String options) {
		try {
			Files.writeString(file(process), "-XX:TieredStopAtLevel=1 " + options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path file(String process) {
		return this.folder.resolve(process + ".options").toAbsolutePath();
	}

	@Override
	public Map<String, String> settings(String process) {
		return Map.of("spring.kafka.streams.properties.commit.interval.ms", "500", "reparto.tick", "50ms");
	}

}
