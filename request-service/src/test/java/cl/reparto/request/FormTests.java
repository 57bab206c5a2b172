package cl.reparto.request;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.openapi.DescribedApi;
import cl.reparto.service.web.ProblemKind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on which people order, as a browser without scripts has it.
 */
class FormTests extends OnStandIns {

	private static final String ORDER = "name=pan&price=4.500&email=ana%40example.cl&when=now&key=";

	private final DescribedApi api = DescribedApi.load();

	@Test
	void isPrivateAndLetsNothingElseIn() {
		HttpResponse<String> page = this.service.get("/");

		assertThat(page.statusCode()).isEqualTo(200);
		assertIsPrivate(page);
	}

	/** By their addresses on the page. */
	@ParameterizedTest
	@ValueSource(strings = { "<link rel=\"stylesheet\" href=\"([^\"]*)\"", "src=\"([^\"]*)\"" })
	void servesWhatThePageAsksFor(String link) {
		List<String> files = Pattern.compile(link)
			.matcher(this.service.get("/").body())
			.results()
			.map((found) -> found.group(1))
			.toList();

		assertThat(files).isNotEmpty()
			.allSatisfy((file) -> assertThat(this.service.get("/" + file).statusCode()).isEqualTo(200));
	}

	@Test
	void speaksEnglishToWhomPrefersIt() {
		HttpResponse<String> page = this.service.send("GET", "/", "", "Accept-Language", "en-GB,en;q=0.9");

		assertThat(page.body()).contains("lang=\"en\"", "Place your order");
	}

	@Test
	void makesOneOrderOfTwoClicksAndLeadsToItsPage() {
		try (RunningService whole = RunningService.startAndAwaitReady(TestKafka.shared().bootstrapServers())) {
			String key = UUID.randomUUID().toString();

			HttpResponse<String> first = post(whole, ORDER + key);
			HttpResponse<String> again = post(whole, ORDER + key);

			assertThat(first.statusCode()).isEqualTo(303);
			assertThat(first.headers().firstValue("Location").orElseThrow())
				.matches("http://localhost:8082/orders/[0-9a-f-]{36}")
				.isEqualTo(again.headers().firstValue("Location").orElseThrow());
			assertThat(this.api.violations("POST /", first)).isEmpty();
			HttpResponse<String> other = post(whole, ORDER.replace("pan", "leche") + key);
			assertThat(other.statusCode()).isEqualTo(422);
			assertThat(other.body()).contains("Ya enviaste otro pedido").doesNotContain(key);
		}
	}

	@Test
	void takesWhatIsFilledInAsItIsMeant() {
		HttpResponse<String> answer = post(this.service, "name=pan+%26+%C3%B1&price=%244.500&email=ana%40example.cl");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
		assertThat(this.log.orders()).singleElement()
			.satisfies((order) -> assertThat(order.name()).isEqualTo("pan & ñ"))
			.satisfies((order) -> assertThat(order.price()).isEqualTo(new BigDecimal("4500")));
	}

	@Test
	void keepsWhatIsFilledInWhereSomethingIsWrong() {
		HttpResponse<String> page = post(this.service, "name=%3Cb%3Epan&price=gratis&email=&when=later&for=&key=a-key");

		assertThat(page.statusCode()).isEqualTo(422);
		assertThat(page.body())
			.contains("value=\"&lt;b&gt;pan\"", "value=\"gratis\"", "value=\"a-key\"",
					"id=\"later\" value=\"later\" checked", "id=\"price-error\">Escribe el precio",
					"id=\"email-error\">Escribe tu correo", "id=\"for-error\">Elige el día")
			.contains("<p class=\"error\" id=\"name-error\" hidden>");
		assertIsPrivate(page);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9", ".999" })
	void saysWhatIsWrongWithAPriceHoweverLong(String digits) {
		String price = "9" + digits.repeat(16_000 / digits.length());

		HttpResponse<String> page = post(this.service, "name=pan&email=ana%40example.cl&when=now&price=" + price);

		assertThat(page.statusCode()).isEqualTo(422);
		assertThat(page.body()).contains("id=\"price-error\">");
	}

	@Test
	void saysThatTheShopHasClosedMeanwhile() {
		this.service.sayShop("{\"closedUntil\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\"}");

		HttpResponse<String> page = post(this.service, ORDER);

		assertThat(page.statusCode()).isEqualTo(503);
		assertThat(page.body()).contains("La tienda acaba de cerrar", "Ahora está cerrado", "value=\"pan\"");
	}

	@Test
	void saysThatItIsNotSureWhetherTheOrderIsTaken() {
		this.log.refuse(ProblemKind.UNAVAILABLE);

		HttpResponse<String> page = post(this.service, ORDER);

		assertThat(page.statusCode()).isEqualTo(503);
		assertThat(page.headers().firstValue("Retry-After")).contains("2");
		assertThat(page.body()).contains("será un solo pedido", "value=\"pan\"");
	}

	@Test
	void isShownBeforeItIsKnownWhatWasSaidOfTheShop() {
		this.shop.forget();

		assertThat(this.service.get("/").body()).contains("<form");
	}

	@Test
	void answersAProblemToWhatNoBrowserSends() {
		new Problem(400, "bad-request").assertIs(post(this.service, "name=%zz"));
		new Problem(413, "body-too-large").assertIs(post(this.service, "name=" + "a".repeat(20_000)));
		new Problem(415, "unsupported-media-type")
			.assertIs(this.service.send("POST", "/", "{}", "Content-Type", "application/json"));
	}

	private static HttpResponse<String> post(RunningService service, String form) {
		return service.send("POST", "/", form, "Content-Type", "application/x-www-form-urlencoded");
	}

	private static void assertIsPrivate(HttpResponse<String> answer) {
		assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
			.startsWith("default-src 'none'")
			.contains("form-action 'self' http://localhost:8082/;")
			.doesNotContain("unsafe");
	}

}
