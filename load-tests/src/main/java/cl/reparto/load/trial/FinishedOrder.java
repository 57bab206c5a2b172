package cl.reparto.load.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import cl.reparto.load.orders.Row;
import cl.reparto.local.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * An order that is at its end, to ask for again and again.
 *
 * @param id the order's id
 */
public record FinishedOrder(String id) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * Orders something and waits until it is finished.
	 * @param row what
	 * @param system that runs
	 * @throws IOException if the order is not taken
	 * @throws org.awaitility.core.ConditionTimeoutException if it is not finished within
	 * five minutes
	 */
	public static FinishedOrder of(Row row, SystemUnderLoad system) throws IOException, InterruptedException {
		HttpRequest order = HttpRequest.newBuilder(system.address(Service.REQUEST).resolve("/orders"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(JSON.writeValueAsString(row)))
			.build();
		HttpResponse<String> answer = send(order);
		if (answer.statusCode() != 202) {
			throw new IOException("An order was answered " + answer.statusCode());
		}
		return awaited(JSON.readTree(answer.body()).path("id").asString(), system);
	}

	/** Waits, for up to five minutes, until an order is finished. */
	static FinishedOrder awaited(String id, SystemUnderLoad system) {
		URI status = system.address(Service.NOTIFICATION).resolve("/orders/" + id + "/status?waitFor=finalizado");
		await("order " + id + " is finished").atMost(Duration.ofMinutes(5)).until(() -> isFinished(status));
		return new FinishedOrder(id);
	}

	private static boolean isFinished(URI status) throws IOException, InterruptedException {
		HttpResponse<String> answer = send(HttpRequest.newBuilder(status).build());
		JsonNode next = JSON.readTree(answer.body()).path("nextStatusAt");
		return answer.statusCode() == 200 && next.isNull();
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(request, BodyHandlers.ofString());
		}
	}

	/**
	 * Where it is asked for.
	 * @param server which tells statuses
	 */
	public URI at(URI server) {
		return server.resolve("/orders/" + this.id + "/status");
	}

}
