package cl.reparto.local.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/**
 * An answer to a browser or a program.
 *
 * @param status the HTTP status
 * @param type what the content is
 * @param policy what the content may do in a browser
 * @param content the content; may be empty
 */
public record Answer(int status, String type, String policy, String content) {

	/** The page runs its own script and nothing else. */
	private static final String OUR_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; "
			+ "frame-ancestors 'none'";

	/** A mail runs nothing and loads nothing; its links open beside the inbox. */
	private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
			+ "form-action 'none'; frame-ancestors 'self'; "
			+ "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

	private static final String HTML = "text/html; charset=utf-8";

	/** Nothing but a status. */
	public static Answer empty(int status) {
		return new Answer(status, HTML, OUR_POLICY, "");
	}

	/** A page of our own. */
	public static Answer page(String html) {
		return of(HTML, html);
	}

	/** Something of our own. */
	public static Answer of(String type, String content) {
		return new Answer(200, type, OUR_POLICY, content);
	}

	/**
	 * What is not done.
	 * @param why for people
	 * @return an answer of 403
	 */
	public static Answer refused(String why) {
		return new Answer(403, "text/plain; charset=utf-8", OUR_POLICY, why);
	}

	/**
	 * A mail's own HTML.
	 * @param html as it came
	 * @return an answer that does no harm
	 */
	public static Answer mail(String html) {
		return new Answer(200, HTML, MAIL_POLICY, html.replaceFirst("(?i)<head>", "$0<base target=\"_blank\">"));
	}

	void send(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = this.content.getBytes(StandardCharsets.UTF_8);
			Headers headers = exchange.getResponseHeaders();
			headers.set("Content-Type", this.type);
			headers.set("Content-Security-Policy", this.policy);
			headers.set("Cache-Control", "no-store");
			headers.set("Referrer-Policy", "no-referrer");
			headers.set("X-Content-Type-Options", "nosniff");
			exchange.sendResponseHeaders(this.status, (body.length > 0) ? body.length : -1);
			if (body.length > 0) {
				exchange.getResponseBody().write(body);
			}
		}
	}

}
