package cl.reparto.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import cl.reparto.request.shop.StandInShop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

/**
 * The whole service on free ports, and what a customer and an operator ask of it.
 */
final class RunningService implements AutoCloseable {

	/** Makes ids of keys in all tests but those that change it. */
	static final String SECRET = "a secret of the tests";

	/** Known already in all tests, since they share a broker. */
	static final String NEXT_SECRET = "the next secret of the tests";

	/** What the shop's people show. */
	static final String SHOP_KEY = "the shop's key in tests";

	private static final String NOWHERE = "localhost:1";

	private static final int PATIENCE_MS = 20_000;

	private final ConfigurableApplicationContext context;

	private final Path state;

	private final HttpClient http = HttpClient.newHttpClient();

	private RunningService(ConfigurableApplicationContext context, Path state) {
		this.context = context;
		this.state = state;
	}

	/**
	 * Starts the service.
	 * @param bootstrapServers where it looks for Kafka
	 * @param settings as {@code name=value}
	 * @return the service, perhaps not ready yet
	 */
	static RunningService start(String bootstrapServers, String... settings) {
		return start(List.of(), bootstrapServers, settings);
	}

	/**
	 * Starts the service with stand-ins for parts of it.
	 * @param standIns configuration classes
	 * @param bootstrapServers where it looks for Kafka
	 * @param settings as {@code name=value}
	 * @return the service, perhaps not ready yet
	 */
	static RunningService start(List<Class<?>> standIns, String bootstrapServers, String... settings) {
		Path state = temporaryFolder();
		Map<String, String> all = new HashMap<>(
				Map.of("server.port", "0", "management.server.port", "0", "spring.kafka.bootstrap-servers",
						bootstrapServers, "reparto.idempotency.secret", SECRET, "reparto.idempotency.other-secrets",
						NEXT_SECRET, "reparto.idempotency.state-dir", state.toString(), "reparto.shop.key", SHOP_KEY,
						"reparto.topics.replicas", "1", "reparto.topics.min-insync-replicas", "1"));
		Arrays.stream(settings).map((setting) -> setting.split("=", 2)).forEach((each) -> all.put(each[0], each[1]));
		return new RunningService(
				new SpringApplicationBuilder(RequestServiceApplication.class).sources(standIns.toArray(Class<?>[]::new))
					.run(all.entrySet().stream().map((each) -> "--" + each).toArray(String[]::new)),
				state);
	}

	private static Path temporaryFolder() {
		try {
			return Files.createTempDirectory("request-service");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts the service and waits until it is ready.
	 * @param bootstrapServers where it looks for Kafka
	 * @param settings as {@code name=value}
	 * @return the service, ready
	 */
	static RunningService startAndAwaitReady(String bootstrapServers, String... settings) {
		RunningService service = start(bootstrapServers, settings);
		await().atMost(Duration.ofSeconds(30)).until(service::isReady);
		return service;
	}

	/**
	 * The service with {@link StandInLog} in place of Kafka: one for all tests, started
	 * when first asked for, which ends with the JVM.
	 * @return the service
	 */
	static RunningService withoutKafka() {
		return WithoutKafka.SERVICE;
	}

	/**
	 * The id of an order that was taken.
	 * @param answer the answer to a POST
	 * @return the id in its body
	 */
	static UUID id(HttpResponse<String> answer) {
		return UUID.fromString(JsonMapper.shared().readTree(answer.body()).get("id").stringValue());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** Where it keeps its keys. */
	Path state() {
		return this.state;
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", int.class);
	}

	/** Posts an order, as JSON unless the headers say otherwise. */
	HttpResponse<String> post(String body, String... headers) {
		return postAsync(body, headers).join();
	}

	HttpResponse<String> post(byte[] body) {
		return send(request(BodyPublishers.ofByteArray(body)));
	}

	CompletableFuture<HttpResponse<String>> postAsync(String body, String... headers) {
		return this.http.sendAsync(request(BodyPublishers.ofString(body), headers), BodyHandlers.ofString());
	}

	HttpRequest request(BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address("/orders"))
			.setHeader("Content-Type", "application/json")
			.POST(body);
		for (int i = 0; i < headers.length; i += 2) {
			if (headers[i].equals("Content-Type")) {
				request.setHeader(headers[i], headers[i + 1]);
			}
			else {
				request.header(headers[i], headers[i + 1]);
			}
		}
		return request.build();
	}

	HttpResponse<String> send(HttpRequest request) {
		return this.http.sendAsync(request, BodyHandlers.ofString()).join();
	}

	HttpResponse<String> send(String method, String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request.build());
	}

	/**
	 * Sends what no HTTP client would, and reads until the server closes.
	 * @param bytes each character a byte
	 * @return what it answered
	 */
	String raw(String bytes) {
		return raw(bytes, true);
	}

	/**
	 * Sends what no HTTP client would, and reads until the server closes.
	 * @param bytes each character a byte
	 * @param all whether the server can see that no more will come
	 * @return what it answered
	 */
	String raw(String bytes, boolean all) {
		try (Socket socket = new Socket("localhost", port())) {
			socket.setSoTimeout(PATIENCE_MS);
			socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
			if (all) {
				socket.shutdownOutput();
			}
			return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Says how the shop is, as its people do. */
	HttpResponse<String> sayShop(String body) {
		return send("PUT", "/shop", body, "Content-Type", "application/json", "Authorization", "Bearer " + SHOP_KEY);
	}

	HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(address(path)).build());
	}

	/** Orders that wait for Kafka. */
	int takingOrders() {
		return (int) bean(MeterRegistry.class).get("reparto.orders.taking").gauge().value();
	}

	boolean isListening() {
		try (Socket socket = new Socket("localhost", port())) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	URI address(String path) {
		return URI.create("http://localhost:" + port() + path);
	}

	/**
	 * Asks the actuator.
	 * @param path what is asked
	 * @return its answer
	 */
	HttpResponse<String> actuator(String path) {
		int port = this.context.getEnvironment().getRequiredProperty("local.management.port", int.class);
		return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build());
	}

	boolean isReady() {
		return actuator("/actuator/health/readiness").statusCode() == 200;
	}

	boolean isAlive() {
		return actuator("/actuator/health/liveness").statusCode() == 200;
	}

	@Override
	public void close() {
		this.context.close();
		this.http.close();
		FileSystemUtils.deleteRecursively(this.state.toFile());
	}

	private static final class WithoutKafka {

		private static final RunningService SERVICE = start(List.of(StandInLog.class, StandInShop.class), NOWHERE,
				"server.tomcat.connection-timeout=2s");

	}

}
