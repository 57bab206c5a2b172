package cl.reparto.browser;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import cl.reparto.local.mail.ReceivedMail;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The form on which people order.
 */
@ExtendWith(Browsing.class)
class SeenFormTests {

	private static final Pattern ORDER = Pattern.compile(".*/orders/[0-9a-f-]{36}");

	private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenFormTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@AfterEach
	void beAsUsual() {
		this.stack.say("{}");
	}

	/** On a full machine, the page that an order leads to may have to wait for it. */
	private Visitor filled(Visitor customer, String email) {
		customer.expectsALostNetwork();
		customer.open(this.stack.form());
		customer.page().getByLabel("¿Qué quieres pedir?").fill("12 sopaipillas <b>con pebre</b>");
		customer.page().getByLabel("Precio en pesos").fill("4.500");
		customer.page().getByLabel("Tu correo").fill(email);
		return customer;
	}

	@Test
	void leadsByKeyboardToThePageOfTheOrder() {
		Visitor customer = filled(this.visitors.come(), "fiona@example.com");

		customer.leave();
		customer.page().getByLabel("Tu correo").press("Enter");

		assertThat(customer.page()).hasURL(ORDER);
		assertThat(customer.find(".name")).hasText("12 sopaipillas <b>con pebre</b>");
		assertThat(customer.find(".price")).hasText("$4.500");
		assertThat(customer.find("h1")).hasText("Entregado");
	}

	@Test
	void makesOneOrderOfTwoClicks() {
		Visitor customer = filled(this.visitors.come(), "gema@example.com");

		customer.page().getByRole(AriaRole.BUTTON).dblclick();

		assertThat(customer.page()).hasURL(ORDER);
		assertThat(customer.find("h1")).hasText("Entregado");
		await().atMost(Duration.ofMinutes(1)).until(() -> mailsTo("gema@example.com").size() >= 4);
		assertThat(mailsTo("gema@example.com")).hasSize(4);
	}

	private List<ReceivedMail> mailsTo(String address) {
		return this.stack.stack().mailbox().mails().stream().filter((mail) -> mail.to().equals(address)).toList();
	}

	@Test
	void makesOneOrderThoughTheAnswerIsLostAndThePageLoadedAnew() {
		Visitor customer = filled(this.visitors.come(), "ines@example.com");
		AtomicReference<String> answer = new AtomicReference<>();
		customer.page().route("**/orders", (route) -> {
			answer.set(route.fetch().text());
			route.abort();
		}, new Page.RouteOptions().setTimes(1));

		customer.page().getByRole(AriaRole.BUTTON).click();
		assertThat(customer.find("#alert")).containsText("será un solo pedido");
		filled(customer, "ines@example.com").page().getByRole(AriaRole.BUTTON).click();

		assertThat(customer.page()).hasURL(ORDER);
		assertThat(answer.get()).contains(customer.page().url().replaceFirst(".*/", ""));
	}

	/** By keyboard, and whatever clock the customer's browser has. */
	@Test
	void takesATimeAsTheShopsClockHasIt() {
		Visitor customer = filled(this.visitors.come((browser) -> browser.setTimezoneId("Asia/Tokyo")),
				"juan@example.com");
		LocalDateTime tomorrow = LocalDateTime.now(SANTIAGO).plusDays(1).truncatedTo(ChronoUnit.MINUTES);

		customer.find("#now").press("ArrowRight");
		customer.find("#for").fill(tomorrow.toString());
		customer.leave();
		customer.find("#for").press("Enter");

		assertThat(customer.page()).hasURL(ORDER);
		assertThat(customer.find(".wanted time")).hasAttribute("datetime",
				tomorrow.atZone(SANTIAGO).toInstant().toString());
	}

	/** Which a browser takes for a date of antiquity. */
	@Test
	void saysWhatIsWrongWithAYearOfTwoDigits() {
		Visitor customer = filled(this.visitors.come(), "lara@example.com");
		customer.expectsARefusal();

		customer.find("#now").press("ArrowRight");
		customer.find("#for").fill("0026-11-28T20:30");
		customer.find("#send").click();

		assertThat(customer.find("#for-error")).hasText("Elige el día y la hora.");
		assertThat(customer.find("#send")).hasText("Pedir");
	}

	@Test
	void worksWithoutJavaScript() {
		Visitor customer = filled(this.visitors.come((browser) -> browser.setJavaScriptEnabled(false)),
				"hugo@example.com");

		customer.page().getByRole(AriaRole.BUTTON).click();

		assertThat(customer.page()).hasURL(ORDER);
	}

	@Test
	void saysInPlaceWhatIsWrongWithEachField() {
		Visitor customer = this.visitors.come().open(this.stack.form());
		customer.expectsARefusal();

		customer.page().getByLabel("Precio en pesos").fill("gratis");
		customer.page().getByRole(AriaRole.BUTTON).click();

		assertThat(customer.find("#name-error")).hasText("Escribe qué quieres pedir.");
		assertThat(customer.find("#price-error"))
			.hasText("Escribe el precio sólo con números, en pesos enteros: 4.500.");
		assertThat(customer.find("#email-error")).hasText("Escribe tu correo.");
		assertThat(customer.find("#name")).isFocused();
	}

	@Test
	void saysBeforeOneTypesThatTheShopIsClosed() {
		this.stack.say("{\"closed\":true,\"reason\":\"Se cortó el <i>gas</i>\"}");

		Visitor customer = this.visitors.come().open(this.stack.form());

		assertThat(customer.find(".notice")).containsText("Ahora está cerrado");
		assertThat(customer.find(".notice")).containsText("Se cortó el <i>gas</i>");
	}

	@Test
	void saysInPlaceThatTheShopHasClosedMeanwhile() {
		Visitor customer = filled(this.visitors.come(), "kira@example.com");

		this.stack.say("{\"closed\":true}");
		customer.page().getByRole(AriaRole.BUTTON).click();

		assertThat(customer.find("#alert")).hasText("La tienda acaba de cerrar. Tu pedido no fue tomado.");
		assertThat(customer.find(".notice")).containsText("Ahora está cerrado");
		assertThat(customer.find("#email")).hasValue("kira@example.com");
	}

	@Test
	void saysBeforeOneTypesThatItTakesLonger() {
		this.stack.say("{\"pace\":1.5}");

		Visitor customer = this.visitors.come().open(this.stack.form());

		assertThat(customer.find(".notice")).containsText("Hay mucha demanda");
	}

}
