package cl.reparto.local.mail;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import cl.reparto.local.process.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MailCatcherTests {

	private final List<Integer> ports = FreePorts.pick(2);

	private final MailCatcher catcher = new MailCatcher(this.ports.getFirst(), this.ports.getLast());

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterEach
	void stop() {
		this.catcher.close();
		this.http.close();
	}

	@Test
	void takesMailsForAnyone() throws Exception {
		send("nobody@example.com", "=?UTF-8?Q?Tu_pedido:_=C3=B1oquis?=");

		assertThat(this.catcher.mailbox().mails()).singleElement().satisfies((mail) -> {
			assertThat(mail.to()).isEqualTo("nobody@example.com");
			assertThat(mail.subject()).isEqualTo("Tu pedido: ñoquis");
			assertThat(mail.text()).isEqualToIgnoringNewLines("Va en camino");
			assertThat(mail.html()).isEqualToIgnoringNewLines("<html><head></head><body>Va en camino</body></html>");
		});
	}

	@Test
	void showsAMailThatItCannotReadAsItCame() throws Exception {
		say("""
				RCPT TO:<ana@example.com>
				DATA
				Content-Type: text/plain; charset=nonsense

				Va en camino
				.
				QUIT
				""");

		assertThat(this.catcher.mailbox().mails()).singleElement().satisfies((mail) -> {
			assertThat(mail.to()).isEqualTo("ana@example.com");
			assertThat(mail.text()).contains("charset=nonsense", "Va en camino");
		});
	}

	@Test
	void doesNotMindAClientThatIsKilled() throws Exception {
		List<Throwable> uncaught = new CopyOnWriteArrayList<>();
		Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> uncaught.add(ex));
		try {
			try (var client = new Socket("127.0.0.1", this.ports.getFirst())) {
				client.getInputStream().read();
				// As the system does for a process that was killed before it read
				// everything.
				client.setSoLinger(true, 0);
			}
			await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(uncaught).isEmpty());
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(null);
		}
	}

	@Test
	void tellsProgramsTheEnvelopesAsJson() throws Exception {
		send("ana@example.com", "A");

		JsonNode mail = new JsonMapper().readTree(get("/api/messages").body()).get(0);

		assertThat(mail.propertyNames()).containsExactlyInAnyOrder("id", "messageId", "from", "to", "subject",
				"receivedAt", "inReplyTo", "references");
		assertThat(mail.get("messageId").stringValue()).isEqualTo("<2@reparto>");
		assertThat(mail.get("inReplyTo").stringValue()).isEqualTo("<1@reparto>");
		assertThat(mail.get("references").get(0).stringValue()).isEqualTo("<1@reparto>");
	}

	@Test
	void forgetsAllMailsWhenAsked() throws Exception {
		send("ana@example.com", "A");

		HttpResponse<String> answer = this.http.send(HttpRequest.newBuilder(address("/api/messages")).DELETE().build(),
				HttpResponse.BodyHandlers.ofString());

		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(get("/api/messages").body()).isEqualTo("[]");
	}

	@Test
	void letsThePageRunItsOwnScriptOnly() throws Exception {
		assertThat(policy("/")).contains("default-src 'none'", "script-src 'self'").doesNotContain("unsafe");
	}

	@Test
	void letsAMailRunNothing() throws Exception {
		send("ana@example.com", "A");

		assertThat(policy("/messages/1/html")).contains("default-src 'none'", "sandbox ")
			.doesNotContain("script-src", "allow-scripts");
	}

	@Test
	void opensTheLinksOfAMailOutsideTheInbox() throws Exception {
		send("ana@example.com", "A");

		assertThat(get("/messages/1/html").body()).contains("<head><base target=\"_blank\"></head>");
	}

	@Test
	void sendsTheListAgainOnlyWhenItChanged() throws Exception {
		String tag = get("/list").headers().firstValue("ETag").orElseThrow();
		HttpRequest again = HttpRequest.newBuilder(address("/list")).header("If-None-Match", tag).build();
		int before = this.http.send(again, HttpResponse.BodyHandlers.discarding()).statusCode();

		send("ana@example.com", "A");
		int after = this.http.send(again, HttpResponse.BodyHandlers.discarding()).statusCode();

		assertThat(before).isEqualTo(304);
		assertThat(after).isEqualTo(200);
	}

	@Test
	void servesItsPageWhole() throws Exception {
		assertThat(get("/").statusCode()).isEqualTo(200);
		assertThat(get("/inbox.css").headers().firstValue("Content-Type")).contains("text/css");
		assertThat(get("/inbox.js").headers().firstValue("Content-Type")).contains("text/javascript");
	}

	@Test
	void tellsNothingToWhoeverCameByAnotherName() throws Exception {
		try (var client = new Socket("127.0.0.1", this.ports.getLast())) {
			client.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));

			assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.startsWith("HTTP/1.1 403");
		}
	}

	@Test
	void knowsNothingElse() throws Exception {
		assertThat(get("/messages/7/html").statusCode()).isEqualTo(404);
		assertThat(get("/../pom.xml").statusCode()).isEqualTo(404);
	}

	private void send(String to, String subject) throws IOException {
		say("""
				RCPT TO:<%1$s>
				DATA
				To: %1$s
				Subject: %2$s
				Message-ID: <2@reparto>
				In-Reply-To: <1@reparto>
				References: <1@reparto>
				Content-Type: multipart/alternative; boundary=b

				--b
				Content-Type: text/plain; charset=UTF-8

				Va en camino
				--b
				Content-Type: text/html; charset=UTF-8

				<html><head></head><body>Va en camino</body></html>
				--b--
				.
				QUIT
				""".formatted(to, subject));
	}

	/** Says it all at once, and hears what there is to hear. */
	private void say(String commands) throws IOException {
		try (var client = new Socket("127.0.0.1", this.ports.getFirst())) {
			client.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
			client.getInputStream().readAllBytes();
		}
	}

	private String policy(String path) throws Exception {
		return get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.ports.getLast() + path);
	}

}
