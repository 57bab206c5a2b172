package cl.reparto.local.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a day brings, ten times a second: an order, one that is cancelled, one that is
 * refused, a question where an order is, one about an order that nobody knows, where a
 * cart is, and what a cart cannot be. And once, a record that cannot be used, in each
 * topic of orders that has dead letters, and in one of the guild's.
 */
final class Traffic implements AutoCloseable {

	/** The topics that get a record that cannot be used. */
	static final Set<String> POISONED = Set.of(Topics.ORDER_REQUESTS.name(), Topics.ORDER_PROCESSING.name(),
			"ubicacion");

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI orders;

	private final URI statuses;

	private final URI positions;

	Traffic(LocalStack stack) {
		this.orders = stack.service(Service.REQUEST, 1).address().resolve("/orders");
		this.statuses = stack.service(Service.NOTIFICATION, 1).address();
		this.positions = stack.service(Service.GUILD, 1).address().resolve("/ubicaciones");
		try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", stack.bootstrapServers()),
				new StringSerializer(), new ByteArraySerializer())) {
			POISONED.forEach((topic) -> producer.send(poison(topic)));
		}
		this.clock.scheduleWithFixedDelay(this::aMoment, 0, 100, TimeUnit.MILLISECONDS);
	}

	private static ProducerRecord<String, byte[]> poison(String topic) {
		return new ProducerRecord<>(topic, UUID.randomUUID().toString(), "{".getBytes(UTF_8));
	}

	private void aMoment() {
		try {
			String id = order();
			String cancelled = order();
			post(this.orders, "{}");
			ask(id);
			ask("nobody");
			post(this.statuses.resolve("/orders/" + cancelled + "/cancel"), "{\"reason\":\"llueve\"}");
			post(this.statuses.resolve("/orders/" + id + "/advance"), "{}");
			post(this.positions, """
					{"patente":"KLZX-12","lat":-33.4,"lon":-70.6,"medidaEn":"%s"}""".formatted(Instant.now()));
			post(this.positions, "{}");
		}
		catch (IOException ex) {
			// The next moment comes.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String order() throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(post(this.orders, anOrder().json())).path("id").asString("");
	}

	private String post(URI address, String body) throws IOException, InterruptedException {
		return this.http
			.send(HttpRequest.newBuilder(address)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString())
			.body();
	}

	private void ask(String id) throws IOException, InterruptedException {
		this.http.send(HttpRequest.newBuilder(this.statuses.resolve("/orders/" + id + "/status")).build(),
				BodyHandlers.discarding());
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.http.shutdownNow();
	}

}
