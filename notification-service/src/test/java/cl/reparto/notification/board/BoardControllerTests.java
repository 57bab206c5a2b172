package cl.reparto.notification.board;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.command.SaidShop;
import cl.reparto.notification.command.StandInShop;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import cl.reparto.service.shop.OpeningHours;
import cl.reparto.service.shop.ShopLog;
import cl.reparto.service.shop.ShopState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
@ResourceLock(StandInShop.SHARED)
class BoardControllerTests {

	private static final String KEY = StandInShop.KEY;

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	private static final OpeningHours HOURS = OpeningHours.of(Stream.of(DayOfWeek.values())
		.collect(Collectors.toMap(OpeningHours::nameOf, (_) -> List.of("00:00-24:00"))));

	private static final Pattern CARD = Pattern.compile("<li class=\"card([^\"]*)\" id=\"o-([^\"]+)\"");

	private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

	private final StandInService service = StandInShop.withKey();

	private final StandInView view = this.service.view();

	private final SaidShop said = (SaidShop) this.service.bean(ShopLog.class);

	private final StandInShop shop = StandInShop.of(this.service);

	private String cookie = "none=1";

	@BeforeEach
	void signIn() throws Exception {
		this.view.mend();
		this.view.forgetAll();
		this.cookie = cookie(send("/board/session", "key=" + KEY));
		this.shop.decide((shop, command) -> shop.tell(command, Result.UNKNOWN, anOrder().at(Status.RECIBIDO)));
	}

	@AfterEach
	void open() {
		this.said.say(ShopState.OPEN);
	}

	@Test
	void showsNothingToWhoHasNotTheKey() throws Exception {
		put(order(5).named("Pastel de choclo").at(Status.RECIBIDO));

		HttpResponse<String> answer = this.service.get("/board");
		HttpResponse<String> wrong = send("/board/session", "key=nope");

		assertThat(answer.body()).contains("Llave del local").doesNotContain("Pastel");
		assertThat(wrong.headers().firstValue("Location")).contains("../board?notice=key");
		assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void saysThatAShopWithoutAKeyHasNoBoard() throws Exception {
		assertThat(StandInShop.keyless().get("/board", "Accept-Language", "en").body()).contains("This shop has no key")
			.doesNotContain("<input");
	}

	@Test
	void letsNothingElseIn() throws Exception {
		HttpResponse<String> answer = board();

		assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'",
				"script-src 'self'", "frame-ancestors 'none'");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
	}

	@Test
	void showsEachOrderOnceWithWhatIsOverdueFirst() throws Exception {
		UUID inTime = put(order(1).everyStep(Duration.ofMinutes(20)).at(Status.PREPARANDO)).id();
		OrderBuilder moved = order(30).everyStep(Duration.ofMinutes(10));
		put(moved.at(Status.RECIBIDO));
		UUID late = put(moved.at(Status.PREPARANDO)).id();
		UUID sooner = put(order(2).everyStep(Duration.ofMinutes(5)).at(Status.RECIBIDO)).id();
		put(order(0).named("Completo italiano").at(Status.FINALIZADO));

		String page = board().body();

		assertThat(cards(page)).containsExactly(" " + sooner, "late " + late, " " + inTime);
		assertThat(page).contains("Completo italiano");
	}

