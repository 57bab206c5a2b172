package cl.reparto.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import cl.reparto.local.broker.TestKafka;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
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
		try (NoOpService service = new NoOpService(this.folder)) {
			service.awaitReady();

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

	@Test
	void keepsWhatIsPostedBeforeItAnswers() throws Exception {
		String bootstrapServers = TestKafka.shared().bootstrapServers();
		try (NoOpService service = NoOpService.keeping(this.folder, bootstrapServers, 1)) {
			service.awaitReady();

			assertThat(post(service, "/kept").statusCode()).isEqualTo(202);

			assertThat(kept(bootstrapServers)).containsExactly("{}");
		}
	}

	private HttpResponse<String> post(NoOpService service, String path) throws IOException, InterruptedException {
		HttpRequest order = HttpRequest.newBuilder(service.address().resolve(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{}"))
			.build();
		return this.http.send(order, BodyHandlers.ofString());
	}

	private static List<String> kept(String bootstrapServers) {
		TopicPartition partition = new TopicPartition("kept", 0);
		try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(),
				new StringDeserializer())) {
			consumer.assign(List.of(partition));
			consumer.seekToBeginning(List.of(partition));
			return consumer.poll(Duration.ofSeconds(10))
				.records(partition)
				.stream()
				.map((record) -> record.value())
				.toList();
		}
	}

}
