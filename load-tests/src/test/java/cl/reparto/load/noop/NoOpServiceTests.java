package cl.reparto.load.noop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class NoOpServiceTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	private Path folder;

	@Test
	void answersLikeTheServices() throws Exception {
		try (NoOpService service = NoOpService.start(this.folder)) {
			HttpResponse<String> taken = post(service, "/orders");
			String path = URI.create(taken.headers().firstValue("Location").orElseThrow()).getPath();
			HttpResponse<String> status = this.http
				.send(HttpRequest.newBuilder(service.address().resolve(path)).build(), BodyHandlers.ofString());

			assertThat(taken.statusCode()).isEqualTo(202);
			assertThat(path).contains(JsonMapper.shared().readTree(taken.body()).path("id").asString());
			assertThat(status.statusCode()).isEqualTo(200);
			assertThat(JsonMapper.shared().readTree(status.body()).path("history")).hasSize(4);
		}
	}

	private HttpResponse<String> post(NoOpService service, String path) throws IOException, InterruptedException {
		HttpRequest order = HttpRequest.newBuilder(service.address().resolve(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{}"))
			.build();
		return this.http.send(order, BodyHandlers.ofString());
	}

}
