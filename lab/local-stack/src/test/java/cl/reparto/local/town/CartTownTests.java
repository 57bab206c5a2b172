package cl.reparto.local.town;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CartTownTests {

	private final List<Application> applications = new CopyOnWriteArrayList<>();

	private HttpServer guild;

	@BeforeEach
	void open() throws IOException {
		this.guild = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.guild.createContext("/miembros", this::take);
		this.guild.start();
	}

	@AfterEach
	void close() {
		this.guild.stop(0);
	}

	@Test
	void appliesAtTheNextStartUnderTheSameKeyForTheSame() {
		startWith(5);
		startWith(10);

		Map<Application, Long> times = this.applications.stream()
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		assertThat(times).hasSize(5).allSatisfy((_, count) -> assertThat(count).isEqualTo(2));
		assertThat(times.keySet()).extracting(Application::key).doesNotHaveDuplicates().doesNotContainNull();
	}

	private void startWith(int before) {
		try (CartTown _ = CartTown.start(URI.create("http://127.0.0.1:" + this.guild.getAddress().getPort()), 6)) {
			await().atMost(Duration.ofSeconds(20)).until(this.applications::size, (size) -> size == before);
		}
	}

	private void take(HttpExchange exchange) throws IOException {
		JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
		this.applications.add(new Application(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body));
		exchange.sendResponseHeaders(202, -1);
		exchange.close();
	}

	/** What was sent, and under which key. */
	private record Application(String key, JsonNode body) {
	}

}
