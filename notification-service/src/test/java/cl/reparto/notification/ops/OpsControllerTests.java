package cl.reparto.notification.ops;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cl.reparto.model.Status;
import cl.reparto.notification.deadletter.DeadLetterEntry;
import cl.reparto.notification.deadletter.DeadLetterPage;
import cl.reparto.notification.deadletter.DeadLetters;
import cl.reparto.notification.deadletter.LetterId;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operator's page where Kafka is away, so that only dead letters, which others read,
 * and what the view knows are told.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class OpsControllerTests {

	private static final String KEY = "la-llave-del-local";

	private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

	private static final String LETTER = "order_requests_dlt/1-5";

	private final StandInView view = new StandInView();

	private final StandInLetters letters = new StandInLetters();

	/** Nobody waits long for a Kafka that is not there. */
	private final TopicScans scans = new TopicScans(Map.of("bootstrap.servers", "localhost:1"), 1,
			Duration.ofMillis(100));

	private final StandInService service = new StandInService(this.view, (context) -> {
		context.registerBean("standInLetters", DeadLetters.class, () -> this.letters, (bean) -> bean.setPrimary(true));
		context.registerBean("hurriedScans", TopicScans.class, () -> this.scans, (bean) -> bean.setPrimary(true));
	}, "--reparto.shop.key=" + KEY);

	private String cookie = "none=1";

	@BeforeEach
	void signIn() throws Exception {
		this.letters.redriven.clear();
		this.letters.refusal = null;
		this.cookie = send("/ops/session", "key=" + KEY).headers()
			.firstValue("Set-Cookie")
			.orElseThrow()
			.replaceFirst(";.*", "");
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	@Test
	void letsNobodyInWithoutTheKey() throws Exception {
		for (String path : List.of("/ops", "/ops/orders/" + UUID.randomUUID(), "/ops/dead-letters/" + LETTER)) {
			assertThat(this.service.get(path).body()).contains("Llave del local").doesNotContain("a…@example.cl");
		}
		assertThat(this.service.post("/ops/session", "key=no", "Content-Type", "application/x-www-form-urlencoded")
			.headers()
			.firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void letsNothingElseIn() throws Exception {
		HttpResponse<String> answer = get("/ops");

		assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'",
				"form-action 'self'", "frame-ancestors 'none'");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
	}

	@Test
	void bringsWhoSignsInToTheOrderThatTheyAskedFor() throws Exception {
		UUID id = UUID.randomUUID();

		assertThat(to(send("/ops/session", "key=" + KEY + "&order=" + id))).isEqualTo("orders/" + id + "?notice=in");
	}

	@Test
	void findsAnOrderByItsIdItsNumberOrItsName() throws Exception {
		UUID id = UUID.randomUUID();
		this.view.put(anOrder().id(id).named("Pastel de choclo").at(Status.FINALIZADO));

		assertThat(to(get("/ops?q=" + id))).isEqualTo("ops/orders/" + id);
		assertThat(get("/ops?q=" + id.toString().substring(0, 8).toUpperCase()).body()).contains("ops/orders/" + id);
		assertThat(get("/ops?q=CHOCLO").body()).contains("ops/orders/" + id, "Pastel de choclo");
		assertThat(get("/ops?q=cazuela").body()).contains("Ningún pedido se llama así.");
	}

	@Test
	void saysThatKafkaIsAwayInsteadOfAStackTrace() throws Exception {
		for (String path : List.of("/ops", "/ops/orders/" + UUID.randomUUID())) {
			HttpResponse<String> answer = get(path);

			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).contains("2");
			assertThat(answer.body()).contains("Kafka no responde").doesNotContain("Exception");
		}
		UUID id = UUID.randomUUID();
		assertThat(to(press("/ops/mails", "action=give-up&id=" + id))).isEqualTo("orders/" + id + "?notice=away");
	}

	@Test
	void doesNothingForAFormOfAnotherPage() throws Exception {
		String form = "token=x&action=give-up&mended=1&id=";

		assertThat(to(send("/ops/mails", form + UUID.randomUUID()))).isEqualTo("../ops?notice=session");
		assertThat(to(send("/ops/dead-letters", form + LETTER))).isEqualTo("../ops?notice=session");
		assertThat(this.letters.redriven).isEmpty();
	}

	@Test
	void doesNothingThatNoFormSays() throws Exception {
		assertThat(to(press("/ops/mails", "action=eat&id=" + UUID.randomUUID()))).endsWith("?notice=gone");
		assertThat(to(press("/ops/mails", "action=send&from=nunca&id=" + UUID.randomUUID()))).endsWith("?notice=gone");
		assertThat(to(press("/ops/mails", "action=send&id=x"))).isEqualTo("../ops?notice=gone");
		assertThat(get("/ops/orders/x").statusCode()).isEqualTo(404);
		assertThat(get("/ops/dead-letters/x/y").statusCode()).isEqualTo(404);
	}

	@Test
	void sendsADeadLetterAgainAsItCameOrMended() throws Exception {
		assertThat(get("/ops/dead-letters/" + LETTER).body()).contains("no name", "Devolver como vino");

		assertThat(to(press("/ops/dead-letters", "id=" + LETTER)))
			.isEqualTo("dead-letters/" + LETTER + "?notice=redriven");
		press("/ops/dead-letters", "again=1&mended=%7B%22name%22%3A%22%C3%B1%22%7D&id=" + LETTER);

		assertThat(this.letters.redriven).containsExactly(LETTER + " null false", LETTER + " {\"name\":\"ñ\"} true");
	}

	@Test
	void saysWhyADeadLetterIsNotSentAgainAndKeepsWhatWasTyped() throws Exception {
		this.letters.refusal = new ProblemException(ProblemKind.INVALID_ACTION, Map.of("price", "is missing"));

		HttpResponse<String> answer = press("/ops/dead-letters", "mended=%7B%7D&id=" + LETTER);

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("price is missing", ">{}</textarea>", "action=\"../ops/dead-letters\"");
	}

	@Test
	void saysThatADeadLetterWasSentAgainBefore() throws Exception {
		this.letters.refusal = new ProblemException(ProblemKind.ALREADY_REDRIVEN);

		assertThat(to(press("/ops/dead-letters", "id=" + LETTER))).endsWith("?notice=already");
	}

	@Test
	void endsASession() throws Exception {
		HttpResponse<String> answer = press("/ops/leave", "");

		assertThat(to(answer)).isEqualTo("../ops?notice=out");
		assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("operador=;", "Max-Age=0");
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.service.get(path, "Cookie", this.cookie);
	}

	private HttpResponse<String> press(String path, String fields) throws Exception {
		Matcher token = TOKEN.matcher(get("/ops/dead-letters/" + LETTER).body());
		assertThat(token.find()).isTrue();
		return send(path, "token=" + token.group(1) + "&" + fields);
	}

	private HttpResponse<String> send(String path, String fields) throws Exception {
		return this.service.post(path, fields, "Cookie", this.cookie, "Content-Type",
				"application/x-www-form-urlencoded");
	}

	private static String to(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(303);
		return answer.headers().firstValue("Location").orElseThrow();
	}

	private static final class StandInLetters implements DeadLetters {

		private final List<String> redriven = new ArrayList<>();

		private volatile @Nullable ProblemException refusal;

		@Override
		public DeadLetterPage page(int limit, @Nullable String after) {
			return new DeadLetterPage(List.of(entry()), null);
		}

		@Override
		public DeadLetterEntry open(LetterId id) {
			return entry();
		}

		@Override
		public DeadLetterEntry redrive(LetterId id, byte @Nullable [] mended, boolean again) {
			ProblemException refused = this.refusal;
			if (refused != null) {
				throw refused;
			}
			this.redriven.add(id + " " + ((mended != null) ? new String(mended, UTF_8) : null) + " " + again);
			return entry();
		}

		private static DeadLetterEntry entry() {
			return new DeadLetterEntry(LetterId.of(LETTER).orElseThrow(), "order_requests", 1, 2L, TIME, "key",
					"no name", null, List.of(), Map.of("why", "no name"), "{\"email\":\"ana@example.cl\"}", null);
		}

	}

}
