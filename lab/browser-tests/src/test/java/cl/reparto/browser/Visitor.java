package cl.reparto.browser;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with a browser of their own. Before they go on to another page or home, the
 * page that they look at is judged, and all that their browser complained of is held
 * against it.
 */
final class Visitor {

	/** What pages do each second goes on. */
	private static final String NO_LOOKS = """
			const every = window.setInterval;
			window.setInterval = (what, time, ...more) => time > 1000 ? 0 : every(what, time, ...more);""";

	private final BrowserContext context;

	private final Complaints complaints;

	private final Page page;

	private final boolean judges;

	/**
	 * Takes a seat.
	 * @param context the browser
	 * @param judges whether pages are judged, for which it must run JavaScript
	 */
	Visitor(BrowserContext context, boolean judges) {
		this.context = context;
		this.judges = judges;
		this.complaints = new Complaints(context);
		this.page = context.newPage();
	}

	/** Opens a page that is there. */
	Visitor open(URI address) {
		return open(address, 200);
	}

	/** Opens a page that comes with a status. */
	Visitor open(URI address, int status) {
		leave();
		if (status >= 400) {
			this.complaints.expect("the server responded with a status of " + status);
		}
		Response answer = this.page.navigate(address.toString());
		assertThat(answer.status()).isEqualTo(status);
		return this;
	}

	/** Shows a key at a door of the shop's. */
	Visitor enter(String key) {
		find("#llave").fill(key);
		find("#llave").press("Enter");
		return this;
	}

	/** Takes from pages the habit of looking for news now and then without being told. */
	Visitor seeingNoNewsByChance() {
		this.page.addInitScript(NO_LOOKS);
		return this;
	}

	/** Has the next question to some addresses never be answered. */
	void hearsNothingOnce(String addresses) {
		AtomicBoolean next = new AtomicBoolean(true);
		this.page.route(addresses, (route) -> {
			if (!next.getAndSet(false)) {
				route.resume();
			}
		});
	}

	/** Lets servers go away while this visitor looks. */
	void expectsALostNetwork() {
		this.complaints.expect("net::ERR_");
		this.complaints.expect("the server responded with a status of 503");
	}

	/** Lets a server refuse what this visitor sends. */
	void expectsARefusal() {
		this.complaints.expect("the server responded with a status of 4");
	}

	/** What is open. */
	Page page() {
		return this.page;
	}

	/** A part of what is open. */
	Locator find(String selector) {
		return this.page.locator(selector);
	}

	/**
	 * Judges what is open.
	 * @throws AssertionError if it is not in order
	 */
	void leave() {
		if (this.judges && !this.page.url().equals("about:blank")) {
			assertThat(PageChecks.of(this.page)).as("what is wrong with %s", this.page.url()).isEmpty();
		}
		assertThat(this.complaints.all()).as("what the browser complained of").isEmpty();
	}

	void photograph(Path file) {
		this.page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
	}

	/**
	 * Goes home for good.
	 * @throws AssertionError if what is open is not in order
	 */
	void goHome() {
		leave();
		close();
	}

	boolean isHome() {
		return this.page.isClosed();
	}

	/** Closes the browser, whatever it shows. */
	void close() {
		this.context.close();
	}

}
