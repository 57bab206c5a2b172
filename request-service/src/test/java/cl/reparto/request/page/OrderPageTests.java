package cl.reparto.request.page;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import cl.reparto.service.shop.ShopState;
import cl.reparto.request.shop.StandInShop;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.ShopSettings;

import static org.assertj.core.api.Assertions.assertThat;

class OrderPageTests {

	/** 12:00 in Santiago, on a Friday. */
	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final ShopState USUAL = new ShopState(BigDecimal.ONE, false, null, null, null);

	private final OrderPage page = new OrderPage(new ShopSettings("La Esquina", "+56 2 2345 6789", StandInShop.ZONE));

	@Test
	void asksForWhatAnOrderHas() {
		String html = shown(USUAL, Language.SPANISH);

		assertThat(html)
			.contains("lang=\"es-CL\"", "<h1>Haz tu pedido</h1>", "La Esquina",
					"<label for=\"name\">¿Qué quieres pedir?</label>", "<label for=\"price\">", "<label for=\"email\">",
					"<label for=\"for\">", "min=\"2026-11-27T12:00\" max=\"2026-12-04T12:00\"",
					"<a href=\"tel:+56223456789\">+56 2 2345 6789</a>")
			.containsPattern("name=\"key\" value=\"[0-9a-f-]{36}\"")
			.doesNotContain("class=\"notice", "aria-invalid", "autofocus", "style=");
		assertThat(shown(USUAL, Language.ENGLISH)).contains("lang=\"en\"", "<h1>Place your order</h1>");
	}

	@Test
	void makesAKeyForEachThatLooks() {
		assertThat(FilledForm.empty().key()).isNotEqualTo(FilledForm.empty().key());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-27T22:00:00Z | Abrimos hoy a las 19:00.                       | 2026-11-27T19:00
			2026-11-28T04:30:00Z | Abrimos mañana a la 01:30.                     | 2026-11-28T01:30
			2026-11-30T14:00:00Z | Abrimos el lunes 30 de noviembre a las 11:00.  | 2026-11-30T11:00
			""")
	void saysBeforeOneTypesThatTheShopIsClosedAndProposesWhenItOpens(Instant until, String said, String proposed) {
		String html = shown(closed(until, "Se cortó el gas"), Language.SPANISH);

		assertThat(html.indexOf("Ahora está cerrado")).isBetween(1, html.indexOf("<form"));
		assertThat(html).contains(said, "Se cortó el gas", "value=\"" + proposed + "\" min=\"" + proposed + "\"")
			.doesNotContain("id=\"now\"");
	}

	@Test
	void hasNoFormWhereNobodyKnowsWhenTheShopOpens() {
		assertThat(shown(closed(null, null), Language.SPANISH)).contains("Todavía no sabemos", "Vuelve en un rato")
			.doesNotContain("<form", "<button");
	}

	@Test
	void saysBeforeOneTypesThatItTakesLonger() {
		String html = shown(new ShopState(new BigDecimal("1.5"), false, null, null, null), Language.SPANISH);

		assertThat(html.indexOf("Hay mucha demanda")).isBetween(1, html.indexOf("<form"));
		assertThat(html).contains("cerca de un 50 % más");
		assertThat(shown(new ShopState(new BigDecimal("0.5"), false, null, null, null), Language.SPANISH))
			.doesNotContain("class=\"notice");
	}

	@Test
	void tellsWhatIsWrongInPlaceAndGoesToTheFirst() {
		FormRefusal refusal = new FormRefusal(null, Map.of("price", "must be a number", "email", "is missing"));

		String html = this.page.of(filled("pan", "gratis"), refusal, Optional.of(USUAL), Language.SPANISH, NOON);

		assertThat(html).contains("value=\"pan\"", "value=\"gratis\"")
			.containsPattern(
					"id=\"price\" [^>]*aria-describedby=\"price-hint price-error\" aria-invalid=\"true\" autofocus>")
			.contains("<p class=\"error\" id=\"price-error\">Escribe el precio sólo con números")
			.containsPattern("id=\"email\" [^>]*aria-invalid=\"true\">")
			.contains("<p class=\"error\" id=\"name-error\" hidden></p>");
	}

	@Test
	void escapesWhatIsFilledInAndSaid() {
		String hostile = "\"><script>alert(1)</script>'{{t.title}}&";

		String html = this.page.of(filled(hostile, hostile), FormRefusal.NONE,
				Optional.of(closed(NOON.plusSeconds(60), hostile)), Language.SPANISH, NOON);

		assertThat(html)
			.contains("value=\"&quot;&gt;&lt;script&gt;", "<bdi>&quot;&gt;&lt;script&gt;", "{{t.title}}&amp;")
			.doesNotContain("<script>");
	}

	/** A sentence of ours for each that the server has. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			name  | is missing
			name  | must have 1 to 200 characters, not all blank
			name  | must have a character that can be seen
			name  | must not contain control characters or unpaired surrogates
			price | is missing
			price | must be a number
			price | must be above 0 and at most 1000000000
			email | is missing
			email | must have at most 254 characters
			email | must be one plain address such as ana@example.cl (an international domain as xn--…)
			for   | must be a date and time with its offset, such as 2026-11-28T20:30:00-03:00
			for   | must be in the future
			for   | must be at most 7 days ahead
			for   | must be within opening hours
			for   | must be when the shop is open again, from 2026-11-27T13:00:00-03:00 on
			""")
	void saysInTheCustomersWordsWhatTheServerSays(String field, String message) {
		FormRefusal refusal = new FormRefusal(null, Map.of(field, message));

		for (Language language : Language.values()) {
			assertThat(this.page.of(FilledForm.empty(), refusal, Optional.of(USUAL), language, NOON))
				.containsPattern("id=\"" + field + "-error\">[^<]{10,}<")
				.doesNotContain("-error\">" + message);
		}
	}

	@Test
	void saysWhatTheServerSaysWhereItHasNoOtherWords() {
		FormRefusal refusal = new FormRefusal(null, Map.of("name", "must rhyme"));

		assertThat(this.page.of(FilledForm.empty(), refusal, Optional.empty(), Language.SPANISH, NOON))
			.contains("id=\"name-error\">must rhyme<");
	}

	@Test
	void knowsTheSameWordsInEveryLanguage() {
		Map<Language, PageLanguage> languages = PageLanguage.of(OrderPage.class);

		assertThat(languages.get(Language.ENGLISH).words().keySet())
			.isEqualTo(languages.get(Language.SPANISH).words().keySet());
	}

	@ParameterizedTest
	@EnumSource
	void tellsHowLongItIsOpen(Language language) {
		ShopState state = new ShopState(BigDecimal.ONE, false, null, null, StandInShop.hours("friday", "11:00-15:00"));

		assertThat(shown(state, language)).containsPattern("(Abierto hasta las|Open until) 15:00<");
	}

	private static ShopState closed(@Nullable Instant until, @Nullable String reason) {
		return new ShopState(BigDecimal.ONE, true, until, reason, null);
	}

	private static FilledForm filled(String name, String price) {
		return new FilledForm(name, price, "", false, "", "key");
	}

	private String shown(ShopState state, Language language) {
		return this.page.of(FilledForm.empty(), FormRefusal.NONE, Optional.of(state), language, NOON);
	}

}
