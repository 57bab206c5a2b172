package cl.reparto.browser;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Json;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The operator's page, by keyboard.
 */
@ExtendWith(Browsing.class)
class SeenOpsTests {

	private static final String NAME = "Pernil <img src=//example.com onerror=alert(1)>";

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenOpsTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@Test
	void leadsFromAPartOfTheNameToTheWholeLifeOfAnOrder() {
		URI page = this.stack.place(anOrder().named(NAME).mailedTo("olga@example.com"));
		Visitor operator = signIn(this.visitors.come().open(page));

		assertThat(operator.find("table")).containsText("processing-service");
		operator.leave();
		operator.find("#q").fill("pernil");
		operator.find("#q").press("Enter");
		operator.leave();
		operator.find("#found a").press("Enter");

		assertThat(operator.find("h1")).hasText(NAME);
		assertThat(operator.find(".events .request")).containsText("order_requests");
		assertThat(operator.find(".life .facts")).containsText("o…@example.com");
		operator.find(".events .request summary").press("Enter");
		assertThat(operator.find(".events .request pre")).containsText("o…@example.com");
	}

	@Test
	void asksForAMailAnewWithoutJavaScript() {
		URI page = this.stack.placeForLater(anOrder());
		Visitor operator = signIn(this.visitors.come((browser) -> browser.setJavaScriptEnabled(false)).open(page));

		operator.open(this.stack.ops().resolve("/ops" + page.getPath()));
		press(operator, "Reenviar");

		assertThat(operator.find("#aviso")).containsText("enviar de nuevo");
		assertThat(operator.find(".events .asked")).containsText("order_mail_commands");
	}

	@Test
	void sendsADeadLetterAgainOnceItIsMended() {
		OrderBuilder order = anOrder().named("Charquicán").mailedTo("ruth@example.com").requestedAt(Instant.now());
		this.stack.write(Topics.ORDER_REQUESTS.name(), order.id(), "{\"name\":\"<b>no order</b>\"}");
		this.stack.await(Topics.ORDER_REQUESTS_DLT.name());
		Visitor operator = signIn(this.visitors.come());
		operator.expectsARefusal();

		operator.find("#dead a").first().press("Enter");
		assertThat(operator.find("pre")).containsText("<b>no order</b>");
		operator.leave();
		press(operator, "Devolver como vino");
		assertThat(operator.find("[role=alert]")).containsText("id is missing");
		operator.leave();
		operator.find("#mended").fill(new String(Topics.ORDER_REQUESTS.write(order.requested()), UTF_8));
		press(operator, "Devolver corregida");

		assertThat(operator.find("#aviso")).containsText("Devuelta");
		assertThat(this.visitors.come().open(this.stack.page(order.id(), 1)).find(".name")).hasText("Charquicán");
	}

	private static void press(Visitor operator, String button) {
		operator.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).press("Enter");
	}

	@Test
	void givesUpAMailThatWaits() {
		OrderBuilder order = anOrder().named(NAME).mailedTo("paz@example.com");
		Map<String, Object> waiting = Map.of("order", order.at(Status.RECIBIDO), "from", 1, "partition", 0, "failures",
				3, "since", Instant.now(), "due", Instant.now().plusSeconds(1800), "reply",
				"reply 452 4.2.2 <b>full</b>");
		this.stack.write("order_mails_waiting", order.id(), new String(Json.write(waiting), UTF_8));
		Visitor operator = signIn(this.visitors.come());

		assertThat(operator.find("#waiting")).containsText("reply 452 4.2.2 <b>full</b>");
		assertThat(operator.find("#waiting")).containsText("p…@example.com");
		operator.leave();
		operator.find("#waiting button[value=give-up]").first().press("Enter");

		assertThat(operator.find("#aviso")).containsText("un intento más");
	}

	/** After the order's page, which waits until the order is known there. */
	private Visitor signIn(Visitor operator) {
		operator.open(this.stack.ops());
		operator.enter(this.stack.shopKey());
		assertThat(operator.find("#q")).isVisible();
		return operator;
	}

}
