package cl.reparto.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/**
 * The one browser of all tests, which reaches this machine and nothing else.
 */
final class Chromium implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private static final Path PATH = Path.of(System.getProperty("browser.path"));

	private final Playwright playwright = Playwright
		.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

	private final Browser browser;

	Chromium() {
		PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT.toMillis());
		this.browser = this.playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(PATH)
				.setArgs(List.of("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost")));
	}

	/**
	 * Why there are no tests in a browser.
	 * @return what to do about it; empty if there is a browser
	 * @throws IllegalStateException if there is none, and there must be
	 */
	static Optional<String> isMissing() {
		if (Files.isExecutable(PATH)) {
			return Optional.empty();
		}
		String missing = "No browser at " + PATH + ": install Chromium (on Debian: apt-get install chromium), "
				+ "or say where it is with -Pbrowser -Dbrowser.path=...";
		if (System.getProperty("browser", "").equals("required")) {
			throw new IllegalStateException(missing);
		}
		return Optional.of(missing);
	}

	/** Somebody who was never here before. */
	BrowserContext newcomer(Browser.NewContextOptions options) {
		BrowserContext context = this.browser.newContext(options);
		context.setDefaultTimeout(LIMIT.toMillis());
		return context;
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
