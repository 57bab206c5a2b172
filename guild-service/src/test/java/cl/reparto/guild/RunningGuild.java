package cl.reparto.guild;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/**
 * The service on a real broker, with two lanes.
 */
public final class RunningGuild implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newHttpClient();

	private final KafkaProducer<@Nullable String, byte[]> producer;

	private final ConfigurableApplicationContext service;

	private RunningGuild(KafkaProducer<@Nullable String, byte[]> producer, ConfigurableApplicationContext service) {
		this.producer = producer;
		this.service = service;
	}

	/**
	 * Starts the service and blocks until it is ready.
	 * @param state where it keeps its state
	 * @param settings more settings, as {@code --name=value}
	 * @return the service
	 */
	public static RunningGuild start(Path state, String... settings) {
		return start(TestKafka.shared().bootstrapServers(), state, settings);
	}

	/**
	 * The same on other brokers than all tests share.
	 * @param brokers where they are
	 * @param state where it keeps its state
	 * @param settings more settings, as {@code --name=value}
	 * @return the service
	 */
	public static RunningGuild start(String brokers, Path state, String... settings) {
		Properties producer = new Properties();
		producer.putAll(Map.of("bootstrap.servers", brokers, "acks", "all"));
		RunningGuild guild = new RunningGuild(
				new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer()),
				run(brokers, state, settings));
		await().atMost(PATIENCE).until(() -> guild.readiness().statusCode() == 200);
		return guild;
	}

	/**
	 * Starts the service, which may never get ready.
	 * @param brokers where the brokers are
	 * @param state where it keeps its state
	 * @param settings more settings, as {@code --name=value}
	 * @return the service
	 */
	public static ConfigurableApplicationContext run(String brokers, Path state, String... settings) {
		List<String> all = Stream.concat(Stream.of("--server.port=0", "--management.server.port=0",
				"--logging.level.org.apache.kafka=error", "--spring.kafka.bootstrap-servers=" + brokers,
				"--spring.kafka.streams.state-dir=" + state, "--reparto.idempotency.secret=a-secret-for-tests-only",
				"--reparto.topics.replicas=1", "--reparto.topics.min-insync-replicas=1"), Stream.of(settings))
			.toList();
		return new SpringApplicationBuilder(GuildServiceApplication.class).run(all.toArray(String[]::new));
	}

	/**
	 * Whether the service is ready.
	 * @return as a probe is told, and why not
	 */
	public HttpResponse<String> readiness() {
		return getFrom("local.management.port", "/actuator/health/readiness");
	}

	/**
	 * Writes an event.
	 * @param <E> what the topic carries
	 * @param topic the topic
	 * @param lane the partition
	 * @param key the record's key
	 * @param event the event
	 */
	public <E> void send(Topic<E> topic, int lane, String key, E event) {
		send(topic.name(), lane, key, topic.write(event));
	}

	/**
	 * Writes any record.
	 * @param topic the topic's name
	 * @param lane the partition
	 * @param key the record's key; null for none
	 * @param value the record's value
	 */
	public void send(String topic, int lane, @Nullable String key, byte[] value) {
		this.producer.send(new ProducerRecord<>(topic, lane, key, value));
		this.producer.flush();
	}

	/**
	 * Asks the service.
	 * @param path the path and query
	 * @param headers names and values, in turns
	 * @return the answer
	 */
	public HttpResponse<String> get(String path, String... headers) {
		return getFrom("local.server.port", path, headers);
	}

	/**
	 * Asks the service for what has no end.
	 * @param path the path and query
	 * @return the answer as it comes
	 * @throws IOException if it does not answer
	 * @throws InterruptedException if interrupted
	 */
	public InputStream open(String path) throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(address("local.server.port", path)).build(),
					HttpResponse.BodyHandlers.ofInputStream())
			.body();
	}

	/**
	 * Asks the service as an official.
	 * @param key the guild's key
	 * @param path the path and query
	 * @return the answer
	 */
	public HttpResponse<String> getAs(String key, String path) {
		return getFrom("local.server.port", path, "Authorization", "Bearer " + key);
	}

	/**
	 * The service's meters.
	 * @return as Prometheus reads them
	 */
	public String metrics() {
		return getFrom("local.management.port", "/actuator/prometheus").body();
	}

	/**
	 * A part of the service.
	 * @param <T> what it is
	 * @param type its class
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.service.getBean(type);
	}

	/**
	 * Sends the service something.
	 * @param path the path
	 * @param body JSON
	 * @param headers names and values, in turns; in place of the usual content type if
	 * they name one
	 * @return the answer
	 */
	public HttpResponse<String> post(String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address("local.server.port", path))
			.POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
			.header("Content-Type", "application/json");
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return send(request.build());
	}

	private HttpResponse<String> getFrom(String port, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(port, path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request.build());
	}

	private URI address(String port, String path) {
		return URI.create("http://localhost:" + this.service.getEnvironment().getRequiredProperty(port) + path);
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.producer.close();
		this.service.close();
	}

}
