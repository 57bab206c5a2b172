package cl.reparto.faults;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.faults.audit.Request;
import cl.reparto.faults.traffic.OrderClient;
import cl.reparto.faults.traffic.Traffic;
import cl.reparto.faults.net.TcpProxy;
import cl.reparto.local.Metrics;
import cl.reparto.local.Service;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers are lost, come twice, and are still to be given when the end comes.
 */
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

	@Fault(part = 2)
	void keepsOneOrderWhereTheAnswerWasLost() throws Exception {
		this.faults.under("every other 202 lost, the order repeated with its key at another instance",
				(bed, traffic) -> {
					List<URI> shops = bed.services().shops();
					try (TcpProxy lossy = new TcpProxy(new InetSocketAddress("127.0.0.1", 0),
							new InetSocketAddress("127.0.0.1", shops.getFirst().getPort()))) {
						lossy.swallowAnswers();
						URI first = URI.create("http://127.0.0.1:" + lossy.address().getPort());
						try (Traffic unlucky = bed.traffic("unlucky-" + System.nanoTime(), 50,
								() -> List.of(first, shops.getLast()))) {
							traffic.goesOnFor(Duration.ofSeconds(8));
							unlucky.stop(Duration.ofSeconds(20));
							assertThat(unlucky.accepted()).isGreaterThan(200);
						}
					}
				});
	}

	@Fault(part = 1)
	void keepsOneOrderWhereTheSameKeyComesTwiceAtOnce() throws Exception {
		this.faults.under("the same key twice at once, on the same instance and on two", (bed, traffic) -> {
			List<URI> shops = bed.services().shops();
			for (int pair = 0; pair < PAIRS; pair++) {
				Request order = order("twice-");
				String key = UUID.randomUUID().toString();
				var one = bed.client().order(shops.getFirst(), order.json(), key);
				var other = bed.client().order(shops.get(pair % 2), order.json(), key);
				assertThat(id(one.join())).isEqualTo(id(other.join()));
				bed.answered(order.taken(id(one.join())));
			}
		});
	}

	@Fault(part = 3)
	void answersWhatIsInFlightWhenItIsStopped() throws Exception {
		this.faults.under("request-1 stopped (TERM) with 50 requests in flight", (bed, traffic) -> {
			StackService stopped = bed.services().get(Service.REQUEST, 1);
			Metrics metrics = new Metrics(stopped.actuator());
			bed.services().without(Service.REQUEST, 1);
			await("it is idle").until(() -> metrics.sum(TAKING, "") == 0);
			bed.links().change("request-1", TcpProxy::stall);
			try (OrderClient client = OrderClient.patientFor(Duration.ofSeconds(30))) {
				Map<Request, CompletableFuture<HttpResponse<String>>> asked = new ConcurrentHashMap<>();
				await("they are in flight").until(() -> {
					// On a slow machine the first may be told 503 before all are there.
					if (asked.values().stream().allMatch(CompletableFuture::isDone)) {
						for (int number = 0; number < IN_FLIGHT; number++) {
							Request order = order("in-flight-");
							String key = UUID.randomUUID().toString();
							asked.put(order, client.order(stopped.address(), order.json(), key));
						}
					}
					return metrics.sum(TAKING, "") == IN_FLIGHT
							&& asked.values().stream().filter((answer) -> !answer.isDone()).count() == IN_FLIGHT;
				});
				CompletableFuture<Void> stop = CompletableFuture.runAsync(stopped.process()::stop);
				traffic.goesOnFor(Duration.ofMillis(200));
				bed.links().heal();
				asked.forEach((order, answer) -> bed.answered(settled(order, answer.join())));
				stop.join();
			}
			stopped.process().start();
			bed.services().with(Service.REQUEST, 1);
		});
	}

	/** Kafka may be asked too late for a 202, but nobody is left without an answer. */
	private static Request settled(Request order, HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isIn(202, 503);
		return (answer.statusCode() == 202) ? order.taken(id(answer)) : order;
	}

	private static Request order(String who) {
		return Request.of(who + UUID.randomUUID() + "@example.com", "Sopaipillas", "4500");
	}

	private static String id(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(202);
		return OrderClient.json(answer).path("id").asString();
	}

}
