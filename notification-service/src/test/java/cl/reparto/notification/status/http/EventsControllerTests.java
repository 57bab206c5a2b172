package cl.reparto.notification.status.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.command.StandInShop;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Those who wait, and how many of them may. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
@ResourceLock(StandInShop.SHARED)
class EventsControllerTests {

	private static final int MOST = 2;

	private final StandInService service = StandInShop.keyless();

	private final StandInView view = this.service.view();

	private final OrderBuilder order = anOrder();

	private final String path = "/orders/" + this.order.at(Status.RECIBIDO).id();

	@Test
	void tellsOfEachStatusAndEndsAfterTheLast() throws Exception {
		this.view.put(this.order.at(Status.RECIBIDO));
		HttpResponse<InputStream> events = this.service.open(this.path + "/events");
		BufferedReader lines = reader(events);
		assertThat(next(lines)).containsExactly("retry: 2000");
		assertThat(next(lines)).satisfiesExactly((id) -> assertThat(id).isEqualTo("id: 1"),
				(data) -> assertThat(data).startsWith("data: {\"id\":").contains("\"status\":\"recibido\""));

		for (Status status : List.of(Status.PREPARANDO, Status.ENTREGANDO, Status.FINALIZADO)) {
			this.view.put(this.order.at(status));
			assertThat(next(lines)).first().isEqualTo("id: " + status.number());
		}

		assertThat(lines.readLine()).as("after the end").isNull();
		assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
		assertThat(events.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(events.headers().firstValue("X-Accel-Buffering")).contains("no");
		awaitNobody();
	}

	@ParameterizedTest
	@CsvSource({ "'', 1", "'?seen=1', 2", "'?seen=x', 1", "'?seen=100', 1" })
	void goesOnAfterWhatThePageShows(String query, int first) throws Exception {
		assertGoesOn(first, this.path + "/events" + query);
	}

	@ParameterizedTest
	@CsvSource({ "1, 2", "x, 1" })
	void goesOnAfterTheLastEventThatWasHeard(String last, int first) throws Exception {
		assertGoesOn(first, this.path + "/events", "Last-Event-ID", last);
	}

	/** An order in its first status, which then has its second. */
	private void assertGoesOn(int first, String path, String... headers) throws Exception {
		this.view.put(this.order.at(Status.RECIBIDO));
		try (BufferedReader lines = reader(this.service.open(path, headers))) {
			next(lines);
			List<String> event = next(lines);
			if (first == 1) {
				assertThat(event).first().isEqualTo("id: 1");
				return;
			}
			assertThat(event).as("a heartbeat").containsExactly(":");

			this.view.put(this.order.at(Status.PREPARANDO));

			assertThat(next(lines)).first().isEqualTo("id: 2");
		}
		finally {
			this.view.put(this.order.at(Status.FINALIZADO));
			awaitNobody();
		}
	}

	/** Here is an instance that is behind the one that was asked before. */
	@Test
	void neverGoesBack() throws Exception {
		this.view.put(this.order.at(Status.PREPARANDO));

		HttpResponse<String> answer = this.service.get(this.path + "/events", "Last-Event-ID", "3");

		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
	}

	@Test
	void saysToComeNoMoreToWhomeverHasSeenTheEnd() throws Exception {
		this.view.put(this.order.at(Status.FINALIZADO));

		assertThat(this.service.get(this.path + "/events", "Last-Event-ID", "4").statusCode()).isEqualTo(204);
	}

	/** Of an order that people have acted on, too: it ends when it ends. */
	@Test
	void tellsOfEachStepOfAnOrderThatPeopleActOn() throws Exception {
		OrderProgress preparing = this.order.at(Status.RECIBIDO)
			.advanced(Actor.SHOP, OrderBuilder.TIME, OrderBuilder.TIME);
		OrderProgress recalled = preparing.recalled(Actor.SHOP, OrderBuilder.TIME, OrderBuilder.TIME);
		OrderProgress delayed = recalled.delayed(Actor.SHOP, OrderBuilder.TIME, Duration.ofMinutes(10));
		OrderProgress cancelled = delayed.cancelled(Actor.CUSTOMER, OrderBuilder.TIME, "me equivoqué");
		this.view.put(this.order.at(Status.RECIBIDO));
		BufferedReader lines = reader(this.service.open(this.path + "/events?seen=1"));
		next(lines);
		next(lines);

		for (OrderProgress step : List.of(preparing, recalled, delayed, cancelled)) {
			this.view.put(step);
			assertThat(next(lines)).first().isEqualTo("id: " + step.version());
		}

		assertThat(lines.readLine()).as("after the end").isNull();
		assertThat(this.service.get(this.path + "/events", "Last-Event-ID", "5").statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "/orders/x/events, invalid-query, 400",
			"/orders/3f2a91c4-5b6d-4e7f-8a9b-000000000000/events, unknown-order, 404" })
	void refusesWhatIsNoOrder(String path, String problem, int status) throws Exception {
		HttpResponse<String> answer = this.service.get(path, "Accept", "text/event-stream");

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).contains("urn:reparto:problem:" + problem);
	}

	/** Watchers and long polls share the places; who leaves gives one back. */
	@ParameterizedTest
	@ValueSource(strings = { "/events", "/status?waitFor=finalizado&timeout=60s" })
	void keepsPlacesForThoseWhoOnlyAsk(String wait) throws Exception {
		this.view.put(this.order.at(Status.PREPARANDO));
		List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
		for (int number = 1; number <= MOST; number++) {
			waiting.add(CompletableFuture.supplyAsync(() -> get(this.path + wait)));
			int all = number;
			await().until(() -> this.view.waiting() == all);
		}

		for (String refused : List.of("/events", "/status?waitFor=finalizado&timeout=60s")) {
			HttpResponse<String> answer = get(this.path + refused);
			assertThat(answer.statusCode()).as(refused).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).as(refused).isPresent();
		}
		for (String answered : List.of("/status", "/status?waitFor=preparando&timeout=60s",
				"/status?waitFor=finalizado&timeout=1ms")) {
			assertThat(get(this.path + answered).statusCode()).as(answered).isEqualTo(200);
		}

		this.view.put(this.order.at(Status.FINALIZADO));
		assertThat(waiting).allSatisfy((each) -> assertThat(each).succeedsWithin(10, TimeUnit.SECONDS)
			.extracting(HttpResponse::statusCode)
			.isEqualTo(200));
		awaitNobody();
	}

	private void awaitNobody() {
		await().until(() -> this.view.waiting() == 0);
	}

	private HttpResponse<String> get(String path) {
		try {
			return this.service.get(path);
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static BufferedReader reader(HttpResponse<InputStream> answer) {
		return new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
	}

	/** The lines up to the next empty one. */
	private static List<String> next(BufferedReader lines) throws IOException {
		List<String> block = new ArrayList<>();
		for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
			block.add(line);
		}
		return block;
	}

}
