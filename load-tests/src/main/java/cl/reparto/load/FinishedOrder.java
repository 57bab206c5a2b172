package cl.reparto.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import java.time.Duration;
import java.time.Instant;

import tools.jackson.databind.json.JsonMapper;

/**
 * An order that is at its end, to ask for again and again.
 *
 * @param id the order's id
 */
record FinishedOrder(String id) {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	/**
	 * Orders something and waits until it is finished.
	 * @param row what
	 * @param orders where orders are placed
	 * @param statuses where customers ask for them
	 * @throws IOException if the order is not taken, or not finished within five minutes
	 */
	static FinishedOrder of(Row row, URI orders, URI statuses) throws IOException, InterruptedException {
		HttpRequest order = HttpRequest.newBuilder(orders.resolve("/orders"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(JSON.writeValueAsString(row)))
			.build();
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = http.send(order, BodyHandlers.ofString());
			if (answer.statusCode() != 202) {
				throw new IOException("An order was answered " + answer.statusCode());
			}
			return awaited(JSON.readTree(answer.body()).path("id").asString(), statuses);
		}
	}

	/**
	 * Waits until an order is finished.
	 * @param id the order's id
	 * @param statuses where customers ask for it
	 * @throws IOException if it is not within five minutes
	 */
	static FinishedOrder awaited(String id, URI statuses) throws IOException, InterruptedException {
		URI status = statuses.resolve("/orders/" + id + "/status?waitFor=finalizado");
		Instant deadline = Instant.now().plus(PATIENCE);
		try (HttpClient http = HttpClient.newHttpClient()) {
			while (!isFinished(http.send(HttpRequest.newBuilder(status).build(), BodyHandlers.ofString()))) {
				if (Instant.now().isAfter(deadline)) {
					throw new IOException("Order " + id + " is not finished");
				}
			}
		}
		return new FinishedOrder(id);
	}

	private static boolean isFinished(HttpResponse<String> answer) {
		return answer.statusCode() == 200 && JSON.readTree(answer.body()).path("nextStatusAt").isNull();
	}

}
