package cl.reparto.notification.status.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.notification.status.StatusesForTests;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.ShopSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrackingPageTests {

	private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

	/** 14:30 in Santiago. */
	private static final Instant TIME = OrderBuilder.TIME;

	private final TrackingPage page = new TrackingPage(new ShopSettings("La Esquina", "+56 2 2345 6789", SANTIAGO));

	private final OrderBuilder order = anOrder().named("12 sopaipillas")
		.priced("4500")
		.everyStep(Duration.ofMinutes(10));

	@ParameterizedTest
	@CsvSource({ "RECIBIDO, Recibido, Received", "PREPARANDO, Preparando, Preparing",
			"ENTREGANDO, En camino, On its way", "FINALIZADO, Entregado, Delivered" })
	void saysInOneWordWhereTheOrderIs(Status status, String spanish, String english) {
		assertThat(shown(status, Language.SPANISH)).contains("<h1>" + spanish + "</h1>", "lang=\"es-CL\"");
		assertThat(shown(status, Language.ENGLISH)).contains("<h1>" + english + "</h1>", "lang=\"en\"");
	}

	@Test
	void tellsTheStepsWithTheirTimesInTheShopsZone() {
		String html = shown(Status.PREPARANDO, Language.SPANISH);

		assertThat(html).containsPattern("class=\"done\"><span class=\"word\">Recibido</span> <time [^>]*>14:30<")
			.containsPattern(
					"class=\"done here\" aria-current=\"step\"><span class=\"word\">Preparando</span> <time [^>]*>14:40<")
			.contains("<li class=\"open\"><span class=\"word\">En camino</span> <span class=\"soft\">por venir")
			.contains("Sale a reparto hacia las <time datetime=\"2026-11-17T17:50:00Z\">14:50</time>");
	}

	@Test
	void tellsThePriceInPesosAndWhomToCall() {
		assertThat(shown(Status.RECIBIDO, Language.SPANISH)).contains("<span class=\"price\">$4.500</span>",
				"<a href=\"tel:+56223456789\">+56 2 2345 6789</a>");
	}

	@Test
	void namesNobodyToCallWhereThereIsNone() {
		TrackingPage silent = new TrackingPage(new ShopSettings("La Esquina", " ", SANTIAGO));

		assertThat(silent.of(status(Status.RECIBIDO), Language.SPANISH, TIME)).doesNotContain("tel:", "footer");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-1  | Empezamos a prepararlo hacia las        | data-due              | En cualquier momento
			29  | En cualquier momento.                   | data-late             | Va con retraso
			31  | Debíamos empezar a prepararlo a las     | Va con retraso.       | data-due
			""")
	void saysHonestlyWhenItIsLate(int secondsAfterDue, String said, String alsoSaid, String notSaid) {
		Instant due = TIME.plus(Duration.ofMinutes(10));

		String html = this.page.of(status(Status.RECIBIDO), Language.SPANISH, due.plusSeconds(secondsAfterDue));

		assertThat(html).contains(said, alsoSaid).doesNotContain(notSaid);
	}

	@Test
	void saysTheDayWhereItIsNotToday() {
		String html = this.page.of(status(Status.FINALIZADO), Language.SPANISH, TIME.plus(Duration.ofDays(2)));

		assertThat(html).contains("17 nov, 14:30", "17 nov, 15:00");
	}

	@Test
	void saysADelayPlainlyWithTheNewTime() {
		OrderProgress order = this.order.at(Status.PREPARANDO);
		OrderProgress delayed = order.delayed(Actor.SHOP, order.reachedAt(), Duration.ofMinutes(10))
			.delayed(Actor.SHOP, order.reachedAt(), Duration.ofMinutes(55));

		assertThat(shown(delayed))
			.contains("<h1>Preparando</h1>",
					"<p class=\"news\">Se atrasó: va a tardar 1\u00a0h 5\u00a0min más de lo previsto.</p>",
					"Sale a reparto hacia las <time datetime=\"2026-11-17T18:55:00Z\">15:55</time>")
			.containsPattern("here\" aria-current=\"step\"><span class=\"word\">Preparando</span> <time [^>]*>14:40<");
		assertThat(shown(delayed.next(order.reachedAt(), order.dueAt()))).doesNotContain("news");
	}

	@Test
	void opensAStepThatWasRecalledAgain() {
		OrderProgress order = this.order.at(Status.PREPARANDO);
		Instant at = order.reachedAt().plusSeconds(300);
		OrderProgress recalled = order.advanced(Actor.SHOP, at, at).recalled(Actor.SHOP, at.plusSeconds(9), at);

		assertThat(shown(recalled))
			.contains("Nos adelantamos al decirte «En camino». Disculpa.",
					"<li class=\"open\"><span class=\"word\">En camino</span> <span class=\"soft\">por venir")
			.containsPattern("here\" aria-current=\"step\"><span class=\"word\">Preparando</span> <time [^>]*>14:40<");
		assertThat(shown(recalled.advanced(Actor.SHOP, at.plusSeconds(600), at))).doesNotContain("news")
			.containsPattern("here\" aria-current=\"step\"><span class=\"word\">En camino</span> <time [^>]*>14:55<");
	}

	@Test
	void saysWhoHasCancelledAndWhy() {
		OrderProgress order = this.order.at(Status.PREPARANDO);
		String byShop = shown(order.cancelled(Actor.SHOP, order.dueAt(), "no queda <b>masa</b>"));
		String byCustomer = shown(order.cancelled(Actor.CUSTOMER, order.dueAt(), "ya comí"));

		assertThat(byShop)
			.contains("<h1>Cancelado</h1>", "Tuvimos que cancelarlo", "<bdi>no queda &lt;b&gt;masa&lt;/b&gt;</bdi>",
					"data-ended")
			.containsPattern("<li class=\"done\"><span class=\"word\">Preparando</span> <time [^>]*>14:40<")
			.containsPattern("<li class=\"off here\" aria-current=\"step\"><span class=\"word\">Cancelado</span>")
			.doesNotContain("En camino", "Entregado", "http-equiv", "data-due", "<form");
		assertThat(byCustomer).contains("Lo cancelaste.", "<bdi>ya comí</bdi>").doesNotContain("Tuvimos");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-17T23:30:00Z | Lo pediste para las <time datetime="2026-11-17T23:30:00Z">20:30</time>.
			2026-11-28T23:30:00Z | Lo pediste para el <time datetime="2026-11-28T23:30:00Z">28 nov, 20:30</time>.
			""")
	void saysForWhenAnOrderForLaterIs(Instant wanted, String said) {
		OrderRequested now = this.order.requested();
		OrderRequested later = new OrderRequested(now.id(), now.name(), now.price(), now.email(), now.requestedAt(),
				wanted, null);

		String html = shown(OrderProgress.received(later, now.requestedAt(), wanted.minusSeconds(600)));

		assertThat(html).contains(said).doesNotContain("class=\"arrives\"");
	}

	@Test
	void saysWhenItShouldArriveUntilThatIsWhatComesNextOrTooLateToSay() {
		OrderProgress order = this.order.at(Status.PREPARANDO);
		OrderProgress soon = order.next(order.reachedAt(), order.reachedAt().plusSeconds(5));

		assertThat(shown(order)).doesNotContain("class=\"arrives\"");
		assertThat(this.page.of(expected(order, TIME.plusSeconds(5400)), Language.SPANISH, TIME)).containsPattern(
				"class=\"arrives\">Debería llegarte hacia las <time [^>]*>16:00</time><span class=\"left\"");
		assertThat(this.page.of(expected(soon, TIME.plusSeconds(5400)), Language.SPANISH, TIME))
			.doesNotContain("class=\"arrives\"");
		assertThat(this.page.of(expected(order, TIME.plusSeconds(5400)), Language.SPANISH, TIME.plusSeconds(3600)))
			.doesNotContain("class=\"arrives\"");
	}

	@Test
	void asksBeforeItCancelsWhereThatIsAllowed() {
		assertThat(shown(this.order.at(Status.RECIBIDO)))
			.contains("<details class=\"cancel\">", "<form method=\"post\" action=\"?\">", "¿Seguro?",
					"Se puede hasta las", "maxlength=\"200\"")
			.containsPattern("name=\"key\" value=\"[0-9a-f-]{36}\"");
		assertThat(shown(this.order.at(Status.PREPARANDO))).doesNotContain("<form");
	}

	@Test
	void answersInPlaceAndKeepsTheKey() {
		String html = this.page.of(status(Status.RECIBIDO), Language.SPANISH, TIME, "a-key",
				TrackingPage.Answer.FAILED);

		assertThat(html).contains("<p class=\"answer\" role=\"alert\">No pudimos cancelarlo ahora.",
				"<details class=\"cancel\" open>", "name=\"key\" value=\"a-key\"");
	}

	@ParameterizedTest
	@EnumSource
	void hasWordsForEachAnswer(TrackingPage.Answer answer) {
		for (Language language : Language.values()) {
			assertThat(this.page.of(status(Status.RECIBIDO), language, TIME, "a-key", answer))
				.containsPattern("role=\"alert\">[^<]{20,}</p>");
		}
	}

	@Test
	void comesAgainByItselfWithoutScriptsUntilTheEndAndNeverToAnythingOlder() {
		String refresh = "<noscript><meta http-equiv=\"refresh\" content=\"10;url=?seen=";

		assertThat(shown(Status.ENTREGANDO, Language.SPANISH)).contains(refresh + "3\">");
		assertThat(shown(Status.FINALIZADO, Language.SPANISH)).doesNotContain(refresh);
	}

	/** It would take away what somebody types. */
	@Test
	void waitsWithoutScriptsToBeAskedToComeAgainWhereOneMayType() {
		assertThat(shown(Status.RECIBIDO, Language.SPANISH))
			.contains("<input id=\"reason\"",
					"<noscript><p class=\"again\"><a href=\"?seen=1\">Actualizar</a></p></noscript>")
			.doesNotContain("http-equiv");
		assertThat(shown(Status.PREPARANDO, Language.SPANISH)).doesNotContain("Actualizar");
	}

	@Test
	void escapesWhatWasOrdered() {
		String hostile = "</bdi><script>alert(1)</script>\" onload=x '{{t.title}}&";
		OrderStatus order = StatusesForTests.of(anOrder().named(hostile).at(Status.RECIBIDO));

		String html = this.page.of(order, Language.SPANISH, TIME);

		assertThat(html)
			.contains("&lt;/bdi&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload&#x3D;x", "{{t.title}}&amp;")
			.doesNotContain("<script>");
	}

	/** A link that is sent in a chat is shown to all who are there. */
	@ParameterizedTest
	@EnumSource(names = "CANCELADO", mode = EnumSource.Mode.EXCLUDE)
	void showsNothingOfTheOrderInAPreview(Status status) {
		String html = shown(status, Language.SPANISH);

		String head = html.substring(0, html.indexOf("</head>"));
		assertThat(head).contains("og:title\" content=\"Tu pedido · La Esquina\"", "og:description", "noindex")
			.doesNotContain("sopaipillas", "4.500", anOrder().at(status).id().toString());
	}

	@ParameterizedTest
	@EnumSource
	void helpsWhereThereIsNothingToShow(TrackingPage.Absence why) {
		for (Language language : Language.values()) {
			String html = this.page.of(why, language);

			assertThat(html).containsPattern("<h1>[^<]{5,}</h1>\n<p class=\"means\">[^<]{20,}</p>")
				.contains("tel:+56223456789")
				.doesNotContain("data-version");
			assertThat(html.contains("http-equiv=\"refresh\"")).as("comes again")
				.isEqualTo(why == TrackingPage.Absence.AWAY);
			assertThat(html.contains("<script")).as("comes again by itself")
				.isEqualTo(why == TrackingPage.Absence.AWAY);
		}
	}

	@Test
	void knowsTheSameWordsInEveryLanguage() {
		Map<Language, PageLanguage> languages = PageLanguage.of(TrackingPage.class);

		assertThat(languages.get(Language.ENGLISH).words().keySet())
			.isEqualTo(languages.get(Language.SPANISH).words().keySet());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			none                      | SPANISH
			en                        | ENGLISH
			en-GB,en;q=0.9            | ENGLISH
			es-CL,es;q=0.9,en;q=0.8   | SPANISH
			en;q=0.5, es              | SPANISH
			de-DE,de;q=0.9,en;q=0.8   | ENGLISH
			fr                        | SPANISH
			*                         | SPANISH
			;;;                       | SPANISH
			""")
	void speaksSpanishUnlessEnglishIsPreferred(String accepted, Language language) {
		assertThat(Language.of(accepted)).isEqualTo(language);
	}

	@Test
	void takesNoPhoneThatIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ShopSettings("x", "javascript:alert(1)", SANTIAGO));
	}

	private static OrderStatus expected(OrderProgress progress, Instant at) {
		OrderStatus order = StatusesForTests.of(progress);
		return new OrderStatus(order.id(), order.name(), order.price(), order.status(), order.version(),
				order.updatedAt(), order.history(), order.nextStatusAt(), order.wantedFor(), at,
				order.cancelledBecause(), order.actions());
	}

	private String shown(OrderProgress order) {
		return this.page.of(StatusesForTests.of(order), Language.SPANISH, TIME.plusSeconds(1));
	}

	private String shown(Status status, Language language) {
		return this.page.of(status(status), language, TIME.plusSeconds(1));
	}

	private OrderStatus status(Status status) {
		return StatusesForTests.of(this.order.at(status));
	}

}
