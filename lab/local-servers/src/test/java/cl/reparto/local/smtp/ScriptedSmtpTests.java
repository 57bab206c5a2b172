package cl.reparto.local.smtp;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import cl.reparto.local.process.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class ScriptedSmtpTests {

	private final ScriptedSmtp server = new ScriptedSmtp();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void takesMails() throws IOException {
		Instant before = Instant.now();
		send("ana@example.cl", "a.1");
		try (SmtpClient client = new SmtpClient(this.server)) {
			assertThat(client.begin("juan@example.cl", "b.1").say(".")).startsWith("250");
			assertThat(client.next("juan@example.cl", "b.2").say(".")).startsWith("250");
		}

		assertThat(this.server.mails()).extracting(TakenMail::messageId).containsExactly("<a.1>", "<b.1>", "<b.2>");
		assertThat(this.server.mails()).extracting(TakenMail::recipient)
			.containsExactly("ana@example.cl", "juan@example.cl", "juan@example.cl");
		assertThat(this.server.mails().getFirst().at()).isBetween(before, Instant.now());
	}

	@Test
	void keepsNoContentUnlessToldTo() throws IOException {
		send("ana@example.cl", "a.1");
		this.server.remembering();
		send("ana@example.cl", "a.2");

		assertThat(this.server.mails()).extracting(TakenMail::content)
			.containsExactly("", "Message-ID: <a.2>\r\nSubject: Pedido\r\n\r\nMessage-ID: none\r\n.hidden dot\r\n");
		assertThat(this.server.commands()).containsExactly("greeting", "MAIL FROM:<pedidos@example.cl>",
				"RCPT TO:<ana@example.cl>", "DATA");
	}

	@Test
	void handsWholeMailsOnAndKeepsNone() throws IOException {
		List<TakenMail> taken = new CopyOnWriteArrayList<>();
		try (ScriptedSmtp server = new ScriptedSmtp(0, taken::add); SmtpClient client = new SmtpClient(server)) {
			client.begin("ana@example.cl", "a.1").say(".");

			assertThat(taken).singleElement()
				.satisfies((mail) -> assertThat(mail.raw()).asString(UTF_8)
					.startsWith("Message-ID: <a.1>\r\n")
					.endsWith("\r\n.hidden dot\r\n"));
			assertThat(server.mails()).isEmpty();
			assertThat(server.commands()).isEmpty();
		}
	}

	@Test
	void countsTheMailsThatItForgets() throws IOException {
		try (ScriptedSmtp server = ScriptedSmtp.forgetting(); SmtpClient client = new SmtpClient(server)) {
			client.begin("ana@example.cl", "a.1").say(".");
			client.next("ana@example.cl", "a.2").say(".");

			assertThat(server.taken()).isEqualTo(2);
			assertThat(server.mails()).isEmpty();
		}
	}

	@Test
	void endsAMailAtItsLonePointOnly() throws IOException {
		try (SmtpClient client = new SmtpClient(this.server)) {
			client.hear();
			client.whisper("DATA\r\n.\r\nDATA\r\n..\r\n.x\r\nQUIT\r\n\r\n.\r\nQUIT");

			for (String reply : List.of("354", "250", "354", "250", "221")) {
				assertThat(client.hear()).startsWith(reply);
			}
			assertThat(this.server.taken()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "RCPT TO:<ana", "nonsense", "helo here" })
	void bearsAClientThatSaysNonsense(String command) throws IOException {
		try (SmtpClient client = new SmtpClient(this.server)) {
			client.hear();

			assertThat(client.say(command)).startsWith("250");
			assertThat(client.say("data")).startsWith("354");
		}
	}

	@Test
	void takesAMailBeforeItsLateReply() throws IOException {
		this.server.reply(".", Reply.USUAL.after(Duration.ofMillis(500)));
		try (SmtpClient client = new SmtpClient(this.server)) {
			client.begin("slow@example.cl", "a.1").whisper(".");

			await().until(() -> this.server.mails().size() == 1);
			assertThat(client.isIgnored()).isTrue();
			assertThat(client.hear()).startsWith("250");
		}
	}

	@Test
	void hangsAtTheBanner() throws IOException {
		this.server.reply("greeting", Reply.HANG);
		try (SmtpClient client = new SmtpClient(this.server)) {
			assertThat(client.isIgnored()).isTrue();
			assertThat(this.server.openConnections()).isEqualTo(1);
		}
		await().until(() -> this.server.openConnections() == 0);
	}

	@Test
	void hangsAfterTakingTheMail() throws IOException {
		this.server.once(".", Reply.TAKE_AND_HANG);
		try (SmtpClient client = new SmtpClient(this.server)) {
			client.begin("ana@example.cl", "a.1").whisper(".");

			assertThat(client.isIgnored()).isTrue();
			assertThat(this.server.mails()).hasSize(1);
		}
	}

	@Test
	void keepsEverySuchCommandWaiting() throws IOException {
		Hold hold = this.server.holdEvery(".");
		try (SmtpClient one = new SmtpClient(this.server); SmtpClient other = new SmtpClient(this.server)) {
			one.hear();
			one.say("EHLO one");
			one.next("ana@example.cl", "a.1").whisper(".");
			other.hear();
			other.say("EHLO other");
			other.next("ana@example.cl", "b.1").whisper(".");
			await().until(() -> hold.held("one") == 1 && hold.held("other") == 1);
			assertThat(this.server.mails()).isEmpty();

			hold.release();

			assertThat(one.hear()).startsWith("250");
			assertThat(other.hear()).startsWith("250");
			assertThat(one.next("ana@example.cl", "a.2").say(".")).startsWith("250");
			assertThat(hold.held("one")).isOne();
		}
	}

	@Test
	void keepsCommandsWaitingThatBeginSoThoughOthersWereReleased() throws IOException {
		this.server.holdEvery("RCPT").release();
		Hold hold = this.server.holdEvery("RCPT TO:<slow@");
		try (SmtpClient client = new SmtpClient(this.server)) {
			client.hear();
			client.say("EHLO one");
			assertThat(client.say("RCPT TO:<ana@example.cl>")).startsWith("250");

			client.whisper("RCPT TO:<slow@example.cl>");
			await().until(() -> hold.held("one") == 1);
			hold.release();

			assertThat(client.hear()).startsWith("250");
		}
	}

	@Test
	void knowsClientsByTheirNames() throws IOException {
		try (SmtpClient client = new SmtpClient(this.server)) {
			client.hear();
			client.say("EHLO one");
			client.next("ana@example.cl", "a.1").say(".");
			client.next("ana@example.cl", "a.2").say(".");
		}

		assertThat(this.server.timesHeard("one", "MAIL")).isEqualTo(2);
		assertThat(this.server.timesHeard("other", "MAIL")).isZero();
	}

	@Test
	void forgetsOneThingThatItWasTold() throws IOException {
		this.server.reply("RCPT TO:<dead@", "550 unknown").reply("RCPT", "450 full");
		try (SmtpClient client = new SmtpClient(this.server)) {
			client.hear();

			this.server.forget("RCPT");

			assertThat(client.say("RCPT TO:<ana@example.cl>")).startsWith("250");
			assertThat(client.say("RCPT TO:<dead@example.cl>")).isEqualTo("550 unknown");
		}
	}

	@Test
	void knowsWhichDeliveriesAreInFlight() throws IOException {
		this.server.once(".", Reply.TAKE_AND_HANG);
		try (SmtpClient client = new SmtpClient(this.server); SmtpClient slow = new SmtpClient(this.server)) {
			slow.begin("ana@example.cl", "b.1").whisper(".");
			await().until(() -> this.server.mails().size() == 1);
			client.begin("ana@example.cl", "a.1");
			assertThat(this.server.deliveriesInFlight()).isEqualTo(2);

			client.say(".");
			await().until(() -> this.server.deliveriesInFlight() == 1);
		}
		await().until(() -> this.server.deliveriesInFlight() == 0);
	}

	@Test
	void comesBackOnTheSamePort() throws IOException {
		int port = FreePorts.pick(1).getFirst();
		try (ScriptedSmtp mortal = new ScriptedSmtp(port); SmtpClient client = new SmtpClient(mortal)) {
			client.begin("ana@example.cl", "a.1").say(".");

			mortal.stop();

			assertThatIOException().isThrownBy(() -> client.say("NOOP"));
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new SmtpClient(mortal).close());
			mortal.start();
			try (SmtpClient again = new SmtpClient(mortal)) {
				assertThat(again.begin("ana@example.cl", "a.2").say(".")).startsWith("250");
			}
			assertThat(mortal.port()).isEqualTo(port);
			assertThat(mortal.mails()).hasSize(2);
		}
	}

	private void send(String recipient, String id) throws IOException {
		try (SmtpClient client = new SmtpClient(this.server)) {
			client.begin(recipient, id).say(".");
		}
	}

}
