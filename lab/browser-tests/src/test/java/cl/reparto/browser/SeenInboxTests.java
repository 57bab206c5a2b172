package cl.reparto.browser;

import java.net.URI;
import java.util.List;

import cl.reparto.local.mail.MailCatcher;
import cl.reparto.local.process.FreePorts;
import com.microsoft.playwright.FrameLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The local stack's inbox.
 */
@ExtendWith(Browsing.class)
class SeenInboxTests {

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenInboxTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@Test
	void saysThatThereIsNoMailYet() {
		List<Integer> ports = FreePorts.pick(2);
		try (MailCatcher _ = new MailCatcher(ports.get(0), ports.get(1))) {
			Visitor reader = this.visitors.come().open(URI.create("http://localhost:" + ports.get(1)));

			assertThat(reader.find("nav .empty")).containsText("No mail yet");
			reader.goHome();
		}
	}

	@Test
	void showsMailsAsTheyComeAndWhatTheySayAsText() {
		Visitor reader = this.visitors.come().open(this.stack.stack().inbox());
		String name = "<img src=//example.com onerror=alert(1)>";

		this.stack.place(anOrder().named(name).mailedTo("iris@example.com"));
		reader.page().getByText("iris@example.com").first().click();

		FrameLocator mail = reader.page().frameLocator(".mail[open] iframe");
		assertThat(mail.getByText(name).first()).isVisible();
	}

}
