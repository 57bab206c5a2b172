package cl.reparto.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;

/**
 * What a browser complains of, in all its tabs: errors and warnings, what a policy
 * forbids, what goes to another host, pages that come without a policy, and dialogs,
 * which none of our pages opens.
 */
final class Complaints {

	private static final String VIOLATIONS = """
			addEventListener("securitypolicyviolation", (event) =>
			  complain(`${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}`))""";

	private static final Set<String> INSIDE = Set.of("data", "blob", "about");

	private final List<String> all = new ArrayList<>();

	private final List<String> expected = new ArrayList<>();

	Complaints(BrowserContext context) {
		context.onConsoleMessage(this::said);
		context.onWebError((error) -> add("uncaught: " + error.error()));
		context.onRequest(this::asked);
		context.onResponse(this::answered);
		context.onDialog(this::opened);
		context.exposeBinding("complain", (source, arguments) -> {
			add("policy: " + arguments[0]);
			return true;
		});
		context.addInitScript(VIOLATIONS);
	}

	/** Lets an error or warning be that has these words. */
	void expect(String words) {
		this.expected.add(words);
	}

	/** What was complained of and not expected. */
	List<String> all() {
		return List.copyOf(this.all);
	}

	private void said(ConsoleMessage message) {
		boolean bad = message.type().equals("error") || message.type().equals("warning");
		if (bad && this.expected.stream().noneMatch(message.text()::contains)) {
			add(message.type() + ": " + message.text() + " at " + message.location());
		}
	}

	private void asked(Request request) {
		URI address = URI.create(request.url());
		if (!INSIDE.contains(address.getScheme()) && !"localhost".equals(address.getHost())) {
			add("another host: " + request.url());
		}
	}

	private void answered(Response answer) {
		Map<String, String> headers = answer.headers();
		if (headers.getOrDefault("content-type", "").startsWith("text/html")) {
			String policy = headers.getOrDefault("content-security-policy", "");
			if (!policy.contains("default-src 'none'") || policy.matches(".*script-src[^;]*unsafe.*")
					|| !"no-referrer".equals(headers.get("referrer-policy"))
					|| !"nosniff".equals(headers.get("x-content-type-options"))) {
				add("no policy: " + answer.url() + " " + headers);
			}
		}
	}

	private void opened(Dialog dialog) {
		add("dialog: " + dialog.message());
		dialog.dismiss();
	}

	private void add(String complaint) {
		this.all.add(complaint);
	}

}
