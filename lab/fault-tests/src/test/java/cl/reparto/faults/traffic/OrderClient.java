package cl.reparto.faults.traffic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How customers speak to the services, and how long they wait for an answer. */
public record OrderClient(HttpClient http, Duration patience) implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	/** For customers who wait so long. */
	public static OrderClient patientFor(Duration patience) {
		return new OrderClient(HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(3))
			.build(), patience);
	}

	/**
	 * Orders.
	 * @param shop an instance of request-service
	 * @param key the {@code Idempotency-Key}; null for none
	 */
	public CompletableFuture<HttpResponse<String>> order(URI shop, String body, @Nullable String key) {
		return this.http.sendAsync(post(shop, body, key), HttpResponse.BodyHandlers.ofString());
	}

	/** Orders and waits for the answer; null if there is none. */
	@Nullable HttpResponse<String> tryToOrder(URI shop, String body, @Nullable String key) {
		return send(post(shop, body, key));
	}

	private HttpRequest post(URI shop, String body, @Nullable String key) {
		HttpRequest.Builder post = HttpRequest.newBuilder(shop.resolve("/orders"))
			.timeout(this.patience)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
		if (key != null) {
			post.header("Idempotency-Key", '"' + key + '"');
		}
		return post.build();
	}

	/**
	 * Asks where an order is.
	 * @param view an instance of notification-service
	 * @param query what to add, from {@code ?}
	 * @param headers names and values
	 * @return the answer; null if there is none
	 */
	public @Nullable HttpResponse<String> status(URI view, String id, String query, String... headers) {
		HttpRequest.Builder get = HttpRequest.newBuilder(view.resolve("/orders/" + id + "/status" + query))
			.timeout(this.patience);
		if (headers.length > 0) {
			get.headers(headers);
		}
		return send(get.build());
	}

	/**
	 * Acts on an order.
	 * @param view an instance of notification-service
	 * @param action what to do, as the last part of the address
	 * @param headers names and values
	 * @return the answer; null if there is none
	 */
	public @Nullable HttpResponse<String> act(URI view, String id, String action, String body, String... headers) {
		HttpRequest.Builder post = HttpRequest.newBuilder(view.resolve("/orders/" + id + "/" + action))
			.timeout(this.patience)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
		if (headers.length > 0) {
			post.headers(headers);
		}
		return send(post.build());
	}

	private @Nullable HttpResponse<String> send(HttpRequest request) {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/** What an answer says. */
	public static JsonNode json(HttpResponse<String> answer) {
		return JSON.readTree(answer.body());
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
