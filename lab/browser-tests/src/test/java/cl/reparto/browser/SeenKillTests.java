package cl.reparto.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The local stack's page that kills processes.
 */
@ExtendWith(Browsing.class)
class SeenKillTests {

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenKillTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@Test
	void killsAProcessThatComesBackWhileNoOrderIsLost() {
		Visitor visitor = this.visitors.come().open(this.stack.stack().killPage());
		Visitor customer = this.visitors.come().open(this.stack.place(anOrder()));
		Locator button = visitor.find("#processing-1-kill");

		kill(visitor, "processing-1");

		assertThat(button).isFocused();
		assertThat(visitor.find("#said")).hasText("processing-1: en marcha, muertes: 1");
		assertThat(customer.find("h1")).hasText("Entregado");
		assertThat(visitor.find("#accepted")).not().hasText("0");
		assertThat(visitor.find("#lost")).hasText("0");
		assertThat(visitor.find("#doubled")).hasText("0");
		assertThat(visitor.find("#backwards")).hasText("0");
	}

	@Test
	void killsWithoutJavaScript() {
		Visitor visitor = this.visitors.come((browser) -> browser.setJavaScriptEnabled(false).setLocale("en-GB"))
			.open(this.stack.stack().killPage());

		kill(visitor, "guild-1");

		assertThat(visitor.find("#guild-1-state")).hasText("running");
	}

	/** By keyboard, once all are there, and until it is back. */
	private static void kill(Visitor visitor, String process) {
		assertThat(visitor.find("li:not(.up)")).hasCount(0);
		String pid = visitor.find("#" + process + "-pid").textContent();

		visitor.find("#" + process + "-kill").press("Enter");

		assertThat(visitor.find("#" + process + "-deaths")).hasText(Pattern.compile(".*: 1"));
		assertThat(visitor.find("#" + process + ".up")).isVisible();
		assertThat(visitor.find("#" + process + "-pid")).not().hasText(pid);
	}

}
