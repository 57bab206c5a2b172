package cl.reparto.faults;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import cl.reparto.faults.net.TcpProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.faults.Waiting.pass;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Customers who order twice because they cannot know better.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
class RetryFaultTests {

	private static final int PAIRS = 300;

	private final Faults faults;

	RetryFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void keepsOneOrderWhereTheAnswerWasLost() throws Exception {
		this.faults.under("every other 202 lost, the order repeated with its key at another instance",
				(town, traffic) -> {
					List<URI> shops = town.openShops();
					try (TcpProxy lossy = new TcpProxy(new InetSocketAddress("127.0.0.1", 0),
							new InetSocketAddress("127.0.0.1", shops.getFirst().getPort()))) {
						lossy.swallowAnswers();
						URI first = URI.create("http://127.0.0.1:" + lossy.address().getPort());
						try (Traffic unlucky = town.traffic("unlucky-" + System.nanoTime(), 50,
								() -> List.of(first, shops.getLast()))) {
							pass(Duration.ofSeconds(8));
							unlucky.stop(Duration.ofSeconds(20));
							assertThat(unlucky.accepted()).isGreaterThan(200);
						}
					}
				});
	}

	@Test
	void keepsOneOrderWhereTheSameKeyComesTwiceAtOnce() throws Exception {
		this.faults.under("the same key twice at once, on the same instance and on two", (town, traffic) -> {
			List<URI> shops = town.openShops();
			try (HttpClient http = HttpClient.newHttpClient()) {
				for (int pair = 0; pair < PAIRS; pair++) {
					String email = "twice-" + UUID.randomUUID() + "@example.com";
					HttpRequest.Builder order = order(email);
					CompletableFuture<String> one = id(http, order, shops.getFirst());
					CompletableFuture<String> other = id(http, order, shops.get(pair % 2));
					assertThat(one.join()).isEqualTo(other.join());
					town.answered(new Request(email, "Sopaipillas", "4500", Answer.OK, one.join()));
				}
			}
		});
	}

	private static HttpRequest.Builder order(String email) {
		return HttpRequest.newBuilder()
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
			.POST(HttpRequest.BodyPublishers
				.ofString("{\"name\":\"Sopaipillas\",\"price\":4500,\"email\":\"" + email + "\"}"));
	}

	private static CompletableFuture<String> id(HttpClient http, HttpRequest.Builder order, URI shop) {
		return http.sendAsync(order.copy().uri(shop.resolve("/orders")).build(), HttpResponse.BodyHandlers.ofString())
			.thenApply((answer) -> {
				assertThat(answer.statusCode()).isEqualTo(202);
				return new JsonMapper().readTree(answer.body()).path("id").asString();
			});
	}

}
