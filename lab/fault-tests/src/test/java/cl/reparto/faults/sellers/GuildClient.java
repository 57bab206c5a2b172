package cl.reparto.faults.sellers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How people speak to the guild.
 *
 * @param http speaks
 * @param officialsKey what officials show
 */
record GuildClient(HttpClient http, String officialsKey) implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(6);

	private static final JsonMapper JSON = new JsonMapper();

	static GuildClient of(String officialsKey) {
		return new GuildClient(HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(3))
			.build(), officialsKey);
	}

	/** Sends something with a key and waits for the answer; null if there is none. */
	@Nullable HttpResponse<String> post(URI door, String path, String body, String key) {
		return send(request(door, path).header("Content-Type", "application/json")
			.header("Idempotency-Key", '"' + key + '"')
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/** An official says something; null if there is no answer. */
	@Nullable HttpResponse<String> act(URI door, String path, String body) {
		return send(official(door, path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/** An official asks for rows; missing if there is no good answer. */
	JsonNode rows(URI door, String path) {
		HttpResponse<String> answer = send(official(door, path));
		return (answer != null && answer.statusCode() == 200) ? json(answer) : JSON.missingNode();
	}

	private HttpRequest.Builder official(URI door, String path) {
		return request(door, path).header("Authorization", "Bearer " + this.officialsKey);
	}

	private static HttpRequest.Builder request(URI door, String path) {
		return HttpRequest.newBuilder(door.resolve(path)).timeout(PATIENCE);
	}

	private @Nullable HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
	static JsonNode json(HttpResponse<String> answer) {
		return JSON.readTree(answer.body());
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
