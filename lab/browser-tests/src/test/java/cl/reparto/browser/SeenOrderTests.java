package cl.reparto.browser;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Status;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Media;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * An order's page in every state.
 */
@ExtendWith(Browsing.class)
class SeenOrderTests {

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenOrderTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	private URI showing(OrderBuilder order, Status status) {
		this.stack.put(order.at(status));
		return this.stack.page(order.id(), 1);
	}

	/** An order that came in so long ago that it is where it should be. */
	private static OrderBuilder inTime(Status status) {
		Duration step = Duration.ofMinutes(20);
		return anOrder().everyStep(step)
			.requestedAt(Instant.now().minus(step.multipliedBy(status.ordinal())).minusSeconds(600));
	}

	@ParameterizedTest
	@CsvSource({ "RECIBIDO, Recibido", "PREPARANDO, Preparando", "ENTREGANDO, En camino", "FINALIZADO, Entregado" })
	void showsEveryStatus(Status status, String word) {
		Visitor customer = this.visitors.come().open(showing(inTime(status), status));

		assertThat(customer.find("h1")).hasText(word);
		assertThat(customer.find("[aria-current=step] .word")).hasText(word);
	}

	@Test
	void saysThatItIsLate() {
		OrderBuilder order = inTime(Status.ENTREGANDO);

		Visitor customer = this.visitors.come().open(showing(order, Status.RECIBIDO));

		assertThat(customer.find(".sorry")).hasText("Va con retraso. Seguimos en ello.");
	}

	@Test
	void countsDownToTheNextStep() {
		Visitor customer = this.visitors.come();
		customer.expectsALostNetwork();
		customer.page().clock().install();
		customer.open(showing(inTime(Status.PREPARANDO), Status.PREPARANDO));
		assertThat(customer.find(".next .left")).hasText(Pattern.compile(", en (9|10)\u00a0min"));

		// What the server says is by its own clock.
		customer.page().route("**/orders/*?seen=*", Route::abort);
		customer.page().clock().fastForward("04:00");

		assertThat(customer.find(".next .left")).hasText(Pattern.compile(", en [56]\u00a0min"));
	}

	@Test
	void comesToSayThatItIsLate() {
		OrderBuilder order = anOrder().everyStep(Duration.ofMinutes(20))
			.requestedAt(Instant.now().minus(Duration.ofMinutes(20)).minusSeconds(30).plusSeconds(4));
		Visitor customer = this.visitors.come().seeingNoNewsByChance().open(showing(order, Status.RECIBIDO));

		customer.page().evaluate("document.body.classList.add('the-same')");

		assertThat(customer.find(".the-same .sorry")).hasText("Va con retraso. Seguimos en ello.");
	}

	/** Such as one that has not read yet what another has shown. */
	@Test
	void saysThatThisInstanceCannotTellUntilItCan() {
		Visitor customer = this.visitors.come();
		OrderBuilder order = inTime(Status.PREPARANDO);
		URI page = showing(order, Status.RECIBIDO);

		customer.open(page.resolve(page.getPath() + "?seen=2"), 503);
		assertThat(customer.find("h1")).hasText("Un momento");
		customer.leave();
		this.stack.put(order.at(Status.PREPARANDO));

		assertThat(customer.find("h1")).hasText("Preparando");
	}

	@Test
	void helpsWhoFindsNoOrder() {
		Visitor customer = this.visitors.come().open(this.stack.page(UUID.randomUUID(), 1), 404);

		assertThat(customer.find("h1")).hasText("No encontramos este pedido");
	}

	@Test
	void helpsWhoseLinkIsCut() {
		Visitor customer = this.visitors.come()
			.open(this.stack.page(UUID.randomUUID(), 1).resolve("/orders/4fa0bd6b-68c2"), 404);

		assertThat(customer.find("h1")).hasText("Esta no es la dirección de un pedido");
	}

	@Test
	void speaksEnglish() {
		Visitor customer = this.visitors.come((browser) -> browser.setLocale("en-GB"))
			.open(showing(inTime(Status.PREPARANDO), Status.PREPARANDO));

		assertThat(customer.find("h1")).hasText("Preparing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script> \"><img src=x onerror=alert(1)>",
			"</bdi></main><base href=//example.com> {{name}} &lt;b&gt; &#0;", "מגש 12 סופאיפיות, $4.500",
			"UnaPalabraQueNoTerminaNuncaYEsMásLargaQueElAnchoDeCualquierTeléfonoQueSeVendaHoyEnElPaísDeChile" })
	void showsWhatWasOrderedAsText(String name) {
		Visitor customer = this.visitors.come().open(showing(inTime(Status.RECIBIDO).named(name), Status.RECIBIDO));

		assertThat(customer.find(".name")).hasText(name);
	}

	@Test
	void canBeWalkedByKeyboardFromTheSkipLinkToThePhone() {
		Visitor customer = this.visitors.come().open(showing(inTime(Status.ENTREGANDO), Status.ENTREGANDO));

		customer.page().keyboard().press("Tab");
		assertThat(customer.find(".skip")).isFocused();
		customer.page().keyboard().press("Enter");
		assertThat(customer.find("main")).isFocused();
		customer.page().keyboard().press("Tab");
		assertThat(customer.find("footer a")).isFocused();
	}

	@Test
	void comesAgainByItselfWithoutJavaScript() {
		OrderBuilder order = inTime(Status.ENTREGANDO);
		Visitor customer = this.visitors.come((browser) -> browser.setJavaScriptEnabled(false))
			.open(showing(order, Status.PREPARANDO));

		this.stack.put(order.at(Status.ENTREGANDO));

		assertThat(customer.find("h1")).hasText("En camino");
		assertThat(customer.page()).hasURL(Pattern.compile(".*\\?seen=2"));
	}

	@Test
	void leavesWhatIsTypedWithoutJavaScriptAndComesAgainWhenAsked() {
		OrderBuilder order = inTime(Status.PREPARANDO);
		Visitor customer = this.visitors.come((browser) -> browser.setJavaScriptEnabled(false))
			.open(showing(order, Status.RECIBIDO));

		customer.find(".cancel summary").click();
		customer.find("#reason").fill("me equivoqué");
		this.stack.put(order.at(Status.PREPARANDO));
		customer.find(".again a").click();

		assertThat(customer.find("h1")).hasText("Preparando");
	}

	@Test
	void isPrintedOnOneSheetWithoutWhatMoves() {
		Visitor customer = this.visitors.come().open(showing(inTime(Status.PREPARANDO), Status.PREPARANDO));

		customer.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

		assertThat(customer.find("h1")).isVisible();
		assertThat(customer.find(".left").first()).isHidden();
		assertThat(customer.find(".skip")).isHidden();
		String pdf = new String(customer.page().pdf(), ISO_8859_1);
		Assertions.assertThat(Pattern.compile("/Type /Page\\b").matcher(pdf).results()).hasSize(1);
		customer.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
	}

}
