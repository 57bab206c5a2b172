package cl.reparto.request;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.local.openapi.DescribedApi;
import cl.reparto.request.shop.StandInShop;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of the shop at {@code PUT /shop}, and what becomes of orders then.
 */
class ShopHttpTests extends OnStandIns {

	private static final String SAY = "PUT /shop";

	private static final String SEE = "GET /shop";

	private static final String ALL_DAY = "[\"00:00-24:00\"]";

	private final DescribedApi api = DescribedApi.load();

	@Test
	void isOpenUntilSomebodySaysOtherwise() {
		HttpResponse<String> answer = this.service.get("/shop");

		assertThat(answer.body()).isEqualTo("{\"open\":true,\"pace\":1,\"zone\":\"America/Santiago\"}");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(this.api.violations(SEE, answer)).isEmpty();
	}

	@Test
	void showsAllThatWasSaid() {
		Instant until = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

		HttpResponse<String> said = this.service.sayShop("""
				{"pace": 1.50, "closedUntil": "%s", "reason": "Inventario",
				 "hours": {"friday": ["11:00-15:00"], "monday": %s, "tuesday": %2$s, "wednesday": %2$s,
				 "thursday": %2$s, "saturday": %2$s, "sunday": %2$s}}""".formatted(until, ALL_DAY));

		assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
		assertThat(this.api.violations(SAY, said)).isEmpty();
		assertThat(said.body()).startsWith("{\"open\":false,\"closedBy\":\"hand\",\"opensAt\":\"")
			.contains("\"pace\":1.50,\"closed\":true,\"closedUntil\":\"" + until + "\",\"reason\":\"Inventario\"",
					"\"hours\":{\"monday\":[\"00:00-24:00\"],", "\"friday\":[\"11:00-15:00\"]")
			.isEqualTo(this.service.get("/shop").body());
	}

	@Test
	void isAsIfNothingWasSaidWhereEverythingIsNull() {
		this.service.sayShop("{\"closed\":true}");

		HttpResponse<String> said = this.service
			.sayShop("{\"pace\":null,\"closed\":null,\"closedUntil\":null,\"reason\":null,\"hours\":null}");

		assertThat(said.body()).isEqualTo("{\"open\":true,\"pace\":1,\"zone\":\"America/Santiago\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"pace\": 0.24} | pace", "{\"pace\": 4.01} | pace", "{\"pace\": \"1\"} | pace",
					"{\"pace\": 1.001} | pace", "{\"closed\": 1} | closed",
					"{\"closedUntil\": \"2020-01-01T00:00:00Z\"} | closedUntil",
					"{\"closedUntil\": \"tomorrow\"} | closedUntil",
					"{\"closedUntil\": \"2099-01-01T00:00:00Z\"} | closedUntil",
					"{\"closedUntil\": \"+999999999-12-31T00:00:00Z\"} | closedUntil", "{\"reason\": \"x\"} | reason",
					"{\"closed\": true, \"reason\": \" \"} | reason", "{\"hours\": {}} | hours",
					"{\"hours\": {\"monday\": []}} | hours",
					"{\"hours\": {\"monday\": \"11:00-15:00\", \"friday\": [\"11:00-15:00\"]}} | hours.monday",
					"{\"hours\": {\"monday\": [\"11-15\"], \"friday\": [\"11:00-15:00\"]}} | hours.monday",
					"{\"hours\": {\"lunes\": [\"11:00-15:00\"], \"friday\": [\"11:00-15:00\"]}} | hours.lunes",
					"{\"open\": true} | open" })
	void namesTheBadField(String body, String field) {
		HttpResponse<String> refused = this.service.sayShop(body);

		assertThat(new Problem(400, "invalid-fields").assertIs(refused)).containsExactly(field);
		assertThat(this.api.violations(SAY, refused)).isEmpty();
		assertThat(this.shop.newest()).hasValueSatisfying((state) -> assertThat(state.closed()).isFalse());
	}

