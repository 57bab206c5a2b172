package cl.reparto.browser;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import cl.reparto.local.Service;
import cl.reparto.local.mail.ReceivedMail;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Status;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An order's page while the order goes on.
 */
@ExtendWith(Browsing.class)
class SeenOrderLiveTests {

	private static final List<String> WORDS = List.of("Recibido", "Preparando", "En camino", "Entregado");

	private static final Predicate<Response> LISTENS = (answer) -> answer.url().contains("/events?") && answer.ok();

	/**
	 * Keeps every word that the page has shown, and all that it has said, from now on.
	 */
	private static final String REMEMBER = """
			() => {
			  const word = () => document.querySelector("h1").textContent;
			  window.words = [word()];
			  new MutationObserver(() => { if (word() !== words.at(-1)) words.push(word()); })
			    .observe(document.body, { childList: true, subtree: true });
			  window.announced = [];
			  new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) => announced.push(node.textContent))))
			    .observe(document.getElementById("said"), { childList: true });
			}""";

	/** Has the page look for news without being told of any. */
	private static final String LOOK = "document.dispatchEvent(new Event('visibilitychange'))";

	private final OrderBuilder order = anOrder().everyStep(Duration.ofMinutes(20)).requestedAt(Instant.now());

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenOrderLiveTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@Test
	void showsFourStepsInAnOpenPageAndSaysEachOnce() {
		Visitor customer = watching(1);

		for (Status status : Status.STEPS) {
			this.stack.put(this.order.at(status));
			assertThat(customer.find("h1")).hasText(WORDS.get(status.ordinal()));
			if (!status.isEnd()) {
				customer.page().waitForResponse("**/orders/*?seen=*", () -> customer.page().evaluate(LOOK));
			}
		}

		assertThat(shown(customer)).isEqualTo(WORDS);
		assertThat((List<?>) customer.page().evaluate("announced"))
			.map((words) -> words.toString().replaceFirst("\\..*", ""))
			.isEqualTo(WORDS.subList(1, 4));
		assertThat(customer.find("[role=status]")).hasText("Entregado. ¡Que lo disfrutes! Gracias por tu compra.");
		assertThat(customer.find(".steps .done")).hasCount(4);
		assertThat(customer.page()).hasTitle("Entregado · La Esquina");
	}

	private Visitor watching(int instance) {
		this.stack.put(this.order.at(Status.RECIBIDO));
		Visitor customer = this.visitors.come();
		customer.page().waitForResponse(LISTENS, () -> customer.open(this.stack.page(this.order.id(), instance)));
		customer.page().evaluate(REMEMBER);
		return customer;
	}

	private static List<String> shown(Visitor visitor) {
		return ((List<?>) visitor.page().evaluate("words")).stream().map(String::valueOf).toList();
	}

	@Test
	void isWhereTheMailLeads() {
		URI page = this.stack.place(anOrder().mailedTo("eva@example.com"));
		Visitor customer = this.visitors.come().open(page);
		customer.page().evaluate(REMEMBER);

		assertThat(customer.find("h1")).hasText("Entregado");

		assertThat(WORDS).containsSubsequence(shown(customer));
		await().atMost(Duration.ofMinutes(1)).until(() -> mailsTo("eva@example.com").size() == 4);
		customer.open(this.stack.stack().inbox());
		customer.find(".row").filter(new Locator.FilterOptions().setHasText("eva@example.com")).click();
		Page opened = customer.page()
			.waitForPopup(
					() -> customer.page().frameLocator(".mail[open] iframe").locator("a[href*='/orders/']").click());
		assertThat(opened).hasURL(page.toString());
		assertThat(opened.locator("h1")).hasText("Entregado");
	}

	private List<ReceivedMail> mailsTo(String address) {
		return this.stack.stack().mailbox().mails().stream().filter((mail) -> mail.to().equals(address)).toList();
	}

	@Test
	void showsTheSameToTwoWhoWatchAtTwoInstances() {
		Visitor one = watching(1);
		Visitor other = watching(2);

		this.stack.put(this.order.at(Status.PREPARANDO));

		assertThat(one.find("h1")).hasText("Preparando");
		assertThat(other.find("h1")).hasText("Preparando");
		assertThat(shown(other)).isEqualTo(shown(one));
	}

	@Test
	void asksAgainWhereAnAnswerNeverComes() {
		Visitor customer = watching(1);
		customer.hearsNothingOnce("**/orders/*?seen=*");

		this.stack.put(this.order.at(Status.PREPARANDO));

		assertThat(customer.find("#lost")).isVisible();
		assertThat(customer.find("h1")).hasText("Preparando");
		assertThat(customer.find("#lost")).isHidden();
	}

	@Test
	void goesOnByItselfWhenTheInstanceIsKilled() {
		Visitor customer = watching(1);
		customer.expectsALostNetwork();

		customer.page().waitForResponse(LISTENS, () -> {
			this.stack.stack().service(Service.NOTIFICATION, 1).process().kill();
			this.stack.put(this.order.at(Status.PREPARANDO));
		});

		assertThat(customer.find("h1")).hasText("Preparando");
		this.stack.put(this.order.at(Status.ENTREGANDO));
		assertThat(customer.find("h1")).hasText("En camino");
		assertThat(shown(customer)).isEqualTo(WORDS.subList(0, 3));
	}

	@Test
	void saysThatThereIsNoNetworkAndGoesOnWhenThereIs() {
		Visitor customer = watching(1);
		customer.expectsALostNetwork();

		customer.page().context().setOffline(true);
		assertThat(customer.find("#lost")).isVisible();
		this.stack.put(this.order.at(Status.PREPARANDO));
		customer.page().context().setOffline(false);

		assertThat(customer.find("#lost")).isHidden();
		assertThat(customer.find("h1")).hasText("Preparando");
	}

	@Test
	void neverGoesBackWhenAnInstanceThatIsBehindAnswers() {
		Visitor customer = watching(1);
		APIResponse old = customer.page()
			.request()
			.get(customer.page().url(), RequestOptions.create().setHeader("Accept", "text/html"));
		this.stack.put(this.order.at(Status.PREPARANDO));
		assertThat(customer.find("h1")).hasText("Preparando");

		customer.page()
			.route("**/orders/*?seen=*", (route) -> route.fulfill(new Route.FulfillOptions().setResponse(old)));
		customer.page().waitForResponse("**/orders/*?seen=2", () -> customer.page().evaluate(LOOK));
		customer.page().unroute("**/orders/*?seen=*");
		this.stack.put(this.order.at(Status.ENTREGANDO));
		assertThat(customer.find("h1")).hasText("En camino");

		assertThat(shown(customer)).isEqualTo(WORDS.subList(0, 3));
	}

}
