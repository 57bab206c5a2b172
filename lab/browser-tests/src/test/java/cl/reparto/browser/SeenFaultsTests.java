package cl.reparto.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a visitor holds against a page: each fault alone, on a page that has no other.
 */
@ExtendWith(Browsing.class)
class SeenFaultsTests {

	private static final String PAGE = """
			<!doctype html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<title>A page</title>
			<link rel="icon" href="data:,">
			<link rel="stylesheet" href="page.css">
			</head>
			<body><main><h1>A page</h1>%s</main></body>
			</html>
			""";

	private static final String STYLES = """
			:root { color-scheme: light dark; background: light-dark(#fff, #111); color: light-dark(#111, #fff); }
			.unseen:focus { outline: none; }
			.dim { color: light-dark(#111, #333); }
			""";

	private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data: https:";

	private final Visitors visitors;

	private final HttpServer server;

	private String body = "";

	SeenFaultsTests(Visitors visitors) throws IOException {
		this.visitors = visitors;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> answer(exchange, 404, "text/plain", ""));
		this.server.createContext("/page.css", (exchange) -> answer(exchange, 200, "text/css", STYLES));
		this.server.createContext("/page", this::page);
		this.server.createContext("/bare",
				(exchange) -> answer(exchange, 200, "text/html; charset=utf-8", PAGE.formatted("")));
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private void page(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
		exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
		exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
		answer(exchange, 200, "text/html; charset=utf-8", PAGE.formatted(this.body));
	}

	private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
		try (exchange) {
			byte[] bytes = text.getBytes(UTF_8);
			exchange.getResponseHeaders().set("Content-Type", type);
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
		}
	}

	private Visitor open(String path) {
		return this.visitors.come().open(URI.create("http://localhost:" + this.server.getAddress().getPort() + path));
	}

	@Test
	void findsNoFaultWhereThereIsNone() {
		this.body = "<p class=\"fine\">Nothing is wrong <a href=\"/page\">here</a>.</p>";

		open("/page").goHome();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			<script>document.title = 'Run'</script>      | script-src
			<img alt="" src="https://example.com/a.png"> | another host: https://example.com/a.png
			<img alt="" src="/gone.png">                 | a status of 404
			<input>                                      | label
			<hr width="400">                             | wider than 320 px: <hr
			<button class="unseen">Go</button>           | focus is not seen: <button
			<p class="dim">In the dark</p>               | color-contrast
			""")
	void holdsAFaultAgainstThePage(String fault, String complaint) {
		this.body = fault;
		Visitor visitor = open("/page");

		assertThatThrownBy(visitor::leave).isInstanceOf(AssertionError.class).hasMessageContaining(complaint);

		visitor.close();
	}

	@Test
	void holdsItAgainstThePageThatItHasNoPolicy() {
		Visitor visitor = open("/bare");

		assertThatThrownBy(visitor::leave).isInstanceOf(AssertionError.class).hasMessageContaining("no policy");

		visitor.close();
	}

}
