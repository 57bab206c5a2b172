package cl.reparto.guild.board;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.board.GuildPage.Notice;
import cl.reparto.guild.board.GuildPage.Visitor;
import cl.reparto.guild.board.Overview.Part;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.members.Membership;
import cl.reparto.guild.members.Standing;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.sales.DailySales;
import cl.reparto.guild.stock.Lot;
import cl.reparto.guild.stock.StockLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GuildPageTests {

	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&";

	private static final Visitor ANYBODY = new Visitor(null, true, null);

	private static final Visitor OFFICIAL = new Visitor("a-token", true, null);

	private final GuildPage page = new GuildPage();

	@Test
	void showsEachThingWhereItBelongs() {
		String html = this.page.write(full("Ana", "SOPA-1"), ANYBODY, NOON);

		assertThat(section(html, "profugos")).contains("SOPA-1", "confirmado", "3 avisos de 2 agentes", "12:00",
				"-33.5000, -70.7000");
		assertThat(section(html, "mapa")).contains("data-cart=\"SOPA-1\" data-state=\"profugo\"", "#i-profugo");
		assertThat(section(html, "lotes")).contains("Lote 7", "SOPA-1");
		assertThat(section(html, "existencias")).contains("SOPA-1", "<td class=\"n\">3</td>", "<caption>");
		assertThat(section(html, "ventas")).contains("1.234 sopaipillas", "de 1 carrito", "<caption>", "100.0%");
		assertThat(section(html, "solicitudes")).contains("Ana Pérez", "premium", "1 premium y 2.000 ordinarias",
				"Y 2.000 más");
		assertThat(html).contains("data-count=\"activo\">1.000<", "data-count=\"perdido\">2<",
				"data-count=\"profugo\">1<");
		assertThat(html.indexOf("id=\"profugos\"")).as("fugitives first").isLessThan(html.indexOf("id=\"mapa\""));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void runsNothingThatAnybodySent(boolean official) {
		String html = this.page.write(full(HOSTILE, HOSTILE), official ? OFFICIAL : ANYBODY, NOON);

		assertThat(html).doesNotContain("<img", "onerror=alert(1)>")
			.contains("&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;&quot;&#39;&amp;");
		assertThat(html).as("what the policy would refuse").doesNotContain(" style=", "<style", " onclick");
		assertThat(html.split("<script")).hasSize(2);
	}

	@Test
	void showsNumbersAndAddressesOfPeopleToOfficialsOnly() {
		Overview overview = full("Ana", "SOPA-1");

		assertThat(this.page.write(overview, OFFICIAL, NOON)).contains("12345678-5", "ana@example.cl");
		assertThat(this.page.write(overview, ANYBODY, NOON)).doesNotContain("12345678-5", "ana@example.cl");
	}

	@Test
	void letsOfficialsOnlyAct() {
		Overview overview = full("Ana", "SOPA-1");

		assertThat(this.page.write(overview, OFFICIAL, NOON))
			.contains("action=\"gremio/recuperacion\"", "action=\"gremio/entrega\"", "action=\"gremio/decision\"",
					"action=\"gremio/salir\"")
			.doesNotContain("action=\"gremio/sesion\"");
		assertThat(this.page.write(overview, OFFICIAL, NOON).split("name=\"sello\" value=\"a-token\""))
			.as("forms with the token")
			.hasSize(5);
		assertThat(this.page.write(overview, ANYBODY, NOON)).contains("action=\"gremio/sesion\"")
			.doesNotContain("sello", "action=\"gremio/entrega\"");
	}

	@Test
	void asksForNoKeyWhereThereIsNone() {
		assertThat(this.page.write(empty(), new Visitor(null, false, null), NOON)).doesNotContain("<form");
	}

	@Test
	void saysThatThereIsNothingYet() {
		assertThat(this.page.write(empty(), ANYBODY, NOON))
			.contains("Nadie ha denunciado un carrito.", "Ningún carrito ha dicho dónde está.",
					"Nada que repartir por ahora.", "A todos les queda de sobra.", "Todavía no se vende nada hoy.",
					"Nadie espera respuesta.")
			.doesNotContain("<table");
	}

	@Test
	void saysThatItDoesNotKnowYet() {
		assertThat(this.page.write(null, OFFICIAL, NOON)).contains("poniéndose al día")
			.doesNotContain("data-count", "id=\"mapa\"");
	}

	@ParameterizedTest
	@EnumSource(Notice.class)
	void saysWhatCameOfWhatWasDone(Notice notice) {
		assertThat(this.page.write(empty(), new Visitor(null, true, notice), NOON)).contains(notice.text(),
				notice.bad() ? "role=\"alert\"" : "class=\"notice\" id=\"aviso\" role=\"status\"");
	}

	@Test
	void opensTheFormAgainForWhoGaveAnotherKey() {
		assertThat(this.page.write(empty(), new Visitor(null, true, Notice.CLAVE), NOON))
			.contains("<details class=\"door\" open>", "aria-invalid=\"true\"");
	}

	/** A page that came by itself would take away what somebody types. */
	@Test
	void comesAgainByItselfWithoutScriptsOnlyWhereNobodyCanType() {
		String refresh = "<noscript><meta http-equiv=\"refresh\" content=\"10;url=gremio\"></noscript>";
		String link = "<noscript><a href=\"gremio\">Actualizar</a></noscript>";

		assertThat(this.page.write(full("Ana", "SOPA-1"), OFFICIAL, NOON)).contains("name=\"motivo\"", link)
			.doesNotContain(refresh);
		assertThat(this.page.write(empty(), new Visitor(null, true, null), NOON)).contains("name=\"clave\"", link)
			.doesNotContain(refresh);
		assertThat(this.page.write(empty(), OFFICIAL, NOON)).contains(refresh).doesNotContain(link);
		assertThat(this.page.write(full("Ana", "SOPA-1"), new Visitor(null, false, null), NOON)).contains(refresh)
			.doesNotContain(link);
	}

	@Test
	void asksNobodyElse() {
		String html = this.page.write(full("Ana", "SOPA-1"), OFFICIAL, NOON);

		assertThat(html).contains("href=\"#contenido\"");
		assertThat(html).as("addresses that are not of this page").doesNotContain("https://", "src=\"/", "href=\"/");
	}

	private static String section(String html, String id) {
		int begin = html.indexOf("<section id=\"" + id + "\"");
		return html.substring(begin, html.indexOf("</section>", begin));
	}

	private static Overview empty() {
		return new Overview(0, 0, List.of(), none(), none(), none(), none(), 0, 0, none(), 0, 0);
	}

	private static Overview full(String name, String plate) {
		Place place = new Place(-33.5, -70.7);
		DailySales sales = new DailySales(plate, LocalDate.of(2026, 11, 27), "America/Santiago", 0, 9, 1_234, 8,
				BigDecimal.TEN, BigDecimal.TEN, NOON);
		Membership waiting = new Membership(UUID.randomUUID(), name, "Pérez", "12345678-5", "ana@example.cl", plate,
				true, Standing.EN_ESPERA, null, NOON, null, null);
		return new Overview(1_000, 2, List.of(new CartRow(plate, plate, State.PROFUGO, place, NOON, NOON, 3)),
				part(new Fugitive(plate, plate, 1, Fugitive.State.CONFIRMADO, 2, 3, NOON,
						new Fugitive.LastNotice(place, NOON), null)),
				part(new Lot(7, List.of(plate), NOON, null)), part(new StockLevel(plate, 3, NOON, true, NOON)),
				part(sales), 1_234, 9, new Part<>(List.of(waiting), 2_001), 1, 2_000);
	}

	private static <V> Part<V> part(V row) {
		return new Part<>(List.of(row), 1);
	}

	private static <V> Part<V> none() {
		return new Part<>(List.of(), 0);
	}

}
