package cl.reparto.local.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a day brings, ten times a second: an order, an order that is refused, a question
 * where an order is, one about an order that nobody knows. And once, a record that cannot
 * be used, in each topic that has dead letters.
 */
final class Traffic implements AutoCloseable {

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI orders;

	private final URI statuses;

	Traffic(LocalStack stack) {
		this.orders = stack.service(Service.REQUEST, 1).address();
		this.statuses = stack.service(Service.NOTIFICATION, 1).address();
		try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", stack.bootstrapServers()),
				new StringSerializer(), new ByteArraySerializer())) {
			producer.send(poison(Topics.ORDER_REQUESTS));
			producer.send(poison(Topics.ORDER_PROCESSING));
		}
		this.clock.scheduleWithFixedDelay(this::aMoment, 0, 100, TimeUnit.MILLISECONDS);
	}

	private static ProducerRecord<String, byte[]> poison(Topic<?> topic) {
		return new ProducerRecord<>(topic.name(), UUID.randomUUID().toString(), "{".getBytes(UTF_8));
	}

	private void aMoment() {
		try {
			String id = JsonMapper.shared().readTree(post(anOrder().json())).path("id").asString("");
			post("{}");
			ask(id);
			ask("nobody");
		}
		catch (IOException ex) {
			// The next moment comes.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String post(String order) throws IOException, InterruptedException {
		return this.http
			.send(HttpRequest.newBuilder(this.orders.resolve("/orders"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(order))
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
