package cl.reparto.load;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import cl.reparto.load.noop.NoOpApplication;
import cl.reparto.local.Service;
import cl.reparto.local.process.ChildProcess;
import cl.reparto.local.process.FreePorts;
import cl.reparto.local.process.Janitor;
import cl.reparto.local.process.JavaProgram;

/**
 * The service that does nothing, as a process like those that do something.
 */
final class NoOpService implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(30);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final int port = FreePorts.pick(1).getFirst();

	private final Janitor janitor = Janitor.start();

	private final ChildProcess process;

	/**
	 * Starts it.
	 * @param folder where its log is
	 */
	NoOpService(Path folder) {
		this(folder.resolve("no-op.log"), List.of());
	}

	private NoOpService(Path log, List<String> more) {
		List<String> settings = new ArrayList<>(List.of("--server.address=127.0.0.1", "--server.port=" + this.port,
				"--server.tomcat.max-keep-alive-requests=-1", "--spring.threads.virtual.enabled=true",
				"--spring.main.banner-mode=off"));
		settings.addAll(more);
		JavaProgram program = new JavaProgram(NoOpApplication.class.getName(), System.getProperty("java.class.path"),
				Service.REQUEST.jvmOptions(), settings);
		this.process = new ChildProcess(program, log, this.janitor);
		this.process.start();
	}

	/**
	 * Starts one that, at {@code /kept}, keeps what is posted in a topic of its own.
	 * @param folder where its log is
	 * @param bootstrapServers where Kafka is
	 * @param partitions how many partitions the topic is to have
	 */
	static NoOpService keeping(Path folder, String bootstrapServers, int partitions) {
		return new NoOpService(folder.resolve("keeping.log"),
				List.of("--kafka=" + bootstrapServers, "--partitions=" + partitions));
	}

	/**
	 * Waits until it listens.
	 * @throws IllegalStateException if it does not within half a minute
	 */
	void awaitReady() throws InterruptedException {
		Instant deadline = Instant.now().plus(START);
		while (!listens()) {
			if (Instant.now().isAfter(deadline)) {
				throw new IllegalStateException("The no-op service does not start; see " + this.process.log());
			}
			Thread.sleep(PAUSE);
		}
	}

	private boolean listens() {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Where it listens.
	 */
	URI address() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	@Override
	public void close() {
		this.process.stop(GRACE);
		this.janitor.close();
	}

}
