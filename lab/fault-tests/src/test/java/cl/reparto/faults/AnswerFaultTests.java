package cl.reparto.faults;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.faults.net.TcpProxy;
import cl.reparto.local.Metrics;
import cl.reparto.local.Service;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.faults.Waiting.pass;
import static cl.reparto.faults.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers are lost, come twice, and are still to be given when the end comes.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
class AnswerFaultTests {

	private static final int PAIRS = 100;

	private static final int IN_FLIGHT = 50;

	/** How many orders wait for Kafka. */
	private static final String TAKING = "reparto_orders_taking";

	private final Faults faults;

	AnswerFaultTests(Faults faults) {
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
					CompletableFuture<HttpResponse<String>> one = send(http, order, shops.getFirst());
					CompletableFuture<HttpResponse<String>> other = send(http, order, shops.get(pair % 2));
					assertThat(id(one.join())).isEqualTo(id(other.join()));
					town.answered(taken(email, id(one.join())));
				}
			}
		});
	}

	@Test
	void answersWhatIsInFlightWhenItIsStopped() throws Exception {
		this.faults.under("request-1 stopped (TERM) with 50 requests in flight", (town, traffic) -> {
			StackService stopped = town.stack().service(Service.REQUEST, 1);
			Metrics metrics = new Metrics(stopped.actuator());
			town.without(Service.REQUEST, 1);
			until("it is idle", () -> metrics.sum(TAKING, "") == 0);
			town.links().change("request-1", TcpProxy::stall);
			try (HttpClient http = HttpClient.newHttpClient()) {
				Map<String, CompletableFuture<HttpResponse<String>>> asked = new ConcurrentHashMap<>();
				until("they are in flight", () -> {
					// On a slow machine the first may be told 503 before all are there.
					if (asked.values().stream().allMatch(CompletableFuture::isDone)) {
						for (int number = 0; number < IN_FLIGHT; number++) {
							String email = "in-flight-" + UUID.randomUUID() + "@example.com";
							asked.put(email, send(http, order(email), stopped.address()));
						}
					}
					return metrics.sum(TAKING, "") == IN_FLIGHT
							&& asked.values().stream().filter((answer) -> !answer.isDone()).count() == IN_FLIGHT;
				});
				CompletableFuture<Void> stop = CompletableFuture.runAsync(stopped.process()::stop);
				pass(Duration.ofMillis(200));
				town.links().heal();
				asked.forEach((email, answer) -> town.answered(settled(email, answer.join())));
				stop.join();
			}
			stopped.process().start();
			town.with(Service.REQUEST, 1);
		});
	}

	/** Kafka may be asked too late for a 202, but nobody is left without an answer. */
	private static Request settled(String email, HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isIn(202, 503);
		return (answer.statusCode() == 202) ? taken(email, id(answer))
				: new Request(email, "Sopaipillas", "4500", Answer.UNKNOWN, null);
	}

	private static Request taken(String email, String id) {
		return new Request(email, "Sopaipillas", "4500", Answer.OK, id);
	}

	private static HttpRequest.Builder order(String email) {
		return HttpRequest.newBuilder()
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
			.POST(HttpRequest.BodyPublishers
				.ofString("{\"name\":\"Sopaipillas\",\"price\":4500,\"email\":\"" + email + "\"}"));
	}

	private static CompletableFuture<HttpResponse<String>> send(HttpClient http, HttpRequest.Builder order, URI shop) {
		return http.sendAsync(order.copy().uri(shop.resolve("/orders")).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String id(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(202);
		return new JsonMapper().readTree(answer.body()).path("id").asString();
	}

}