	@Test
	void isNotBothClosedUntilSomeTimeAndNotClosed() {
		HttpResponse<String> refused = this.service
			.sayShop("{\"closed\":false,\"closedUntil\":\"" + Instant.now().plusSeconds(60) + "\"}");

		assertThat(new Problem(400, "invalid-fields").assertIs(refused)).containsExactly("closed");
	}

	@Test
	void hearsNobodyWithoutTheKey() {
		HttpResponse<String> nothing = this.service.send("PUT", "/shop", "{\"closed\":true}", "Content-Type",
				"application/json");
		HttpResponse<String> wrong = this.service.send("PUT", "/shop", "{\"closed\":true}", "Content-Type",
				"application/json", "Authorization", "Bearer of bad news");

		new Problem(401, "shop-only").assertIs(nothing);
		new Problem(401, "shop-only").assertIs(wrong);
		assertThat(this.api.violations(SAY, wrong)).isEmpty();
		assertThat(this.service.post(anOrder().json()).statusCode()).isEqualTo(202);
	}

	@Test
	void saysThatNothingCanBeSaidWhereTheShopHasNoKey() {
		try (RunningService keyless = RunningService.start("localhost:1", "reparto.shop.key=")) {
			HttpResponse<String> refused = keyless.sayShop("{}");

			new Problem(403, "shop-without-key").assertIs(refused);
			assertThat(this.api.violations(SAY, refused)).isEmpty();
		}
	}

	@Test
	void takesNoOrderWhileItIsClosedAndSaysUntilWhenAndWhy() {
		Instant until = Instant.now().plus(Duration.ofDays(300)).truncatedTo(ChronoUnit.SECONDS);
		this.service.sayShop("{\"closedUntil\":\"" + until + "\",\"reason\":\"Se cortó el gas\"}");

		HttpResponse<String> refused = this.service.post(anOrder().json());

		new Problem(503, "shop-closed").assertIs(refused);
		assertThat(refused.body()).contains(
				"Closed until " + ISO_OFFSET_DATE_TIME.format(until.atZone(StandInShop.ZONE)) + ": Se cortó el gas.");
		assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(299L * 24 * 3600,
				300L * 24 * 3600 + 1);
		assertThat(this.log.orders()).isEmpty();
	}

	@Test
	void stampsOrdersWithThePaceOfTheMoment() {
		this.service.post(anOrder().json());
		this.service.sayShop("{\"pace\":1.5}");
		this.service.post(anOrder().json());
		this.service.sayShop("{}");
		this.service.post(anOrder().json());

		assertThat(this.log.orders()).extracting("pace").containsExactly(null, new BigDecimal("1.5"), null);
	}

	@Test
	void takesAnOrderForLater() {
		Instant wanted = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
		this.service.sayShop("{\"closedUntil\":\"" + wanted.minusSeconds(1) + "\"}");

		HttpResponse<String> answer = this.service.post(wanted(wanted.toString()));

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		assertThat(this.log.orders()).singleElement().extracting("wantedFor").isEqualTo(wanted);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 7 * 24 * 3600 + 60 })
	void takesNoneForLaterThatCannotBe(long seconds) {
		HttpResponse<String> refused = this.service.post(wanted(Instant.now().plusSeconds(seconds).toString()));

		assertThat(new Problem(400, "invalid-order").assertIs(refused)).containsExactly("for");
		assertThat(this.log.orders()).isEmpty();
	}

	@Test
	void takesNothingBeforeItIsKnownWhatWasSaid() {
		this.shop.forget();

		new Problem(503, "unavailable").assertIs(this.service.post(anOrder().json()));
		new Problem(503, "unavailable").assertIs(this.service.get("/shop"));
	}

	private static String wanted(String when) {
		return anOrder().json().replaceFirst("}$", ",\"for\":\"" + when + "\"}");
	}

}
