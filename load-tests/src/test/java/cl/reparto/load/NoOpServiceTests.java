package cl.reparto.load;

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

	@Test
	void answersLikeTheServices(@TempDir Path folder) throws Exception {
		try (NoOpService service = new NoOpService(folder); HttpClient http = HttpClient.newHttpClient()) {
			service.awaitReady();
			HttpRequest order = HttpRequest.newBuilder(service.address().resolve("/orders"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{}"))
				.build();

			HttpResponse<String> taken = http.send(order, BodyHandlers.ofString());
			String path = URI.create(taken.headers().firstValue("Location").orElseThrow()).getPath();
			HttpResponse<String> status = http.send(HttpRequest.newBuilder(service.address().resolve(path)).build(),
					BodyHandlers.ofString());

			assertThat(taken.statusCode()).isEqualTo(202);
			assertThat(path).contains(JsonMapper.shared().readTree(taken.body()).path("id").asString());
			assertThat(status.statusCode()).isEqualTo(200);
			assertThat(JsonMapper.shared().readTree(status.body()).path("history")).hasSize(4);
		}
	}

}
