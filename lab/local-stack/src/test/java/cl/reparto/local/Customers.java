package cl.reparto.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.awaitility.Awaitility.await;

/**
 * Customers as they are: they order, try again with the same key until they are told yes,
 * and ask where their order is.
 */
final class Customers implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	/**
	 * Orders until the order is taken.
	 * @return the order's id
	 */
	UUID order(LocalStack stack, String email) {
		HttpRequest request = HttpRequest.newBuilder(stack.service(Service.REQUEST, 1).address().resolve("/orders"))
			.timeout(Duration.ofSeconds(10))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
			.POST(HttpRequest.BodyPublishers.ofString(anOrder().mailedTo(email).json()))
			.build();
		HttpResponse<String> answer = await().atMost(PATIENCE)
			.pollInterval(PAUSE)
			.pollDelay(Duration.ZERO)
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> this.http.send(request, HttpResponse.BodyHandlers.ofString()),
					(taken) -> taken.statusCode() == 202);
		return UUID.fromString(this.json.readTree(answer.body()).get("id").stringValue());
	}

	/**
	 * Asks an instance of notification-service where an order is.
	 * @return the answer; of another status than 200, that status as a number
	 */
	JsonNode status(LocalStack stack, int instance, UUID id) throws IOException, InterruptedException {
		URI address = stack.service(Service.NOTIFICATION, instance).address().resolve("/orders/" + id + "/status");
		HttpResponse<String> answer = this.http.send(HttpRequest.newBuilder(address).build(),
				HttpResponse.BodyHandlers.ofString());
		return this.json.readTree((answer.statusCode() == 200) ? answer.body() : "" + answer.statusCode());
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
