package cl.reparto.notification.mail;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;

import cl.reparto.local.smtp.Reply;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;
import cl.reparto.model.Status;
import cl.reparto.notification.mail.Verdict.Later;
import cl.reparto.notification.mail.Verdict.Refused;
import cl.reparto.notification.mail.Verdict.Taken;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mail.javamail.JavaMailSenderImpl;

import static cl.reparto.notification.mail.Orders.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a mail, by what the server says at which moment.
 */
// A read without a time-out cannot be interrupted, so another thread must give up on it.
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class SmtpConnectionTests {

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	private final ScriptedSmtp smtp = new ScriptedSmtp().remembering();

	private final JavaMailSenderImpl configured = new JavaMailSenderImpl();

	@AfterEach
	void close() {
		this.smtp.close();
	}

	@Test
	void sendsManyMailsOverOneConnection() {
		try (SmtpConnection connection = connection()) {
			for (int i = 0; i < 20; i++) {
				assertThat(connection.send(mail())).isEqualTo(new Taken());
			}
		}

		assertThat(this.smtp.mails()).hasSize(20).extracting(TakenMail::recipient).containsOnly("ana@example.cl");
		assertThat(this.smtp.connections()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "MAIL, 550", "RCPT, 550", "RCPT, 554", "DATA, 554", "., 552", "., 571" })
	void takesARefusalOfTheMailForFinal(String command, int code) {
		this.smtp.reply(command, code + " no <ana@example.cl>");

		Verdict verdict = send();

		assertThat(verdict).isEqualTo(new Refused(code));
	}

	@ParameterizedTest
	@CsvSource({ "MAIL, 451", "RCPT, 450", "RCPT, 452", "DATA, 451", "., 451" })
	void takesATemporaryFailureForAWait(String command, int code) {
		this.smtp.reply(command, code + " not now <ana@example.cl>");

		Verdict verdict = send();

		assertThat(verdict).isEqualTo(new Later("reply " + code, false));
	}

	@ParameterizedTest
	@ValueSource(ints = { 530, 534, 535, 538 })
	void takesALackOfLoginForNoFaultOfTheMail(int code) {
		this.smtp.reply("MAIL", code + " log in first");

		Verdict verdict = send();

		assertThat(verdict).isEqualTo(new Later("reply " + code, true));
	}

	@ParameterizedTest
	@CsvSource({ "greeting, 554 go away", "greeting, 421 busy", "MAIL, 421 closing" })
	void takesAServerThatIsBusyForNoFaultOfTheMail(String command, String reply) {
		this.smtp.reply(command, reply);

		Verdict verdict = send();

		assertThat(verdict).isInstanceOfSatisfying(Later.class, (later) -> assertThat(later.broken()).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "greeting", "MAIL", "RCPT", "DATA", "." })
	void takesTroubleWithTheConnectionForNoFaultOfTheMail(String command) {
		this.smtp.reply(command, Reply.CUT);

		Verdict verdict = send();

		assertThat(verdict).isInstanceOfSatisfying(Later.class, (later) -> assertThat(later.broken()).isTrue());
	}

	@Test
	void takesAServerThatRefusesToSayHelloForNoFaultOfTheMail() {
		this.smtp.reply("EHLO", "550 no").reply("HELO", "550 no");

		Verdict verdict = send();

		assertThat(verdict).isInstanceOf(Later.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "greeting", "EHLO", "MAIL", "RCPT", "DATA" })
	void doesNotWaitForEverForAReply(String command) {
		this.smtp.reply(command, Reply.HANG);

		Verdict verdict = send();

		assertThat(verdict).isEqualTo(new Later("no connection: Read timed out", true));
	}

	@Test
	void takesAnUnreachableServerForAWait() {
		this.smtp.close();

		Verdict verdict = send();

		assertThat(verdict).isInstanceOf(Later.class);
	}

	@Test
	void tellsNothingOfTheCustomer() {
		this.smtp.reply("RCPT", "450 <ana@example.cl> is on holiday");

		Verdict verdict = send();

		assertThat(verdict.toString()).doesNotContain("ana", "holiday");
	}

	@Test
	void goesOnOverTheSameConnectionAfterARefusal() {
		this.smtp.once("RCPT", "550 unknown").once("RCPT", "450 later");

		try (SmtpConnection connection = connection()) {
			assertThat(connection.send(mail())).isInstanceOf(Refused.class);
			assertThat(connection.send(mail())).isInstanceOf(Later.class);
			assertThat(connection.send(mail())).isInstanceOf(Taken.class);
		}

		assertThat(this.smtp.connections()).isEqualTo(1);
	}

	@Test
	void replacesAKeptConnectionThatTheServerHasClosed() {
		try (SmtpConnection connection = connection()) {
			connection.send(mail());
			this.smtp.cutAll();

			Verdict verdict = connection.send(mail());

			assertThat(verdict).isEqualTo(new Taken());
		}
		assertThat(this.smtp.mails()).hasSize(2);
		assertThat(this.smtp.connections()).isEqualTo(2);
	}

	@Test
	void replacesAKeptConnectionThatTheServerIsClosing() {
		try (SmtpConnection connection = connection()) {
			connection.send(mail());
			this.smtp.once("MAIL", "421 enough for one connection");

			Verdict verdict = connection.send(mail());

			assertThat(verdict).isEqualTo(new Taken());
		}
		assertThat(this.smtp.mails()).hasSize(2);
		assertThat(this.smtp.connections()).isEqualTo(2);
	}

	@Test
	void connectsAgainAfterHavingDisconnected() {
		try (SmtpConnection connection = connection()) {
			connection.send(mail());
			connection.disconnect();

			Verdict verdict = connection.send(mail());

			assertThat(verdict).isEqualTo(new Taken());
		}
		assertThat(this.smtp.commands()).contains("QUIT");
		assertThat(this.smtp.connections()).isEqualTo(2);
	}

	@Test
	void sendsNothingInPlainIfTlsIsRequired() {
		this.configured.getJavaMailProperties().setProperty("mail.smtp.starttls.enable", "true");
		this.configured.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "true");
		this.configured.setUsername("reparto");
		this.configured.setPassword("secret");
		this.smtp.offer("AUTH PLAIN");

		Verdict verdict = send();

		assertThat(verdict)
			.isEqualTo(new Later("no connection: STARTTLS is required but host does not support STARTTLS", true));
		assertThat(this.smtp.commands()).noneMatch((command) -> command.matches("(AUTH|MAIL|RCPT|DATA).*"));
	}

	@Test
	void logsInIfToldTo() {
		this.configured.setUsername("reparto");
		this.configured.setPassword("secret");
		this.smtp.offer("AUTH PLAIN").reply("AUTH", "235 welcome");

		Verdict verdict = send();

		assertThat(verdict).isEqualTo(new Taken());
		assertThat(this.smtp.commands()).contains("AUTH PLAIN "
				+ Base64.getEncoder().encodeToString("reparto\0reparto\0secret".getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void waitsIfTheLoginIsRefused() {
		this.configured.setUsername("reparto");
		this.configured.setPassword("wrong");
		this.smtp.offer("AUTH PLAIN").reply("AUTH", "535 no");

		Verdict verdict = send();

		assertThat(verdict).isEqualTo(new Later("login failed", true));
	}

	private Verdict send() {
		try (SmtpConnection connection = connection()) {
			return connection.send(mail());
		}
	}

	private SmtpConnection connection() {
		this.configured.setHost("localhost");
		this.configured.setPort(this.smtp.port());
		return new SmtpConnection(new SmtpServer(this.configured, new Timeouts(TIMEOUT, TIMEOUT, TIMEOUT)));
	}

	private static MimeMessage mail() {
		try {
			return new LetterWriter(new Letterhead(new InternetAddress("pedidos@reparto.example")),
					ZoneId.of("America/Santiago"), new StatusAddress(URI.create("http://localhost")))
				.write(anOrder().at(Status.RECIBIDO));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
