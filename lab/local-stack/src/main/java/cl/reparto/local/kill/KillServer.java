package cl.reparto.local.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.local.LocalStack;
import cl.reparto.local.StackProcess;
import cl.reparto.local.page.Answer;
import cl.reparto.local.page.PageServer;
import cl.reparto.model.Status;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * The page over HTTP. Who kills has read the page: its form has a token that no other
 * site can know. What a form was made for is killed, and not what has come in its place.
 */
public final class KillServer implements AutoCloseable {

	private static final int LARGEST_FORM = 1_000;

	private final String token = UUID.randomUUID().toString();

	private final OrderCounter counter = new OrderCounter(leftToTheShop(System.getenv()));

	private final List<Watched> processes;

	private final CountedTopics topics;

	private final KillPage page;

	private final PageServer server;

	private KillServer(int port, LocalStack stack) {
		this.processes = Watched.of(stack);
		this.topics = CountedTopics.start(stack.bootstrapServers(), this.counter);
		this.page = new KillPage(stack, this.token);
		this.server = PageServer.start(port, this::answer);
	}

	/**
	 * Counts what comes from now on, and listens on 127.0.0.1.
	 * @param port where
	 * @param stack a stack whose brokers serve
	 * @return a server to close
	 * @throws java.io.UncheckedIOException if the port is not free
	 */
	public static KillServer start(int port, LocalStack stack) {
		return new KillServer(port, stack);
	}

	/** The services are set up by the same environment. */
	static Set<Status> leftToTheShop(Map<String, String> environment) {
		return Stream.of(Status.values())
			.filter((status) -> "shop".equalsIgnoreCase(environment.get("REPARTO_ACTIONS_MOVES_" + status)))
			.collect(Collectors.toSet());
	}

	/**
	 * Tells of an order that somebody was told is accepted.
	 * @param order its id
	 */
	public void accepted(UUID order) {
		this.counter.accepted(order, Instant.now());
	}

	private Answer answer(HttpExchange exchange) throws IOException {
		return switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
			case "GET /" -> Answer.page(page(exchange.getRequestHeaders().getFirst("Accept-Language")));
			case "GET /kill.css" -> Answer.of("text/css", KillPage.FILES.read("kill.css"));
			case "GET /kill.js" -> Answer.of("text/javascript", KillPage.FILES.read("kill.js"));
			case "POST /kill" -> kill(exchange);
			default -> Answer.empty(404);
		};
	}

	private String page(@Nullable String languages) {
		Instant now = Instant.now();
		OrderCount count = this.counter.count(now, Watched.aliveSince(this.processes, now));
		return this.page.html(languages, count, this.topics.readAt(), now, this.processes);
	}

	private Answer kill(HttpExchange exchange) throws IOException {
		Map<String, String> form = form(exchange.getRequestBody().readNBytes(LARGEST_FORM));
		if (!isOfThisPage(exchange.getRequestHeaders()) || !isToken(form.getOrDefault("token", ""))) {
			return Answer.refused("Nothing was killed: this page is an old one, or another's. Load it again.");
		}
		this.processes.stream()
			.filter((each) -> each.process().name().equals(form.get("process"))
					&& String.valueOf(each.pid()).equals(form.get("pid")))
			.map(Watched::process)
			.forEach(StackProcess::kill);
		exchange.getResponseHeaders().set("Location", "/");
		return Answer.empty(303);
	}

	/** A form of a page without referrer comes from "null". */
	private static boolean isOfThisPage(Headers headers) {
		String origin = headers.getFirst("Origin");
		String site = headers.getFirst("Sec-Fetch-Site");
		return (origin == null || origin.equals("null") || origin.equals("http://" + headers.getFirst("Host")))
				&& (site == null || site.equals("same-origin"));
	}

	private boolean isToken(String text) {
		return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8),
				this.token.getBytes(StandardCharsets.UTF_8));
	}

	/** What we put into it needs no decoding. */
	private static Map<String, String> form(byte[] body) {
		return Stream.of(new String(body, StandardCharsets.US_ASCII).split("&"))
			.map((field) -> field.split("=", 2))
			.filter((field) -> field.length == 2)
			.collect(Collectors.toMap((field) -> field[0], (field) -> field[1], (first, again) -> again));
	}

	@Override
	public void close() {
		this.server.close();
		this.topics.close();
	}

}