	@Test
	void showsNoAddressAndNoMarkupOfCustomers() throws Exception {
		put(order(1).named("<script>alert(1)</script>").mailedTo("ana@example.cl").at(Status.RECIBIDO));
		put(order(0).named("\"><img src=x onerror=alert(1)>")
			.at(Status.RECIBIDO)
			.cancelled(Actor.CUSTOMER, NOW, "<b>no</b>"));

		assertThat(board().body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;no&lt;/b&gt;")
			.doesNotContain("<script>alert", "<img", "<b>no", "ana@example.cl");
	}

	@Test
	void showsFiveHundredAndCountsTheRest() throws Exception {
		IntStream.range(0, 503).forEach((_) -> put(order(1).at(Status.RECIBIDO)));

		String page = board().body();

		assertThat(cards(page)).hasSize(500).doesNotHaveDuplicates();
		assertThat(page).contains("<span class=\"count\" id=\"n-recibido\" data-live>503</span>", "+3 ");
	}

	@Test
	void movesAnOrderAtOneTouch() throws Exception {
		OrderProgress received = put(order(1).at(Status.RECIBIDO));
		this.shop.decide((shop, command) -> shop.done(command,
				received.advanced(Actor.SHOP, Instant.now(), NOW.plusSeconds(600))));

		HttpResponse<String> answer = press("action=advance&id=" + received.id() + "&version=1");

		assertThat(answer.headers().firstValue("Location")).contains("../board?notice=done");
		assertThat(this.shop.commands()).singleElement().satisfies((command) -> {
			assertThat(command.action()).isEqualTo(Action.ADVANCE);
			assertThat(command.by()).isEqualTo(Actor.SHOP);
			assertThat(command.ifVersion()).isEqualTo(1);
		});
		assertThat(board().body()).contains("value=\"recall\"");
	}

	/** Two people press the same button, each on a board of their own. */
	@Test
	void movesNothingForWhoSeesItAsItWas() throws Exception {
		OrderProgress moved = put(order(1).at(Status.PREPARANDO));
		this.shop.decide((shop, command) -> shop.tell(command,
				Objects.equals(command.ifVersion(), moved.version()) ? Result.DONE : Result.STALE, moved));

		HttpResponse<String> answer = press("action=advance&id=" + moved.id() + "&version=1");

		assertThat(answer.headers().firstValue("Location")).contains("../board?notice=changed");
	}

	@Test
	void delaysAndCancelsWithAReason() throws Exception {
		UUID id = put(order(1).at(Status.RECIBIDO)).id();

		press("action=delay&version=1&id=" + id);
		press("action=cancel&version=1&usual=Se+acab%C3%B3&reason=&id=" + id);
		HttpResponse<String> unreasonable = press("action=cancel&version=1&reason=+&id=" + id);

		assertThat(unreasonable.headers().firstValue("Location")).contains("../board?notice=reason");
		assertThat(this.shop.commands()).extracting(OrderCommand::delay, OrderCommand::reason)
			.containsExactly(tuple(Duration.ofMinutes(10), null), tuple(null, "Se acabó"));
	}

	@Test
	void doesNothingForAFormOfAnotherPage() throws Exception {
		UUID id = put(order(1).at(Status.RECIBIDO)).id();

		HttpResponse<String> answer = send("/board/act", "token=x&action=advance&version=1&id=" + id);

		assertThat(answer.headers().firstValue("Location")).contains("../board?notice=session");
		assertThat(this.shop.commands()).isEmpty();
	}

	@Test
	void doesNothingThatNoFormSays() throws Exception {
		assertThat(press("action=eat&version=1&id=" + UUID.randomUUID()).headers().firstValue("Location"))
			.contains("../board?notice=gone");
		assertThat(this.shop.commands()).isEmpty();
	}

	@Test
	void tellsEveryBoardOfEveryChange() throws Exception {
		try (InputStream one = events(); InputStream two = events()) {
			readUntil(one, "retry: 2000\n\n");
			readUntil(two, "retry: 2000\n\n");

			put(order(1).at(Status.RECIBIDO));

			readUntil(one, "event: change\ndata: 1\n\n");
			readUntil(two, "event: change\ndata: 1\n\n");
		}
	}

	@Test
	void tellsNothingToWhoIsNotSignedIn() throws Exception {
		assertThat(this.service.get("/board/events").statusCode()).isEqualTo(401);
	}

	@Test
	void saysThatItCannotTell() throws Exception {
		this.view.becomeOld();
		assertThat(board().statusCode()).isEqualTo(503);

		this.view.mend();
		this.view.fallBehind();
		assertThat(board().body()).contains("Un momento", "http-equiv=\"refresh\"");
	}

	/** A board that came by itself would take away what somebody types. */
	@Test
	void comesAgainByItselfWithoutScriptsOnlyWhereNobodyCanType() throws Exception {
		String refresh = "http-equiv=\"refresh\"";
		String link = "<noscript><a class=\"button\" href=\"board\">Actualizar</a></noscript>";
		assertThat(board().body()).contains(refresh).doesNotContain(link);

		put(order(1).at(Status.RECIBIDO));

		assertThat(board().body()).contains("<input name=\"reason\"", link).doesNotContain(refresh);
	}

	@Test
	void showsTheSameOnTwoInstances() throws Exception {
		StandInService elsewhere = StandInShop.otherWithKey();
		elsewhere.view().forgetAll();
		List<OrderProgress> orders = IntStream.range(0, 40)
			.mapToObj((i) -> order(i % 7).at(Status.STEPS.get(i % 4)))
			.toList();
		orders.forEach(this::put);
		orders.reversed().forEach(elsewhere.view()::put);

		// A session of one instance is one of the other.
		String page = elsewhere.get("/board", "Cookie", this.cookie).body();

		assertThat(cards(page)).isEqualTo(cards(board().body())).hasSize(30);
	}

	@Test
	void changesHowLongOrdersTakeAtOneTouch() throws Exception {
		HttpResponse<String> answer = say("pace=1.5");

		assertThat(answer.headers().firstValue("Location")).contains("../board?notice=done");
		assertThat(this.said.newest()).map(ShopState::pace).contains(new BigDecimal("1.5"));
		assertThat(board().body()).contains("<b>Abierto</b>", "value=\"1.5\" aria-pressed=\"true\">×1,5</button>",
				"value=\"1\" aria-pressed=\"false\">×1</button>");
	}

	@Test
	void closesAndOpensTheShopAtOneTouch() throws Exception {
		this.said.say(new ShopState(new BigDecimal("2"), false, null, null, HOURS));

		say("close=hand");
		String closed = board().body();
		say("open=open");

		assertThat(closed).contains("<b>Cerrado</b> hasta que alguien abra", "name=\"open\"")
			.doesNotContain("name=\"close\"");
		assertThat(this.said.newest()).contains(new ShopState(new BigDecimal("2"), false, null, null, HOURS));
		assertThat(board().body()).contains("<b>Abierto</b>", "value=\"soon\"", "value=\"tomorrow\"");
	}

	@Test
	void saysWhyTheShopIsClosedAsItWasSaidElsewhere() throws Exception {
		this.said.say(new ShopState(BigDecimal.ONE, true, Instant.now().plusSeconds(90), "<b>Se cortó</b>", null));

		assertThat(board().body()).contains("<b>Cerrado</b> hasta ", "<bdi>&lt;b&gt;Se cortó&lt;/b&gt;</bdi>");
	}

	@Test
	void saysNothingOfTheShopForAFormOfAnotherPage() throws Exception {
		HttpResponse<String> answer = send("/board/shop", "token=x&close=hand");

		assertThat(answer.headers().firstValue("Location")).contains("../board?notice=session");
		assertThat(this.said.newest()).contains(ShopState.OPEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pace=9", "close=never", "" })
	void saysNothingOfTheShopThatNoFormSays(String fields) throws Exception {
		assertThat(say(fields).headers().firstValue("Location")).contains("../board?notice=shop");
		assertThat(this.said.newest()).contains(ShopState.OPEN);
	}

	/** Nothing is made of a word that is not known: the rest of it would be lost. */
	@Test
	void saysNothingOfTheShopBeforeItIsKnownHowItIs() throws Exception {
		this.said.forget();

		assertThat(say("close=hand").headers().firstValue("Location")).contains("../board?notice=shop");
		assertThat(board().body()).contains("Todavía no sabemos si el local está abierto.");
		assertThat(this.said.newest()).isEmpty();
	}

	@Test
	void tellsEveryBoardWhatIsSaidOfTheShop() throws Exception {
		try (InputStream board = events()) {
			readUntil(board, "retry: 2000\n\n");

			this.said.say(new ShopState(new BigDecimal("2"), false, null, null, null));

			readUntil(board, "event: change\ndata: 1\n\n");
		}
	}

	@Test
	void countsOneAsOne() throws Exception {
		put(order(2 * 24 * 60).everyStep(Duration.ofMinutes(10)).at(Status.PREPARANDO));
		put(order(0).at(Status.RECIBIDO));

		assertThat(board().body()).contains("<dt>atrasado</dt><dd>1</dd>", "<dt>recibido hoy</dt><dd>1</dd>",
				"<dt>entregados</dt><dd>0</dd>");
	}

	@Test
	void endsASession() throws Exception {
		HttpResponse<String> answer = send("/board/leave", "token=" + token());

		assertThat(answer.headers().firstValue("Location")).contains("../board?notice=out");
		assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("tablero=;", "Max-Age=0");
	}

	private HttpResponse<String> board() throws Exception {
		return this.service.get("/board", "Cookie", this.cookie);
	}

	private HttpResponse<String> press(String fields) throws Exception {
		return send("/board/act", "token=" + token() + "&" + fields);
	}

	private HttpResponse<String> say(String fields) throws Exception {
		return send("/board/shop", "token=" + token() + "&" + fields);
	}

	private HttpResponse<String> send(String path, String fields) throws Exception {
		return this.service.post(path, fields, "Cookie", this.cookie, "Content-Type",
				"application/x-www-form-urlencoded");
	}

	private String token() throws Exception {
		Matcher token = TOKEN.matcher(board().body());
		assertThat(token.find()).isTrue();
		return token.group(1);
	}

	private InputStream events() throws Exception {
		return this.service.open("/board/events", "Cookie", this.cookie).body();
	}

	private static void readUntil(InputStream in, String wanted) throws IOException {
		StringBuilder read = new StringBuilder();
		while (read.indexOf(wanted) < 0) {
			byte[] some = in.readNBytes(1);
			assertThat(some).isNotEmpty();
			read.append(new String(some, UTF_8));
		}
	}

	private static String cookie(HttpResponse<String> answer) {
		return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
	}

	private static OrderBuilder order(int minutesAgo) {
		return anOrder().requestedAt(NOW.minus(Duration.ofMinutes(minutesAgo)));
	}

	private OrderProgress put(OrderProgress order) {
		this.view.put(order);
		return order;
	}

	/** Whether each is late, and its id. */
	private static List<String> cards(String page) {
		return CARD.matcher(page)
			.results()
			.map((card) -> card.group(1).replace("near", "").strip() + " " + card.group(2))
			.toList();
	}

}
