package cl.reparto.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import cl.reparto.local.LocalStack;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.command.Stages;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The one whole system of all tests, with two instances of what people watch. Orders are
 * placed as customers do, or put where a test wants to see them.
 */
final class BrowsedStack implements AutoCloseable {

	private final LocalStack stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")),
			StackOptions.in(Path.of("target/stack"))
				.withClean(true)
				.withAnyPorts()
				.withAot(true)
				.with(Service.NOTIFICATION, 2)
				.withStages(new Stages(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1)))
				.withKillPage(true)
				.withOverrides(new ShortLived()),
			System.out::println);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Producer<byte[], byte[]> producer;

	BrowsedStack() {
		try {
			this.stack.start();
			this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", this.stack.bootstrapServers()),
					new ByteArraySerializer(), new ByteArraySerializer());
		}
		catch (RuntimeException ex) {
			this.stack.close();
			throw ex;
		}
	}

	LocalStack stack() {
		return this.stack;
	}

	/** Orders as a customer does, and returns the page of the order. */
	URI place(OrderBuilder order) {
		return place(order.json());
	}

	/** The same for in some hours, so that no timer moves it meanwhile. */
	URI placeForLater(OrderBuilder order) {
		Instant later = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
		return place(order.json().strip().replaceFirst("}$", ",\"for\":\"" + later + "\"}"));
	}

	private URI place(String order) {
		HttpResponse<String> answer = post(Service.REQUEST, "/orders", order);
		assertThat(answer.statusCode()).isEqualTo(202);
		return page(UUID.fromString(JsonMapper.shared().readTree(answer.body()).get("id").stringValue()), 1);
	}

	/** Lets an order be where it is told to be, which processing-service never hears. */
	void put(OrderProgress order) {
		write(Topics.ORDER_PROCESSING.name(), order.id(), new String(Topics.ORDER_PROCESSING.write(order), UTF_8));
	}

	/** Writes about an order what no service of ours may. */
	void write(String topic, UUID order, String text) {
		try {
			this.producer.send(new ProducerRecord<>(topic, order.toString().getBytes(UTF_8), text.getBytes(UTF_8)))
				.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Waits until there is something on a topic. */
	void await(String topic) {
		try (var reader = TopicReader.ofBytes(this.stack.bootstrapServers(), topic)) {
			reader.await(Duration.ofMinutes(1), 1);
		}
	}

	/** The page of an order, as an instance shows it. */
	URI page(UUID order, int instance) {
		return this.stack.service(Service.NOTIFICATION, instance).address().resolve("/orders/" + order);
	}

	/** The guild's page. */
	URI guild() {
		return this.stack.service(Service.GUILD, 1).address().resolve("/gremio");
	}

	/** The kitchen's board, as an instance shows it. */
	URI board(int instance) {
		return this.stack.service(Service.NOTIFICATION, instance).address().resolve("/board");
	}

	/** The operator's page. */
	URI ops() {
		return this.stack.service(Service.NOTIFICATION, 1).address().resolve("/ops");
	}

	/** The shop's key. */
	String shopKey() {
		try {
			return Files.readString(this.stack.shopKey()).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Where people order. */
	URI form() {
		return this.stack.service(Service.REQUEST, 1).address().resolve("/");
	}

	/** Says how the shop is, as the shop does, in JSON. */
	void say(String shop) {
		HttpRequest.Builder request = json(Service.REQUEST, "/shop").header("Authorization", "Bearer " + shopKey())
			.PUT(BodyPublishers.ofString(shop));
		assertThat(send(request).statusCode()).isEqualTo(200);
	}

	/** Sends JSON as a program does. */
	HttpResponse<String> post(Service service, String path, String json) {
		return send(json(service, path).POST(BodyPublishers.ofString(json)));
	}

	private HttpRequest.Builder json(Service service, String path) {
		return HttpRequest.newBuilder(this.stack.service(service, 1).address().resolve(path))
			.header("Content-Type", "application/json");
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.producer.close();
		this.http.close();
		this.stack.close();
	}

	private static final class ShortLived implements ProcessOverrides {

		@Override
		public List<String> jvmOptions(String process) {
			return List.of("-XX:TieredStopAtLevel=1");
		}

		@Override
		public Map<String, String> settings(String process) {
			Map<String, String> settings = new HashMap<>(
					Map.of("reparto.shop.name", "La Esquina", "reparto.shop.phone", "+56 2 2345 6789"));
			for (Status status : List.of(Status.RECIBIDO, Status.PREPARANDO, Status.ENTREGANDO)) {
				settings.put("reparto.actions.moves." + status.wireName(), "either");
			}
			return process.startsWith("guild") ? Map.of() : settings;
		}

	}

}
