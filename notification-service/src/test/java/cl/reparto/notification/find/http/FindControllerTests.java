package cl.reparto.notification.find.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.local.openapi.DescribedApi;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.command.StandInShop;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Two instances whose views read the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(StandInShop.SHARED)
class FindControllerTests {

	private static final String ASK = "GET /orders";

	private static final String KEY = StandInShop.KEY;

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	private final DescribedApi api = DescribedApi.load();

	private final StandInService service = StandInShop.withKey();

	private final StandInService otherService = StandInShop.otherWithKey();

	private final StandInView view = this.service.view();

	private final StandInView other = this.otherService.view();

	@BeforeEach
	void forget() {
		this.view.mend();
		this.view.forgetAll();
		this.other.forgetAll();
	}

	@Test
	void showsOrdersNewestFirstAndNoAddress() throws Exception {
		OrderProgress older = put(order(10).mailedTo("ana@example.cl").at(Status.FINALIZADO));
		OrderProgress newer = put(order(5).at(Status.PREPARANDO));

		HttpResponse<String> answer = find("");

		assertThat(ids(answer)).containsExactly(newer.id(), older.id());
		assertThat(answer.body()).doesNotContain("ana@example.cl").doesNotContain("email");
		assertThat(answer.body()).contains("\"actions\":[{\"action\":\"advance\"");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(this.api.violations(ASK, answer)).isEmpty();
	}

	@Test
	void countsAllThereAreWhateverIsAskedFor() throws Exception {
		put(order(1).at(Status.RECIBIDO));
		put(order(2).at(Status.RECIBIDO));
		put(order(3).at(Status.FINALIZADO));
		put(cancelled(order(4)));

		HttpResponse<String> answer = find("?status=preparando");

		assertThat(ids(answer)).isEmpty();
		assertThat(JsonMapper.shared().readTree(answer.body()).get("counts"))
			.hasToString("{\"recibido\":2,\"preparando\":0,\"entregando\":0,\"finalizado\":1,\"cancelado\":1}");
	}

	@Test
	void findsByStatusTimeAndPartOfTheName() throws Exception {
		UUID pastel = put(order(60).named("Pastel de CHOCLO y Ñandú").at(Status.FINALIZADO)).id();
		UUID humitas = put(order(30).named("Humitas").at(Status.PREPARANDO)).id();
		UUID cazuela = put(cancelled(order(10).named("Cazuela de ñandu"))).id();

		assertThat(ids(find("?status=finalizado,cancelado"))).containsExactly(cazuela, pastel);
		assertThat(ids(find("?from=" + minutesAgo(30) + "&to=" + minutesAgo(10)))).containsExactly(humitas);
		assertThat(ids(find("?name=" + URLEncoder.encode("nandú", UTF_8)))).containsExactly(cazuela, pastel);
		assertThat(ids(find("?name=choclo&status=preparando"))).isEmpty();
		assertThat(ids(find("?status=&from=&to=&name=&overdue=&limit=&after="))).hasSize(3);
	}

	@Test
	void findsWhatIsOverdueUntilItIsDelayed() throws Exception {
		OrderProgress late = put(order(30).everyStep(Duration.ofMinutes(10)).at(Status.RECIBIDO));
		UUID inTime = put(order(5).everyStep(Duration.ofMinutes(10)).at(Status.RECIBIDO)).id();
		UUID ended = put(order(90).everyStep(Duration.ofMinutes(1)).at(Status.FINALIZADO)).id();
		assertThat(ids(find("?overdue=true"))).containsExactly(late.id());

		put(late.delayed(Actor.SHOP, Instant.now(), Duration.ofHours(1)));

		assertThat(ids(find("?overdue=true"))).isEmpty();
		assertThat(ids(find("?overdue=false"))).containsExactly(inTime, late.id(), ended);
	}

	@Test
	void turnsPagesThroughOrdersOfOneMillisecondWhileOthersComeIn() throws Exception {
		List<UUID> all = Stream.generate(() -> put(order(10).at(Status.FINALIZADO)).id()).limit(7).toList();
		List<UUID> live = Stream.generate(() -> put(order(10).at(Status.RECIBIDO)).id()).limit(4).toList();
		List<UUID> seen = new ArrayList<>();

		String next = null;
		do {
			HttpResponse<String> page = find("?limit=2" + ((next != null) ? "&after=" + next : ""));
			seen.addAll(ids(page));
			next = next(page);
			put(order(1).at(Status.RECIBIDO));
		}
		while (next != null);

		assertThat(seen).containsExactlyInAnyOrderElementsOf(Stream.of(all, live).flatMap(List::stream).toList());
	}

