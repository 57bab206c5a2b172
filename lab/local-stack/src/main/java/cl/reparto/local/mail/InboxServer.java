package cl.reparto.local.mail;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cl.reparto.local.page.Answer;
import cl.reparto.local.page.PageServer;
import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The inbox over HTTP: pages for people, {@code /api/messages} for programs.
 */
final class InboxServer {

	private static final Pattern MESSAGE = Pattern.compile("/messages/(\\d{1,18})(/html)?");

	private static final Pattern OPEN = Pattern.compile("open=(\\d{1,18})");

	private final JsonMapper json = new JsonMapper();

	private final InboxPage page = new InboxPage(Clock.systemDefaultZone());

	private final Mailbox mailbox;

	private InboxServer(Mailbox mailbox) {
		this.mailbox = mailbox;
	}

	/**
	 * Listens on 127.0.0.1.
	 * @throws java.io.UncheckedIOException if it cannot
	 */
	static PageServer start(int port, Mailbox mailbox) {
		return PageServer.start(port, new InboxServer(mailbox)::answer);
	}

	private Answer answer(HttpExchange exchange) {
		String path = exchange.getRequestURI().getPath();
		return switch (exchange.getRequestMethod() + " " + path) {
			case "DELETE /api/messages" -> clear();
			case "GET /" -> page(null);
			case "GET /list" -> list(exchange);
			case "GET /inbox.css" -> Answer.of("text/css", InboxPage.FILES.read("inbox.css"));
			case "GET /inbox.js" -> Answer.of("text/javascript", InboxPage.FILES.read("inbox.js"));
			case "GET /api/messages" ->
				Answer.of("application/json", this.json.writeValueAsString(this.mailbox.mails()));
			default -> exchange.getRequestMethod().equals("GET") ? message(path) : Answer.empty(405);
		};
	}

	private Answer clear() {
		this.mailbox.clear();
		return Answer.empty(204);
	}

	private Answer page(@Nullable Long open) {
		return Answer.page(this.page.page(this.mailbox.mails(), open));
	}

	private Answer list(HttpExchange exchange) {
		Matcher open = OPEN.matcher(Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
		String tag = "\"" + this.mailbox.version() + "\"";
		if (List.of(tag).equals(exchange.getRequestHeaders().get("If-None-Match"))) {
			return Answer.empty(304);
		}
		Long id = open.matches() ? Long.valueOf(open.group(1)) : null;
		exchange.getResponseHeaders().set("ETag", tag);
		return Answer.page(this.page.list(this.mailbox.mails(), id));
	}

	private Answer message(String path) {
		Matcher matcher = MESSAGE.matcher(path);
		if (!matcher.matches()) {
			return Answer.empty(404);
		}
		long id = Long.parseLong(matcher.group(1));
		if (matcher.group(2) == null) {
			return page(id);
		}
		return this.mailbox.find(id).map(ReceivedMail::html).map(Answer::mail).orElse(Answer.empty(404));
	}

}
