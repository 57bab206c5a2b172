package cl.reparto.local.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import com.sun.net.httpserver.HttpExchange;

/**
 * An answer of the inbox.
 *
 * @param status the HTTP status
 * @param headers the headers of its own
 * @param body the content
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

	/** The page runs its own script and nothing else. */
	private static final String OUR_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
			+ "frame-ancestors 'none'";

	/** A mail runs nothing and loads nothing; its links open beside the inbox. */
	private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
			+ "form-action 'none'; frame-ancestors 'self'; "
			+ "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

	static Answer empty(int status) {
		return new Answer(status, Map.of(), new byte[0]);
	}

	static Answer json(String json) {
		return of("application/json", json);
	}

	static Answer page(String html) {
		return of("text/html; charset=utf-8", html).with("Content-Security-Policy", OUR_POLICY);
	}

	/**
	 * A mail's own HTML.
	 * @param html as it came
	 * @return an answer that does no harm
	 */
	static Answer mail(String html) {
		String linksOutside = html.replaceFirst("(?i)<head>", "$0<base target=\"_blank\">");
		return of("text/html; charset=utf-8", linksOutside).with("Content-Security-Policy", MAIL_POLICY);
	}

	static Answer resource(String name, String type) {
		try (InputStream file = Objects.requireNonNull(Answer.class.getResourceAsStream(name), name)) {
			return of(type, new String(file.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Answer of(String type, String content) {
		return new Answer(200, Map.of("Content-Type", type), content.getBytes(StandardCharsets.UTF_8));
	}

	Answer with(String name, String value) {
		Map<String, String> more = new HashMap<>(this.headers);
		more.put(name, value);
		return new Answer(this.status, more, this.body);
	}

	void send(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.headers.forEach(exchange.getResponseHeaders()::set);
			exchange.getResponseHeaders().set("Cache-Control", "no-cache");
			exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
			exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
			exchange.sendResponseHeaders(this.status, (this.body.length > 0) ? this.body.length : -1);
			if (this.body.length > 0) {
				exchange.getResponseBody().write(this.body);
			}
		}
	}

}
