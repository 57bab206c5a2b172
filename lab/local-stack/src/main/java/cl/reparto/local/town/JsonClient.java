package cl.reparto.local.town;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.json.JsonMapper;

/**
 * Posts JSON to one service and waits for no answer.
 */
final class JsonClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

	private final URI service;

	JsonClient(URI service) {
		this.service = service;
	}

	/**
	 * Posts.
	 * @param path where to
	 * @param body the fields
	 * @param headers names and values, in turn
	 * @return the answer; fails if there is none within five seconds
	 */
	CompletableFuture<HttpResponse<String>> post(String path, Map<String, ?> body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.service.resolve(path))
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.client.shutdownNow();
	}

}
