package cl.reparto.notification.status.page;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Status;
import cl.reparto.notification.command.StandInShop;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(StandInShop.SHARED)
class TrackingControllerTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private static final String NOBODYS = "/orders/3f2a91c4-5b6d-4e7f-8a9b-000000000000";

	private final StandInService service = StandInShop.keyless();

	private final StandInView view = this.service.view();

	private final OrderBuilder order = anOrder();

	private final String path = "/orders/" + this.order.at(Status.RECIBIDO).id();

	@AfterEach
	void mend() {
		this.view.mend();
	}

	@Test
	void showsABrowserThePage() throws Exception {
		this.view.put(this.order.at(Status.PREPARANDO));

		HttpResponse<String> answer = this.service.get(this.path, "Accept", BROWSER, "Accept-Language", "en");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("<h1>Preparing</h1>", "tel:6001234567", "data-version=\"2\"");
		assertIsPrivate(answer);
	}

	/**
	 * The files that the page asks for, by their addresses on it, as they are now: times
	 * of files tell nothing.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "href=\"(assets/[^\"]*)\"", "src=\"([^\"]*)\"" })
	void servesWhatThePageAsksFor(String link) throws Exception {
		this.view.put(this.order.at(Status.PREPARANDO));
		String html = this.service.get(this.path, "Accept", BROWSER).body();

		assertThat(Pattern.compile(link).matcher(html).results().map((found) -> found.group(1)).toList()).isNotEmpty()
			.allSatisfy((file) -> {
				HttpResponse<String> answer = this.service.get("/orders/" + file, "If-Modified-Since",
						"Fri, 01 Jan 2100 00:00:00 GMT");
				assertThat(answer.statusCode()).isEqualTo(200);
				assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "*/*", "application/json, text/html;q=0.9", "x", "image/png" })
	void sendsAProgramToTheStatus(String accepted) throws Exception {
		HttpResponse<String> answer = this.service.get(this.path, "Accept", accepted);

		assertThat(answer.statusCode()).isEqualTo(303);
		assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(this.path.substring(8) + "/status");
		assertThat(answer.headers().allValues("Vary").toString()).contains("Accept");
	}

	@ParameterizedTest
	@CsvSource({ NOBODYS + ", No encontramos este pedido", "/orders/x, no es la direcci",
			"/orders/%3Cscript%3E, no es la" })
	void helpsWhoeverHasNoOrder(String path, String said) throws Exception {
		HttpResponse<String> answer = this.service.get(path, "Accept", BROWSER);

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains(said, "tel:6001234567").doesNotContain("<script");
		assertIsPrivate(answer);
	}

	@Test
	void namesWhatIsWrongToAProgram() throws Exception {
		HttpResponse<String> answer = this.service.get("/orders/x", "Accept", "application/json");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("invalid-query");
	}

	/** Another instance has shown more, or may have. */
	@ParameterizedTest
	@CsvSource({ "?seen=3, false", "'', true" })
	void showsNothingThatMayBeOld(String query, boolean old) throws Exception {
		this.view.put(this.order.at(Status.PREPARANDO));
		if (old) {
			this.view.becomeOld();
		}

		HttpResponse<String> answer = this.service.get(this.path + query, "Accept", BROWSER);

		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(answer.body()).contains("Un momento", "http-equiv=\"refresh\"").doesNotContain("Preparando");
		assertIsPrivate(answer);
	}

	private static void assertIsPrivate(HttpResponse<String> answer) {
		assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
			.startsWith("default-src 'none'")
			.doesNotContain("unsafe");
	}

}
