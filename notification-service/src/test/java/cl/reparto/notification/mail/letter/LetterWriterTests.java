package cl.reparto.notification.mail.letter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.Stages;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.service.mail.SafeText;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.web.StatusUrl;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a customer's mail program gets to see: every mail is read back from its bytes.
 */
class LetterWriterTests {

	/** Of a character that is not in ASCII. */
	private static final Pattern REFERENCE = Pattern.compile("&#(\\d{3,});");

	private static final String ID = "3f2a91c4-7d2e-4f0a-9b1c-0a1b2c3d4e5f";

	private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

	private static final String BIDI = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

	private final LetterWriter writer = writer("Reparto <pedidos@reparto.example>");

	private static LetterWriter writer(String from) {
		return writer(from, ShopRules.DEFAULT);
	}

	private static LetterWriter writer(String from, ShopRules rules) {
		try {
			return new LetterWriter(new InternetAddress(from),
					new ShopSettings("La Esquina", "+56 2 2345 6789", SANTIAGO), rules, SANTIAGO,
					new StatusUrl("https://pedidos.example.cl"));
		}
		catch (Exception ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@Test
	void tellsTheFirstStatusInPlainText() throws Exception {
		MimeMessage mail = received(anOrder().id(UUID.fromString(ID)).priced("214888.6892292968").at(Status.RECIBIDO));

		assertThat(text(mail)).isEqualTo("""
				Recibimos tu pedido

				Ya lo tenemos anotado. Te escribiremos cada vez que avance.

				Lo que viene: Empezaremos a prepararlo alrededor de las 15:30.

				  \u2068Empanadas de pino\u2069
				  $214.889
				  Pedido 3F2A91C4

				  [x] Recibido
				  [ ] Preparando
				  [ ] En camino
				  [ ] Entregado

				Sigue tu pedido: https://pedidos.example.cl/orders/3f2a91c4-7d2e-4f0a-9b1c-0a1b2c3d4e5f

				Este mensaje se envía solo; no hace falta responderlo.
				""");
	}

	@Test
	void tellsTheSameInHtml() throws Exception {
		MimeMessage mail = received(anOrder().id(UUID.fromString(ID)).priced("214888.6892292968").at(Status.RECIBIDO));

		assertThat(html(mail)).contains("Recibimos tu pedido",
				"Ya lo tenemos anotado. Te escribiremos cada vez que avance.",
				"Empezaremos a prepararlo alrededor de las 15:30.", "<bdi>Empanadas de pino</bdi>", "$214.889",
				"Pedido 3F2A91C4", "href=\"https://pedidos.example.cl/orders/3f2a91c4-7d2e-4f0a-9b1c-0a1b2c3d4e5f\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RECIBIDO   | Recibimos tu pedido          | Empezaremos a prepararlo alrededor de las 15:30. | 1
			PREPARANDO | Estamos preparando tu pedido | Saldrá a reparto alrededor de las 16:30.         | 2
			ENTREGANDO | Tu pedido va en camino       | Debería llegarte alrededor de las 17:30.         | 3
			""")
	void tellsEachStatusAndWhatComesNext(Status status, String news, String next, int steps) throws Exception {
		MimeMessage mail = received(anOrder().at(status));

		assertThat(text(mail)).startsWith(news + "\n").contains(next);
		assertThat(html(mail)).contains(news, next);
		assertThat(text(mail).split("\\[x]", -1)).hasSize(steps + 1);
		assertThat(html(mail).split("class=\"(reached|here)\"", -1)).hasSize(steps + 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RECIBIDO   | prepararlo alrededor de las 15:30. Debería llegarte alrededor de las 16:40.
			PREPARANDO | reparto alrededor de las 16:30. Debería llegarte alrededor de las 17:10.
			""")
	void tellsWhenItIsExpected(Status status, String told) throws Exception {
		Stages stages = new Stages(Duration.ofMinutes(20), Duration.ofMinutes(30), Duration.ofMinutes(40));
		OrderProgress order = anOrder().at(status);

		MimeMessage mail = read(
				writer("ventas@tienda.cl", new ShopRules(stages, ActionRules.DEFAULT)).write(order, true));

		assertThat(text(mail)).contains(told);
		assertThat(html(mail)).contains(told);
	}

	/** It has come otherwise, and the next mail tells how. */
	@ParameterizedTest
	@EnumSource(value = Status.class, names = { "RECIBIDO", "PREPARANDO", "ENTREGANDO" })
	void announcesNothingWhereMoreIsKnown(Status status) throws Exception {
		OrderProgress order = anOrder().at(status);
		OrderProgress cancelled = order.cancelled(Actor.SHOP, order.reachedAt().plusSeconds(10), "no queda");

		MimeMessage mail = read(this.writer.write(cancelled.asOf(order.version()), false));

		assertThat(text(mail)).doesNotContain("alrededor", "Lo que viene");
		assertThat(html(mail)).doesNotContain("alrededor");
	}

	/** What the button leads to looks the same. */
	@ParameterizedTest
	@CsvSource({ "PREPARANDO, Preparando, accent", "FINALIZADO, Entregado, done" })
	void looksLikeThePageOfTheOrder(Status status, String word, String colour) throws Exception {
		String css = resource("/static/orders/assets/base.css");
		String light = css.replaceAll("(?s).*--" + colour + ": light-dark\\((#\\w+),.*", "$1");
		String dark = css.replaceAll("(?s).*--" + colour + ": light-dark\\(#\\w+, (#\\w+)\\).*", "$1");

		String html = html(received(anOrder().at(status)));

		assertThat(resource("/cl/reparto/notification/status/page/words.es.properties"))
			.contains(status.wireName() + ".word = " + word + "\n");
		assertThat(html)
			.containsPattern("<h1 class=\"[^\"]*\" style=\"[^\"]*color: " + light + ";[^\"]*\">" + word + "</h1>")
			.contains(".in" + colour + " { color: " + dark + " !important; }", "La Esquina", "tel:+56223456789",
					">" + (status.isEnd() ? "17:30" : "15:30") + "</td>")
			.doesNotContain("{{", "var(", "url(", "src=");
	}

	private static String resource(String name) throws Exception {
		try (InputStream in = LetterWriter.class.getResourceAsStream(name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void announcesNothingAfterTheLastStatus() throws Exception {
		MimeMessage mail = received(anOrder().at(Status.FINALIZADO));

		assertThat(text(mail)).startsWith("Tu pedido fue entregado\n").doesNotContain("alrededor", "Lo que viene");
		assertThat(html(mail)).contains("Tu pedido fue entregado").doesNotContain("alrededor", "Lo que viene");
	}

	@Test
	void tellsADelayWithTheNewTime() throws Exception {
		OrderProgress order = anOrder().at(Status.PREPARANDO);
		OrderProgress delayed = order.delayed(Actor.SHOP, order.reachedAt().plusSeconds(60), Duration.ofMinutes(70));

		MimeMessage mail = received(delayed);

		assertThat(text(mail)).startsWith("Tu pedido se atrasó\n")
			.contains("Va a tardar 1 hora y 10 minutos más de lo que te dijimos.",
					"Ahora saldrá a reparto alrededor de las 17:40.", "[x] Preparando", "[ ] En camino");
		assertThat(html(mail)).contains("Tu pedido se atrasó", "Ahora saldrá a reparto alrededor de las 17:40.");
		assertThat(mail.getMessageID()).isEqualTo("<" + order.id() + ".3@reparto.example>");
	}

	@ParameterizedTest
	@CsvSource({ "PT1M, 1 minuto", "PT10M, 10 minutos", "PT59M40S, 1 hora", "PT2H, 2 horas", "PT24H, 24 horas",
			"PT2H1M, 2 horas y 1 minuto", "PT10S, un momento" })
	void saysAsOneDoesByHowMuch(Duration delay, String said) throws Exception {
		OrderProgress order = anOrder().at(Status.RECIBIDO);

		assertThat(text(received(order.delayed(Actor.SHOP, order.reachedAt(), delay))))
			.contains("tardar " + said + " más");
	}

	/** A mail that has waited while the order was delayed. */
	@Test
	void tellsWhatWasExpectedBeforeADelay() throws Exception {
		OrderProgress order = anOrder().at(Status.PREPARANDO);
		OrderProgress delayed = order.delayed(Actor.SHOP, order.reachedAt(), Duration.ofMinutes(10))
			.delayed(Actor.SHOP, order.reachedAt(), Duration.ofMinutes(5));

		assertThat(text(received(delayed.asOf(2)))).contains("Saldrá a reparto alrededor de las 16:30.");
		assertThat(text(received(delayed.asOf(3)))).contains("Ahora saldrá a reparto alrededor de las 16:40.");
	}

	@ParameterizedTest
	@CsvSource({ "RECIBIDO, todavía no empezamos a prepararlo", "PREPARANDO, todavía no sale a reparto" })
	void setsRightWhatWasRecalled(Status status, String said) throws Exception {
		OrderProgress order = anOrder().at(status);
		OrderProgress advanced = order.advanced(Actor.SHOP, order.reachedAt(), order.reachedAt());

		MimeMessage mail = received(advanced.recalled(Actor.SHOP, order.reachedAt(), order.dueAt()));

		assertThat(text(mail)).startsWith("Nos adelantamos con tu pedido\n").contains(said, "Disculpa la confusión.");
		assertThat(html(mail)).contains(said);
		assertThat(text(mail).split("\\[x]", -1)).hasSize(status.number() + 1);
	}

	@Test
	void tellsThatTheShopHasCancelledAndWhy() throws Exception {
		OrderProgress order = anOrder().at(Status.PREPARANDO);

		MimeMessage mail = received(
				order.cancelled(Actor.SHOP, order.reachedAt(), "<b>Se acabó</b>" + BIDI + " la masa"));

		assertThat(text(mail)).startsWith("Tu pedido fue cancelado\n")
			.contains("Ya no te llegará nada ni te escribiremos más por este pedido.",
					"El motivo: \u2068<b>Se acabó</b> la masa\u2069\n",
					"  [x] Recibido\n  [x] Preparando\n  [-] Cancelado\n\n", "Mira tu pedido: ")
			.doesNotContain("Lo que viene", "En camino", "alrededor");
		assertThat(html(mail)).contains("<bdi>&lt;b&gt;Se acabó&lt;/b&gt; la masa</bdi>", "class=\"off\"")
			.doesNotContain("Lo que viene", "En camino");
	}

	@Test
	void tellsACustomerWhoHasCancelledThatItIsDone() throws Exception {
		OrderProgress order = anOrder().at(Status.RECIBIDO);

		MimeMessage mail = received(order.cancelled(Actor.CUSTOMER, order.reachedAt(), "ya no tengo hambre"));

		assertThat(text(mail)).contains("Lo cancelamos, como pediste.").doesNotContain("motivo", "hambre");
		assertThat(html(mail)).contains("Lo cancelamos, como pediste.").doesNotContain("motivo", "hambre");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-17T23:30:00Z | para hoy, alrededor de las 20:30.
			2026-11-28T23:30:00Z | para el sábado 28 de noviembre, alrededor de las 20:30.
			""")
	void tellsForWhenAnOrderForLaterIs(Instant wanted, String said) throws Exception {
		OrderRequested now = anOrder().requested();
		OrderRequested later = new OrderRequested(now.id(), now.name(), now.price(), now.email(), now.requestedAt(),
				wanted, null);

		MimeMessage mail = received(OrderProgress.received(later, now.requestedAt(), wanted.minusSeconds(3600)));

		assertThat(text(mail)).contains("Ya lo tenemos anotado " + said);
		assertThat(html(mail)).contains("Ya lo tenemos anotado " + said);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PT9H    | alrededor de las 23:30.
			PT9H30M | el miércoles 18 de noviembre, alrededor de las 00:00.
			PT11H   | el miércoles 18 de noviembre, alrededor de la 01:30.
			P60D    | el sábado 16 de enero de 2027, alrededor de las 14:30.
			""")
	void givesTheDateIfItIsNotToday(Duration until, String told) throws Exception {
		MimeMessage mail = received(anOrder().everyStep(until).at(Status.RECIBIDO));

		assertThat(text(mail)).contains("prepararlo " + told);
		assertThat(html(mail)).contains("prepararlo " + told);
	}

	@Test
	void threadsTheMailsOfAnOrder() throws Exception {
		OrderBuilder order = anOrder().id(UUID.fromString(ID));

		MimeMessage first = received(order.at(Status.RECIBIDO));
		MimeMessage last = received(order.at(Status.FINALIZADO));

		assertThat(first.getMessageID()).isEqualTo("<" + ID + ".1@reparto.example>");
		assertThat(first.getHeader("In-Reply-To")).isNull();
		assertThat(first.getHeader("References")).isNull();
		assertThat(last.getMessageID()).isEqualTo("<" + ID + ".4@reparto.example>");
		assertThat(last.getHeader("In-Reply-To")).containsExactly(first.getMessageID());
		assertThat(last.getHeader("References")).containsExactly(first.getMessageID());
	}

	@Test
	void givesAllMailsOfAnOrderOneSubject() {
		OrderBuilder order = anOrder().id(UUID.fromString(ID)).named("Ñoquis");

		Set<String> subjects = order.all().stream().map(this::subject).collect(Collectors.toSet());

		assertThat(subjects).containsExactly("Tu pedido 3F2A91C4: Ñoquis");
	}

	@Test
	void setsTheOtherHeaders() throws Exception {
		MimeMessage mail = received(anOrder().mailedTo("o'hara+cl@example.cl").at(Status.PREPARANDO));

		assertThat(mail.getFrom()).containsExactly(new InternetAddress("Reparto <pedidos@reparto.example>"));
		assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("o'hara+cl@example.cl"));
		assertThat(mail.getSentDate().toInstant()).isEqualTo(OrderBuilder.TIME.plus(Duration.ofHours(1)));
		assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
		assertThat(mail.getHeader("Content-Language")).containsExactly("es-CL");
		assertThat(mail.getContentType()).startsWith("multipart/alternative");
	}

	@Test
	void takesTheDomainOfTheSenderForIds() throws Exception {
		MimeMessage mail = read(
				writer("ventas@tienda.cl").write(anOrder().id(UUID.fromString(ID)).at(Status.RECIBIDO), true));

		assertThat(mail.getMessageID()).isEqualTo("<" + ID + ".1@tienda.cl>");
	}

	@Test
	void writesHtmlThatNeedsNoEncoding() throws Exception {
		MimeMessage mail = received(anOrder().named("Ñoquis 🥙 más pebre").at(Status.RECIBIDO));

		assertThat(((Multipart) mail.getContent()).getBodyPart(1).getHeader("Content-Transfer-Encoding"))
			.containsExactly("7bit");
		assertThat(html(mail)).contains("<bdi>Ñoquis 🥙 más pebre</bdi>");
	}

	@Test
	void escapesMarkupInAName() throws Exception {
		MimeMessage mail = received(
				anOrder().named("<script>alert('a')</script> & \"más\" {{address}}").at(Status.RECIBIDO));

		assertThat(html(mail)).doesNotContain("<script")
			.contains("&lt;script&gt;alert(&#39;a&#39;)&lt;/script&gt; &amp; &quot;más&quot; {{address}}");
		assertThat(text(mail)).contains("<script>alert('a')</script> & \"más\" {{address}}");
	}

	@Test
	void takesDirectionControlsOutOfAName() throws Exception {
		MimeMessage mail = received(anOrder().named(BIDI + "שלום" + BIDI).at(Status.RECIBIDO));

		assertThat(mail.getSubject()).endsWith(": שלום");
		assertThat(html(mail)).contains("<bdi>שלום</bdi>");
		assertThat(text(mail)).contains("\u2068שלום\u2069\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nBcc: eva@example.cl", "a\nb", "a\u2028b", "a\u0000b" })
	void neverBreaksALine(String name) {
		assertThat(SafeText.line(name)).matches("a (Bcc: eva@example.cl|b)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "=?UTF-8?Q?Gratis?=", "=?UTF-8?Q?Gratis?= para todos, y muchas sopaipillas con pebre",
			"=?UTF-8?Q?Gratis?= con ñoquis" })
	void tellsANameThatLooksEncodedAsItWasOrdered(String name) throws Exception {
		MimeMessage mail = received(anOrder().named(name).at(Status.RECIBIDO));

		assertThat(MimeUtility.decodeText(MimeUtility.unfold(mail.getHeader("Subject", null)))).endsWith(": " + name);
		assertThat(Arrays.stream(bytes(mail).split("\r\n"))).allMatch((line) -> line.length() <= 998);
	}

	@Test
	void keepsTheLongestNameOfEmojisWhole() throws Exception {
		String name = "🥟".repeat(200);

		MimeMessage mail = received(anOrder().named(name).at(Status.RECIBIDO));

		assertThat(mail.getSubject()).endsWith(name);
		assertThat(Arrays.stream(bytes(mail).split("\r\n"))).allMatch((line) -> line.length() < 998);
	}

	@ParameterizedTest
	@EnumSource(names = "CANCELADO", mode = EnumSource.Mode.EXCLUDE)
	void writesTheSameMailEachTime(Status status) throws Exception {
		OrderProgress order = anOrder().at(status);

		assertThat(bytes(this.writer.write(order, true)).replaceAll("----=_Part[^\"\r]*", ""))
			.isEqualTo(bytes(this.writer.write(order, true)).replaceAll("----=_Part[^\"\r]*", ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			214888.6892292968 | $214.889
			1000000000        | $1.000.000.000
			999.5             | $1.000
			990               | $990
			0.5               | $1
			0.49              | menos de $1
			""")
	void writesPesosAsInChile(String price, String told) throws Exception {
		MimeMessage mail = received(anOrder().priced(price).at(Status.RECIBIDO));

		assertThat(text(mail)).contains("  " + told + "\n");
		assertThat(html(mail)).contains(">" + told + "<");
	}

	private String subject(OrderProgress order) {
		try {
			return received(order).getSubject();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MimeMessage received(OrderProgress order) throws Exception {
		return read(this.writer.write(order, true));
	}

	private static MimeMessage read(MimeMessage mail) throws Exception {
		return new MimeMessage(Session.getInstance(new Properties()),
				new ByteArrayInputStream(bytes(mail).getBytes(StandardCharsets.ISO_8859_1)));
	}

	private static String bytes(MimeMessage mail) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		mail.writeTo(out);
		return out.toString(StandardCharsets.ISO_8859_1);
	}

	private static String text(MimeMessage mail) throws Exception {
		return part(mail, 0, "text/plain; charset=UTF-8");
	}

	private static String html(MimeMessage mail) throws Exception {
		return REFERENCE.matcher(part(mail, 1, "text/html; charset=UTF-8"))
			.replaceAll((found) -> Character.toString(Integer.parseInt(found.group(1))));
	}

	private static String part(MimeMessage mail, int index, String type) throws Exception {
		Part part = ((Multipart) mail.getContent()).getBodyPart(index);
		assertThat(part.getContentType()).isEqualTo(type);
		return ((String) part.getContent()).replace("\r\n", "\n");
	}

}
