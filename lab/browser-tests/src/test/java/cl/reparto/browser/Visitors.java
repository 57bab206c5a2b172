package cl.reparto.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import com.microsoft.playwright.Browser.NewContextOptions;

/**
 * Those who look at pages in a test, one test after another.
 */
final class Visitors {

	private static final Path PICTURES = Path.of("target/seen");

	private final Chromium browser;

	private final List<Visitor> all = new ArrayList<>();

	Visitors(Chromium browser) {
		this.browser = browser;
	}

	/** A customer in Santiago with a browser as it comes. */
	Visitor come() {
		return come(UnaryOperator.identity());
	}

	/** The same with something else about the browser. */
	Visitor come(UnaryOperator<NewContextOptions> changed) {
		NewContextOptions options = changed.apply(usual());
		Visitor visitor = new Visitor(this.browser.newcomer(options), !Boolean.FALSE.equals(options.javaScriptEnabled));
		this.all.add(visitor);
		return visitor;
	}

	private static NewContextOptions usual() {
		return new NewContextOptions().setLocale("es-CL").setTimezoneId("America/Santiago").setViewportSize(1024, 768);
	}

	/**
	 * Sends all home.
	 * @param test the test's name
	 * @param failed whether it failed already, so that pages are photographed and not
	 * judged
	 * @throws AssertionError if a page that somebody looks at is not in order
	 */
	void leave(String test, boolean failed) {
		try {
			this.all.removeIf(Visitor::isHome);
			for (Visitor visitor : this.all) {
				if (failed) {
					visitor.photograph(PICTURES.resolve(test.replaceAll("\\W+", "-") + ".png"));
				}
				else {
					visitor.leave();
				}
			}
		}
		finally {
			this.all.forEach(Visitor::close);
			this.all.clear();
		}
	}

}
