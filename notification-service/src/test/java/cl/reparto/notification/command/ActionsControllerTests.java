package cl.reparto.notification.command;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.local.openapi.DescribedApi;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people do over HTTP, without Kafka and without processing-service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
@ResourceLock(StandInShop.SHARED)
class ActionsControllerTests {

	private static final String KEY = "the-shop-s-key-for-tests";

	private static final String[] SHOP = { "Authorization", "Bearer " + KEY };

	private static final String REASON = "{\"reason\":\"me equivoqué\"}";

	private static final DescribedApi API = DescribedApi.load();

	private final StandInView view = new StandInView();

	private final StandInService service = StandInShop.service(this.view, "--reparto.shop.key=" + KEY,
			"--reparto.commands.answer-within=5s", "--reparto.status-url=http://here");

	private final StandInShop shop = StandInShop.of(this.service);

	private OrderBuilder order = anOrder();

	private OrderProgress received = this.order.at(Status.RECIBIDO);

	@BeforeEach
	void receive() {
		this.order = anOrder();
		this.received = this.order.at(Status.RECIBIDO);
		this.view.put(this.received, 3);
		this.shop.decide((shop, command) -> shop.done(command, carriedOut(command)));
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	private OrderProgress carriedOut(OrderCommand command) {
		Instant at = OrderBuilder.TIME;
		return switch (command.action()) {
			case ADVANCE -> this.received.advanced(command.by(), at, at.plusSeconds(5));
			case RECALL -> this.received.advanced(Actor.SHOP, at, at).recalled(command.by(), at, at.plusSeconds(5));
			case DELAY -> this.received.delayed(command.by(), at, Objects.requireNonNull(command.delay()));
			case CANCEL -> this.received.cancelled(command.by(), at, String.valueOf(command.reason()));
		};
	}

	@Test
	void letsACustomerCancel() throws Exception {
		HttpResponse<String> answer = act("cancel", "{\"reason\":\" me equivoqué \"}");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache, private");
		assertThat(answer.body())
			.contains("\"status\":\"cancelado\"", "\"version\":2", "\"cancelledBecause\":\"me equivoqué\"",
					"\"by\":\"customer\"")
			.doesNotContain("\"actions\"", "\"expectedAt\"", "ana@");
		assertThat(this.shop.commands()).singleElement().satisfies((command) -> {
			assertThat(command.order()).isEqualTo(this.order.id());
			assertThat(command.action()).isEqualTo(Action.CANCEL);
			assertThat(command.by()).isEqualTo(Actor.CUSTOMER);
			assertThat(command.reason()).isEqualTo("me equivoqué");
			assertThat(command.ifVersion()).isNull();
			assertThat(command.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			advance | `` | "status":"preparando"
			advance | {} | "status":"preparando"
			recall | `` | "version":3
			delay | {"by":"PT10M"} | "delay":"PT10M"
			cancel | {"reason":"no hay pan"} | "cancelledBecause":"no hay pan"
			""")
	void letsTheShopAct(String action, String body, String told) throws Exception {
		HttpResponse<String> answer = act(action, body, SHOP);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).contains(told, "\"by\":\"shop\"");
		assertThat(this.shop.commands()).singleElement()
			.satisfies((command) -> assertThat(command.by()).isEqualTo(Actor.SHOP));
	}

	/** What the shop can do, not the customer. */
	@Test
	void tellsTheShopWhatItCanDoThereafter() throws Exception {
		assertThat(act("delay", "{\"by\":\"PT10M\"}", SHOP).body())
			.contains("\"actions\":[{\"action\":\"delay\"},{\"action\":\"cancel\"}]");
		assertThat(this.service.get(path("status"), SHOP).body())
			.contains("\"actions\":[{\"action\":\"delay\"},{\"action\":\"cancel\"}]");
		assertThat(this.service.get(path("status")).body()).contains("\"actions\":[{\"action\":\"cancel\",\"until\":");
	}

	/**
	 * What the shop can do, and until when, changes with the time; and a cache that has
	 * the customer's answer has nothing for the shop.
	 */
	@Test
	void tellsTheShopAnewWhatACustomerHasSeen() throws Exception {
		String[] seen = { "If-None-Match", "\"1\"" };

		HttpResponse<String> customer = this.service.get(path("status"), seen);
		HttpResponse<String> shop = this.service.get(path("status"),
				Stream.of(SHOP, seen).flatMap(Stream::of).toArray(String[]::new));

		assertThat(customer.statusCode()).isEqualTo(304);
		assertThat(shop.statusCode()).isEqualTo(200);
		assertThat(shop.body()).contains("{\"action\":\"delay\"}");
		assertThat(List.of(customer, shop))
			.allSatisfy((answer) -> assertThat(answer.headers().firstValue("Vary")).contains("Authorization"));
	}

	/** And not where its id would put it among so many partitions as there are now. */
	@Test
	void writesACommandWhereTheOrderLives() throws Exception {
		act("advance", "", SHOP);

		assertThat(this.shop.partitions()).containsExactly(3);
	}

	/** What is told first is the outcome; the order comes to the view thereafter. */
	@Test
	void answersOnlyWhatIsReadableHere() throws Exception {
		this.shop.decide((shop, command) -> {
			OrderProgress done = carriedOut(command);
			shop.tell(command, Result.DONE, done);
			Thread.startVirtualThread(() -> {
				await().until(() -> this.view.waiting() > 0);
				this.view.put(done);
			});
		});

		HttpResponse<String> answer = act("cancel", REASON);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"version\":2");
	}

	@ParameterizedTest
	@CsvSource({ "delay, TOO_OFTEN, a shorter delay can be done", "advance, TOO_LATE, held up on its way",
			"recall, TOO_LATE, too long ago" })
	void saysOfTheShopsActionsWhatStoodInTheWay(String action, Result result, String said) throws Exception {
		this.shop.decide((shop, command) -> shop.tell(command, result, this.order.at(Status.PREPARANDO)));

		HttpResponse<String> answer = act(action, action.equals("delay") ? "{\"by\":\"PT1M\"}" : "", SHOP);

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains(said);
	}

	@ParameterizedTest
	@CsvSource({ "STALE, true, 412, order-changed", "NOT_ALLOWED, true, 409, action-refused",
			"NOT_ALLOWED, false, 403, shop-action", "TOO_LATE, false, 409, action-refused",
			"TOO_OFTEN, true, 409, action-refused", "ENDED, false, 409, action-refused",
			"UNKNOWN, false, 404, unknown-order" })
	void saysWhatStoodInTheWay(Result result, boolean byShop, int status, String problem) throws Exception {
		this.shop.decide((shop, command) -> shop.tell(command, result, this.order.at(Status.PREPARANDO)));

		HttpResponse<String> answer = act("cancel", REASON, byShop ? SHOP : new String[0]);

		assertThat(answer.statusCode()).isEqualTo(status);
		JsonNode said = JsonMapper.shared().readTree(answer.body());
		assertThat(said.get("type").stringValue()).isEqualTo("urn:reparto:problem:" + problem);
		if (status == 409 || status == 412) {
			assertThat(said.get("orderStatus").stringValue()).isEqualTo("preparando");
			assertThat(said.get("orderVersion").intValue()).isEqualTo(2);
		}
		if (status == 409) {
			assertThat(said.get("because").stringValue()).isEqualTo(result.wireName());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "advance", "delay", "recall" })
	void leavesTheRestToTheShop(String action) throws Exception {
		HttpResponse<String> answer = act(action, "{}");

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("urn:reparto:problem:shop-action");
		assertThat(this.shop.commands()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer the-shop-s-key-for-test", "Bearer ", "Basic " + KEY })
	void takesNobodyWithAWrongKeyForAnybody(String header) throws Exception {
		HttpResponse<String> answer = act("cancel", REASON, "Authorization", header);

		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
		assertThat(answer.body()).contains("urn:reparto:problem:shop-only");
		assertThat(this.service.get(path("status"), "Authorization", header).statusCode()).isEqualTo(401);
		assertThat(this.shop.commands()).isEmpty();
		act("cancel", REASON, SHOP);
	}

	/** Nobody acts for it; customers do, and are told where to look. */
	@Test
	void saysThatTheShopHasNoKey() throws Exception {
		StandInService without = StandInShop.keyless();
		without.view().put(this.received);
		StandInShop.of(without).decide((_, _) -> {
		});
		for (String[] headers : new String[][] { {}, SHOP }) {
			HttpResponse<String> answer = without.post(path("advance"), "", headers);
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("urn:reparto:problem:shop-without-key", "reparto.shop.key");
		}

		HttpResponse<String> later = without.post(path("cancel"), REASON);

		assertThat(later.statusCode()).isEqualTo(202);
		assertThat(later.headers().firstValue("Location"))
			.contains("http://here/orders/" + this.order.id() + "/status");
		assertThat(later.body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"1"        | 200 | 1
			"1", "2"   | 200 | 1
			"7"        | 200 | 7
			*          | 200 |
			W/"1"      | 412 |
			"x"        | 412 |
			1          | 400 |
			""")
	void sendsOnWhatTheOrderMayBe(String tags, int status, @Nullable Integer version) throws Exception {
		HttpResponse<String> answer = act("cancel", REASON, "If-Match", tags);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		if (status == 200) {
			assertThat(this.shop.commands()).singleElement()
				.satisfies((command) -> assertThat(command.ifVersion()).isEqualTo(version));
		}
		else {
			assertThat(this.shop.commands()).isEmpty();
		}
	}

	@Test
	void isTheSameCommandWithTheSameKeyFromTheSamePerson() throws Exception {
		act("cancel", REASON, "Idempotency-Key", "a");
		act("cancel", REASON, "Idempotency-Key", "\"a\"");
		act("cancel", REASON, "Idempotency-Key", "b");
		act("cancel", REASON, "Idempotency-Key", "a", SHOP[0], SHOP[1]);
		act("cancel", REASON);

		List<UUID> ids = this.shop.commands().stream().map(OrderCommand::id).toList();
		assertThat(ids).hasSize(5);
		assertThat(ids.get(1)).isEqualTo(ids.getFirst());
		assertThat(ids.stream().distinct()).hasSize(4);
	}

	@Test
	void refusesAKeyThatStandsForAnotherAction() throws Exception {
		this.shop.decide((shop, command) -> shop.tell(new CommandOutcome(command.id(), command.order(), Action.ADVANCE,
				command.by(), Result.DONE, 2, Status.PREPARANDO, Instant.now())));

		HttpResponse<String> answer = act("cancel", REASON, "Idempotency-Key", "a");

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("urn:reparto:problem:idempotency-key-reused");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "cancel | {\"reason\":\"me equivoqué\"} | {\"reason\":\"ya no quiero\"}",
			"delay | {\"by\":\"PT10M\"} | {\"by\":\"PT20M\"}" })
	void refusesAKeyThatHasSaidSomethingElse(String action, String first, String other) throws Exception {
		Map<UUID, OrderProgress> done = new HashMap<>();
		this.shop.decide(
				(shop, command) -> shop.done(command, done.computeIfAbsent(command.id(), (_) -> carriedOut(command))));

		HttpResponse<String> once = act(action, first, "Idempotency-Key", "a", SHOP[0], SHOP[1]);
		HttpResponse<String> again = act(action, first, "Idempotency-Key", "a", SHOP[0], SHOP[1]);
		HttpResponse<String> changed = act(action, other, "Idempotency-Key", "a", SHOP[0], SHOP[1]);

		assertThat(once.statusCode()).as(once.body()).isEqualTo(200);
		assertThat(again.body()).isEqualTo(once.body());
		assertThat(changed.statusCode()).isEqualTo(422);
		assertThat(changed.body()).contains("urn:reparto:problem:idempotency-key-reused");
	}

	@Test
	void knowsNoOrderThatThereIsNot() throws Exception {
		HttpResponse<String> answer = this.service.post("/orders/" + UUID.randomUUID() + "/cancel", REASON);

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains("urn:reparto:problem:unknown-order");
		assertThat(this.shop.commands()).isEmpty();
	}

	@Test
	void cannotTellWhileTheViewIsBehind() throws Exception {
		this.view.fallBehind();
		try {
			HttpResponse<String> answer = act("cancel", REASON);

			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		}
		finally {
			this.view.mend();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			cancel  | ``                           | reason | is missing
			cancel  | {"reason":5}                 | reason | must be a string
			cancel  | {"reason":"  "}              | reason | must have 1 to 200 characters, not all blank
			cancel  | {"reason":"a\\nb"}           | reason | must
			cancel  | {"reason":"a","by":"PT1M"}   | by     | is unknown; a cancel has reason
			delay   | {}                           | by     | is missing
			delay   | {"by":"10m"}                 | by     | must be a duration from PT1M to PT24H, such as PT10M
			delay   | {"by":"PT59S"}               | by     | must be a duration
			delay   | {"by":"PT24H0.001S"}         | by     | must be a duration
			delay   | {"by":"-PT10M"}              | by     | must be a duration
			delay   | {"by":"PT99999999999999999H"} | by    | must be a duration
			advance | {"reason":"a"}               | reason | is unknown; an advance has no fields
			recall  | {"by":"PT1M"}                | by     | is unknown; a recall has no fields
			""")
	void saysWhatIsWrongWithAField(String action, String body, String field, String message) throws Exception {
		HttpResponse<String> answer = act(action, body, SHOP);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
		JsonNode errors = JsonMapper.shared().readTree(answer.body()).get("errors");
		assertThat(errors.valueStream()).anySatisfy((error) -> {
			assertThat(error.get("field").stringValue()).isEqualTo(field);
			assertThat(error.get("message").stringValue()).startsWith(message);
		});
		assertThat(this.shop.commands()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					cancel      | {             | Content-Type     | application/json        | 400 | malformed-body
					cancel      | []            | Content-Type     | application/json        | 400 | malformed-body
					cancel      | {"reason":"a"} | Content-Type    | text/plain              | 415 | unsupported-media-type
					cancel      | {"reason":"a"} | Content-Type    | x                       | 415 | unsupported-media-type
					cancel      | {"reason":"a"} | Content-Type    | application/json;charset=iso-8859-1 | 415 | unsupported-media-type
					cancel      | {"reason":"a"} | Content-Encoding | gzip                   | 415 | unsupported-content-encoding
					cancel      | {"reason":"a"} | Accept          | text/html               | 406 | not-acceptable
					cancel      | {"reason":"a"} | Idempotency-Key | a,b                     | 400 | invalid-idempotency-key
					""")
	void refusesABadRequest(String action, String body, String header, String value, int status, String problem)
			throws Exception {
		HttpResponse<String> answer = act(action, body, header, value);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains("urn:reparto:problem:" + problem);
		assertThat(this.shop.commands()).isEmpty();
	}

	@Test
	void refusesABodyThatIsTooLarge() throws Exception {
		HttpResponse<String> answer = act("cancel", "{\"reason\":\"" + "a".repeat(20_000) + "\"}");

		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(this.shop.commands()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "advance", "recall", "delay", "cancel" })
	void isNothingToLookAt(String action) throws Exception {
		HttpResponse<String> answer = this.service.get(path(action));

		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).contains("POST");
	}

	@ParameterizedTest
	@CsvSource({ "x, 400", "1-1-1-1-1, 400", "%zz, 400", "%ff, 400", "a%2fb, 400" })
	void refusesWhatIsNoOrdersId(String id, int status) throws IOException {
		try (Socket socket = new Socket("localhost", this.service.port())) {
			socket.getOutputStream()
				.write(("POST /orders/" + id + "/cancel HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
						+ "Connection: close\r\n\r\n")
					.getBytes(US_ASCII));

			assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 " + status)
				.contains("urn:reparto:problem:");
		}
		assertThat(this.shop.commands()).isEmpty();
	}

	private String path(String what) {
		return "/orders/" + this.order.id() + "/" + what;
	}

	private HttpResponse<String> act(String action, String body, String... headers) throws Exception {
		HttpResponse<String> answer = this.service.post(path(action), body, headers);
		assertThat(API.violations("POST /orders/{id}/" + action, answer)).as(answer.body()).isEmpty();
		return answer;
	}

}
