package cl.reparto.guild.board;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cl.reparto.guild.RunningGuild;
import cl.reparto.guild.members.Applications;
import cl.reparto.guild.members.Standing;
import cl.reparto.guild.notices.Fugitives;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people see, on a real broker. */
class BoardServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final String KEY = "the-guilds-key";

	private static final String FORM = "application/x-www-form-urlencoded";

	@AutoClose
	private static RunningGuild guild;

	@BeforeAll
	static void start(@TempDir Path folder) {
		guild = RunningGuild.start(folder, "--reparto.guild.roles=ubicacion,agentextra,nuevosMiembros",
				"--reparto.guild.key=" + KEY, "--reparto.mail.enabled=false", "--reparto.guild.board.watchers=1");
	}

	@Test
	void showsACartInOneStateOnly() {
		drive("BOARD-1");
		await().atMost(PATIENCE).until(() -> guild.get("/carritos/board-1").body().contains("\"estado\":\"activo\""));

		report("BOARD-1");

		await().atMost(PATIENCE).until(() -> guild.get("/carritos/board-1").body().contains("\"estado\":\"profugo\""));
		assertThat(guild.get("/carritos?estado=profugo&limit=500").body()).contains("\"BOARD-1\"", "\"avisos\":1");
		assertThat(guild.get("/carritos?limit=500").body()).doesNotContain("\"BOARD-1\"");
	}

	@Test
	void refusesAQuestionThatMakesNoSense() {
		assertThat(guild.get("/carritos?estado=x&limit=501").body()).contains("invalid-query", "\"estado\"",
				"\"limit\"");
		assertThat(guild.get("/carritos?siguiente=AAAA").body()).contains("invalid-query", "\"siguiente\"");
		assertThat(guild.get("/carritos?estado=profugo&siguiente=AAAA").body()).contains("invalid-query");
		assertThat(guild.get("/carritos?estado=%ff").body()).contains("bad-request");
		assertThat(guild.get("/carritos/x").body()).contains("invalid-query", "\"patente\"");
		assertThat(guild.get("/carritos/NADIE-1").body()).contains("unknown-to-guild");
	}

	/** By either address; whoever is gone leaves a place. */
	@Test
	void tellsAsManyAsThereArePlacesForOfACartThatMoves() throws Exception {
		try (var events = guild.open("/carritos/eventos")) {
			assertThat(begins(events)).isTrue();
			assertThat(guild.get("/carritos/eventos").statusCode()).isEqualTo(503);

			drive("BOARD-2");

			StringBuilder heard = new StringBuilder();
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofNanos(1))
				.until(() -> heard.append((char) events.read()).toString(),
						(text) -> text.contains("event: carrito\nid: BOARD-2\ndata: {\"sujeto\":\"BOARD-2\""));
		}
		await().atMost(PATIENCE).until(() -> {
			drive("BOARD-2");
			try (var again = guild.open("/gremio/carritos/eventos")) {
				return begins(again);
			}
		});
	}

	private static boolean begins(InputStream events) throws IOException {
		return new String(events.readNBytes(7), UTF_8).equals("retry: ");
	}

	@Test
	void servesAPageThatAllowsNothingFromElsewhere() {
		HttpResponse<String> page = guild.get("/gremio");

		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(page.headers().firstValue("Content-Security-Policy")).hasValue(
				"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
						+ "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
		assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(guild.get("/gremio/gremio.css").headers().firstValue("Content-Type")).hasValue("text/css");
		assertThat(guild.get("/orders/assets/base.css").headers().firstValue("Content-Type")).hasValue("text/css");
		assertThat(guild.get("/gremio/gremio.js").headers().firstValue("Content-Type")).hasValue("text/javascript");
	}

	/** Times of files tell nothing. */
	@ParameterizedTest
	@ValueSource(strings = { "/gremio/gremio.js", "/orders/assets/base.css" })
	void servesFilesAsTheyAreNow(String file) {
		HttpResponse<String> answer = guild.get(file, "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
	}

	@Test
	void letsAnOfficialInByTheKeyAndOut() {
		HttpResponse<String> entered = form("/gremio/sesion", "clave=" + KEY, "");
		String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();

		assertThat(entered.statusCode()).isEqualTo(303);
		assertThat(entered.headers().firstValue("Location")).hasValue("../gremio?aviso=entro");
		assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Max-Age=43200").doesNotContain(KEY);
		HttpResponse<String> left = form("/gremio/salir", "sello=" + token(word(cookie)), word(cookie));
		assertThat(left.headers().firstValue("Set-Cookie").orElseThrow()).contains("gremio=;", "Max-Age=0");
	}

	@Test
	void letsNobodyElseIn() {
		HttpResponse<String> refused = form("/gremio/sesion", "clave=another", "");

		assertThat(refused.headers().firstValue("Location")).hasValue("../gremio?aviso=clave");
		assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(guild.get("/gremio?aviso=clave").body()).contains("Esa no es la clave del gremio.");
		assertThat(guild.get("/gremio?aviso=%3Cb%3E").body()).doesNotContain("<b>", "id=\"aviso\"");
	}

	/**
	 * From a client of its own, as the gateway tells of it, or it would stand in others'
	 * way.
	 */
	@Test
	void listensNoMoreToWhoGuesses() {
		String[] guesser = { "Content-Type", FORM, "X-Forwarded-For", "198.51.100.7" };
		Set<String> told = new LinkedHashSet<>();
		for (int i = 0; i < 30; i++) {
			told.add(guild.post("/gremio/sesion", "clave=guess-" + i, guesser)
				.headers()
				.firstValue("Location")
				.orElseThrow());
		}

		assertThat(told).containsExactly("../gremio?aviso=clave", "../gremio?aviso=espera");
		assertThat(guild.post("/gremio/sesion", "clave=" + KEY, guesser).headers().firstValue("Set-Cookie")).isEmpty();
		HttpResponse<String> asked = guild.get("/solicitudes", "Authorization", "Bearer " + KEY, "X-Forwarded-For",
				"198.51.100.7");
		assertThat(asked.statusCode()).isEqualTo(429);
		assertThat(asked.headers().firstValue("Retry-After")).hasValue("60");
		assertThat(guild.getAs(KEY, "/solicitudes").statusCode()).isEqualTo(200);
	}

	@Test
	void hasNoTagForWhatIsNotToBeKept() {
		assertThat(guild.get("/carritos").headers().firstValue("ETag")).isEmpty();
		assertThat(guild.get("/gremio").headers().firstValue("ETag")).isEmpty();
	}

	@Test
	void acceptsAnApplicantByAForm() {
		UUID id = apply("BOARD-3", "33.333.333-3");
		String word = session();

		HttpResponse<String> done = form("/gremio/decision",
				"id=" + id + "&aceptada=si&motivo=Bienvenida+%C3%A1&sello=" + token(word), word);

		assertThat(done.statusCode()).isEqualTo(303);
		await().atMost(PATIENCE)
			.until(() -> guild.bean(Applications.class).find(id.toString()).orElseThrow().isDecided());
		assertThat(guild.bean(Applications.class).find(id.toString())).hasValueSatisfying((row) -> {
			assertThat(row.estado()).isEqualTo(Standing.ACEPTADA);
			assertThat(row.motivo()).isEqualTo("Bienvenida á");
		});
		assertThat(form("/gremio/decision", "id=" + id + "&aceptada=no&sello=" + token(word), word).headers()
			.firstValue("Location")).hasValue("../gremio?aviso=otro");
	}

	@Test
	void clearsAFugitiveByAForm() {
		report("BOARD-4");
		await().atMost(PATIENCE).until(() -> guild.bean(Fugitives.class).find("BOARD-4").isPresent());
		String word = session();

		form("/gremio/recuperacion", "sujeto=BOARD-4&sello=" + token(word), word);

		await().atMost(PATIENCE)
			.until(() -> guild.bean(Fugitives.class).find("BOARD-4").orElseThrow().recuperadoEn() != null);
	}

	/** Another page can send a form with the cookie, but does not know the token. */
	@Test
	void takesNoFormWithoutTheTokenOfItsSession() {
		UUID id = apply("BOARD-5", "44.444.444-4");
		String word = session();
		String decision = "id=" + id + "&aceptada=si";

		for (String sent : new String[] { decision, decision + "&sello=", decision + "&sello=" + word }) {
			assertThat(form("/gremio/decision", sent, word).headers().firstValue("Location"))
				.hasValue("../gremio?aviso=sesion");
		}
		assertThat(form("/gremio/decision", decision + "&sello=" + token(word), "").headers().firstValue("Location"))
			.hasValue("../gremio?aviso=sesion");
		assertThat(guild.bean(Applications.class).find(id.toString()).orElseThrow().isDecided()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/gremio/decision", "/gremio/entrega", "/gremio/recuperacion" })
	void saysThatThereIsNoSuchThing(String path) {
		String word = session();
		String sent = "id=" + UUID.randomUUID() + "&lote=999999999&sujeto=NADIE-2&sello=" + token(word);

		assertThat(form(path, sent, word).headers().firstValue("Location")).hasValue("../gremio?aviso=nadie");
		assertThat(form(path, "id=x&lote=x&sello=" + token(word), word).headers().firstValue("Location"))
			.hasValue("../gremio?aviso=nadie");
	}

	@Test
	void refusesAFormThatIsNoneOrTooLarge() {
		assertThat(form("/gremio/sesion", "clave=%ZZ", "").statusCode()).isEqualTo(400);
		assertThat(form("/gremio/sesion", "clave=" + "x".repeat(20_000), "").statusCode()).isEqualTo(413);
	}

	private static String session() {
		return word(form("/gremio/sesion", "clave=" + KEY, "").headers().firstValue("Set-Cookie").orElseThrow());
	}

	private static String word(String cookie) {
		return cookie.substring("gremio=".length(), cookie.indexOf(';'));
	}

	private static String token(String word) {
		Matcher token = Pattern.compile("name=\"sello\" value=\"([^\"]+)\"")
			.matcher(guild.get("/gremio", "Cookie", "gremio=" + word).body());
		assertThat(token.find()).isTrue();
		return token.group(1);
	}

	private static HttpResponse<String> form(String path, String body, String word) {
		return guild.post(path, body, "Content-Type", FORM, "Cookie", "gremio=" + word);
	}

	private static void drive(String plate) {
		guild.post("/ubicaciones", """
				{"patente":"%s","lat":-33.4,"lon":-70.6,"medidaEn":"%s"}""".formatted(plate, Instant.now()));
	}

	private static void report(String plate) {
		guild.post("/avisos", """
				{"patente":"%s","lat":-33.5,"lon":-70.7,"agente":"Luis"}""".formatted(plate));
	}

	private static UUID apply(String plate, String rut) {
		String answer = guild
			.post("/miembros",
					"""
							{"nombre":"Ana","apellido":"Pérez","rut":"%s","correo":"ana@example.cl","patente":"%s","premium":true}"""
						.formatted(rut, plate))
			.body();
		UUID id = UUID.fromString(JsonMapper.shared().readTree(answer).get("id").stringValue());
		await().atMost(PATIENCE).until(() -> guild.bean(Applications.class).find(id.toString()).isPresent());
		return id;
	}

}