	/** Whatever came to either first. */
	@Test
	void answersAlikeOnEveryInstance() throws Exception {
		List<OrderProgress> orders = Stream.of(Status.STEPS, Status.STEPS, Status.STEPS)
			.flatMap(List::stream)
			.map((status) -> order(status.number()).at(status))
			.toList();
		orders.forEach(this.view::put);
		orders.reversed().forEach(this.other::put);

		for (String query : List.of("", "?limit=5", "?status=recibido,entregando&limit=3", "?status=finalizado")) {
			HttpResponse<String> answer = find(query);

			assertThat(findElsewhere(query).body()).isEqualTo(answer.body());
			if (next(answer) != null) {
				String on = query + "&after=" + next(answer);
				assertThat(findElsewhere(on).body()).isEqualTo(find(on).body());
			}
		}
	}

	@Test
	void namesEverythingThatIsWrong() throws Exception {
		HttpResponse<String> answer = find(
				"?status=listo&from=ayer&to=2026-11-28&overdue=si&limit=101&after=x&estado=1&name=" + "x".repeat(201));

		assertIsDescribed(answer, ProblemKind.INVALID_QUERY);
		assertThat(JsonMapper.shared().readTree(answer.body()).get("errors").valueStream())
			.extracting((error) -> error.get("field").stringValue())
			.containsExactly("after", "estado", "from", "limit", "name", "overdue", "status", "to");
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, limit", "limit=1&limit=1, limit", "from=2026-11-28T00:00:00Z&to=2026-11-28T00:00:00Z, to",
			"from=%2B1000000000-12-31T23:59:59Z, from", "status=recibido%2C, status",
			"after=gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, after" })
	void refusesWhatMeansNothing(String query, String field) throws Exception {
		HttpResponse<String> answer = find("?" + query);

		assertIsDescribed(answer, ProblemKind.INVALID_QUERY);
		assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
	}

	@Test
	void answersOnlyTheShop() throws Exception {
		assertIsDescribed(this.service.get("/orders"), ProblemKind.SHOP_ONLY);
		assertIsDescribed(this.service.get("/orders", "Authorization", "Bearer x"), ProblemKind.SHOP_ONLY);
	}

	@Test
	void answersNobodyWhileTheShopHasNoKey() throws Exception {
		assertIsDescribed(StandInShop.keyless().get("/orders", "Authorization", "Bearer " + KEY),
				ProblemKind.SHOP_WITHOUT_KEY);
	}

	@Test
	void answersNothingThatMayBeOld() throws Exception {
		this.view.becomeOld();
		assertIsDescribed(find(""), ProblemKind.UNAVAILABLE);

		this.view.mend();
		this.view.fallBehind();
		assertIsDescribed(find(""), ProblemKind.UNAVAILABLE);
	}

	private void assertIsDescribed(HttpResponse<String> answer, ProblemKind kind) {
		assertThat(answer.statusCode()).isEqualTo(kind.status().value());
		assertThat(answer.body()).contains("\"" + URI.create("urn:reparto:problem:" + kind.wireName()) + "\"");
		assertThat(this.api.violations(ASK, answer)).isEmpty();
	}

	private static OrderBuilder order(int minutesAgo) {
		return anOrder().requestedAt(NOW.minus(Duration.ofMinutes(minutesAgo)));
	}

	private static OrderProgress cancelled(OrderBuilder order) {
		OrderProgress received = order.at(Status.RECIBIDO);
		return received.cancelled(Actor.SHOP, received.reachedAt().plusSeconds(1), "no hay masa");
	}

	private static String minutesAgo(int minutes) {
		return NOW.minus(Duration.ofMinutes(minutes)).toString();
	}

	private OrderProgress put(OrderProgress order) {
		this.view.put(order);
		return order;
	}

	private HttpResponse<String> find(String query) throws IOException, InterruptedException {
		return this.service.get("/orders" + query, "Authorization", "Bearer " + KEY);
	}

	private HttpResponse<String> findElsewhere(String query) throws IOException, InterruptedException {
		return this.otherService.get("/orders" + query, "Authorization", "Bearer " + KEY);
	}

	private static List<UUID> ids(HttpResponse<String> answer) {
		return JsonMapper.shared()
			.readTree(answer.body())
			.get("orders")
			.valueStream()
			.map((order) -> UUID.fromString(order.get("id").stringValue()))
			.toList();
	}

	private static @Nullable String next(HttpResponse<String> answer) {
		JsonNode next = JsonMapper.shared().readTree(answer.body()).get("next");
		return next.isNull() ? null : next.stringValue();
	}

}
