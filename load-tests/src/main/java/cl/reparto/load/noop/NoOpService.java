package cl.reparto.load.noop;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import cl.reparto.local.Service;
import cl.reparto.local.process.ChildProcess;
import cl.reparto.local.process.FreePorts;
import cl.reparto.local.process.Janitor;
import cl.reparto.local.process.JavaProgram;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.awaitility.Awaitility.await;

/**
 * The service that does nothing, as a process like those that do something.
 */
public final class NoOpService implements AutoCloseable {

	private static final String PRODUCER = "spring.kafka.producer.";

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final int port = FreePorts.pick(1).getFirst();

	private final Janitor janitor = Janitor.start();

	private final ChildProcess process;

	private NoOpService(Path log, Stream<String> more) {
		Stream<String> settings = Stream.of("--server.address=127.0.0.1", "--server.port=" + this.port,
				"--server.tomcat.max-keep-alive-requests=-1", "--spring.threads.virtual.enabled=true",
				"--spring.main.banner-mode=off");
		JavaProgram program = new JavaProgram(NoOpApplication.class.getName(), System.getProperty("java.class.path"),
				Service.REQUEST.jvmOptions(), Stream.concat(settings, more).toList());
		this.process = new ChildProcess(program, log, this.janitor);
		this.process.start();
		await("the no-op service listens; see " + log).atMost(Duration.ofSeconds(30)).until(this::listens);
	}

	/**
	 * Starts it.
	 * @param folder where its log is
	 * @return the service, which listens
	 */
	public static NoOpService start(Path folder) {
		return new NoOpService(folder.resolve("no-op.log"), Stream.of());
	}

	/**
	 * Starts one that, at {@code /kept}, keeps what is posted in a topic of its own, as
	 * request-service writes to its topic.
	 * @param home the repository's root
	 * @param folder where its log is
	 * @param bootstrapServers where Kafka is
	 * @param partitions how many partitions the topic is to have
	 * @return the service, which listens
	 * @throws IOException if request-service has no settings
	 */
	public static NoOpService keeping(Path home, Path folder, String bootstrapServers, int partitions)
			throws IOException {
		Stream<String> kafka = Stream.of("--spring.kafka.bootstrap-servers=" + bootstrapServers,
				"--partitions=" + partitions);
		return new NoOpService(folder.resolve("keeping.log"), Stream.concat(kafka, producerSettings(home).stream()));
	}

	private static List<String> producerSettings(Path home) throws IOException {
		Path file = home.resolve("request-service/src/main/resources/application.yml");
		return new YamlPropertySourceLoader().load("request-service", new FileSystemResource(file))
			.stream()
			.map(EnumerablePropertySource.class::cast)
			.flatMap((source) -> Stream.of(source.getPropertyNames())
				.filter((name) -> name.startsWith(PRODUCER))
				.map((name) -> "--" + name + "=" + source.getProperty(name)))
			.toList();
	}

	private boolean listens() {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Where it listens. */
	public URI address() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	@Override
	public void close() {
		this.process.stop(GRACE);
		this.janitor.close();
	}

}
