package cl.reparto.browser;

import java.net.URI;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * What people do to an order, by keyboard alone, and who sees it. Orders are for later,
 * and slow, so that no timer is before them.
 */
@ExtendWith(Browsing.class)
class SeenPeopleTests {

	private static final String PACE = "#local button[value='1.5']";

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenPeopleTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@BeforeEach
	void takeTime() {
		this.stack.say("{\"pace\":4}");
	}

	@AfterEach
	void beAsUsual() {
		this.stack.say("{}");
	}

	@Test
	void cancelsAnOrderOnItsPage() {
		Visitor customer = this.visitors.come().open(this.stack.placeForLater(anOrder()));

		customer.page().getByText("Cancelar el pedido").first().press("Enter");
		customer.page().getByLabel("¿Por qué?").fill("<b>Me equivoqué</b>");
		customer.leave();
		customer.page()
			.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sí, cancelar el pedido"))
			.press("Enter");

		assertThat(customer.find("h1")).hasText("Cancelado");
		assertThat(customer.page().getByText("<b>Me equivoqué</b>")).isVisible();
	}

	/** On two boards at two instances, and on the order's page. */
	@Test
	void seesWhatTheKitchenDoes() {
		URI page = this.stack.placeForLater(anOrder());
		Visitor customer = this.visitors.come().open(page);
		Visitor kitchen = signIn(1);
		Visitor counter = signIn(2);
		String card = "#o-" + page.getPath().substring("/orders/".length());

		assertThat(counter.find("#l-recibido " + card)).isVisible();
		kitchen.leave();
		kitchen.find(card + " button[value=advance]").press("Enter");

		assertThat(customer.find("h1")).hasText("Preparando");
		assertThat(kitchen.find("#l-preparando " + card)).isVisible();
		assertThat(counter.find("#l-preparando " + card)).isVisible();
	}

	/** On another board, and on the form of another service. */
	@Test
	void seesThatTheKitchenClosesTheShop() {
		Visitor kitchen = signIn(1);
		Visitor counter = signIn(2);
		Visitor customer = this.visitors.come();

		kitchen.find(PACE).press("Enter");
		assertThat(counter.find(PACE)).hasAttribute("aria-pressed", "true");
		assertThat(kitchen.find(PACE)).isFocused();
		assertThat(customer.open(this.stack.form()).find(".notice")).containsText("Hay mucha demanda");

		kitchen.find("#local button[value=hand]").press("Enter");
		assertThat(counter.find("#local .state")).containsText("Cerrado hasta que alguien abra");
		assertThat(customer.open(this.stack.form()).find(".notice")).containsText("Ahora está cerrado");

		counter.find("#local button[name=open]").press("Enter");
		assertThat(kitchen.find("#local .state")).containsText("Abierto");
		assertThat(kitchen.find(PACE)).hasAttribute("aria-pressed", "true");
	}

	@Test
	void closesTheShopWithoutJavaScript() {
		Visitor kitchen = signIn(1, this.visitors.come((browser) -> browser.setJavaScriptEnabled(false)));

		kitchen.find("#local button[value=soon]").click();

		assertThat(kitchen.find("#local .state")).containsText("Cerrado hasta ");
	}

	@Test
	void letsNobodyInWithAnotherKey() {
		Visitor stranger = this.visitors.come().open(this.stack.board(1));

		stranger.enter("not the key");

		assertThat(stranger.find("#aviso")).isVisible();
		assertThat(stranger.find("[data-cards]")).hasCount(0);
	}

	private Visitor signIn(int instance) {
		return signIn(instance, this.visitors.come());
	}

	private Visitor signIn(int instance, Visitor visitor) {
		visitor.open(this.stack.board(instance)).enter(this.stack.shopKey());
		assertThat(visitor.find("[data-cards]")).hasCount(3);
		return visitor;
	}

}
