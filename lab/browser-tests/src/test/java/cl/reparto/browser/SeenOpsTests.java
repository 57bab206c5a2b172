package cl.reparto.browser;

import java.net.URI;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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
		operator.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reenviar")).press("Enter");

		assertThat(operator.find("#aviso")).containsText("enviar de nuevo");
		assertThat(operator.find(".events .asked")).containsText("order_mail_commands");
	}

	/** After the order's page, which waits until the order is known there. */
	private Visitor signIn(Visitor operator) {
		operator.open(this.stack.ops());
		operator.find("#llave").fill(this.stack.shopKey());
		operator.find("#llave").press("Enter");
		assertThat(operator.find("#q")).isVisible();
		return operator;
	}

}
