package cl.reparto.notification.mail.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

import cl.reparto.local.smtp.Reply;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;
import cl.reparto.notification.mail.smtp.Delivery.Deferred;
import cl.reparto.notification.mail.smtp.Delivery.Rejected;
import cl.reparto.notification.mail.smtp.Delivery.Sent;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a mail, by what the server says at which moment.
 */
// A read without a time-out cannot be interrupted, so another thread must give up on it.
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class SmtpConnectionTests {

	private static final List<String> TIMEOUTS = List.of("connectiontimeout", "timeout", "writetimeout");

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
				assertThat(connection.send(mail())).isEqualTo(new Sent());
			}
		}

		assertThat(this.smtp.mails()).hasSize(20).extracting(TakenMail::recipient).containsOnly("ana@example.cl");
		assertThat(this.smtp.connections()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "MAIL, 550", "RCPT, 550", "RCPT, 554", "DATA, 554", "., 552", "., 571" })
	void takesARefusalOfTheMailForFinal(String command, int code) {
		this.smtp.reply(command, code + " no <ana@example.cl>");

		Delivery delivery = send();

		assertThat(delivery).isEqualTo(new Rejected(code));
	}

	@ParameterizedTest
	@CsvSource({ "MAIL, 451", "RCPT, 450", "RCPT, 452", "DATA, 451", "., 451" })
	void takesATemporaryFailureForAWait(String command, int code) {
		this.smtp.reply(command, code + " not now <ana@example.cl>");

		Delivery delivery = send();

		assertThat(delivery).isEqualTo(new Deferred("reply " + code, false));
	}

	@ParameterizedTest
	@ValueSource(ints = { 530, 534, 535, 538 })
	void takesALackOfLoginForNoFaultOfTheMail(int code) {
		this.smtp.reply("MAIL", code + " log in first");

		Delivery delivery = send();

		assertThat(delivery).isEqualTo(new Deferred("reply " + code, true));
	}

	@ParameterizedTest
	@CsvSource({ "greeting, 554 go away", "greeting, 421 busy", "MAIL, 421 closing" })
	void takesAServerThatIsBusyForNoFaultOfTheMail(String command, String reply) {
		this.smtp.reply(command, reply);

		Delivery delivery = send();

		assertThat(delivery).isInstanceOfSatisfying(Deferred.class,
				(deferred) -> assertThat(deferred.broken()).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "greeting", "MAIL", "RCPT", "DATA", "." })
	void takesTroubleWithTheConnectionForNoFaultOfTheMail(String command) {
		this.smtp.reply(command, Reply.CUT);

		Delivery delivery = send();

		assertThat(delivery).isInstanceOfSatisfying(Deferred.class,
				(deferred) -> assertThat(deferred.broken()).isTrue());
	}

	@Test
	void takesAServerThatRefusesToSayHelloForNoFaultOfTheMail() {
		this.smtp.reply("EHLO", "550 no").reply("HELO", "550 no");

		Delivery delivery = send();

		assertThat(delivery).isInstanceOf(Deferred.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "greeting", "EHLO", "MAIL", "RCPT", "DATA" })
	void doesNotWaitForEverForAReply(String command) {
		this.smtp.reply(command, Reply.HANG);

		Delivery delivery = send();

		assertThat(delivery).isEqualTo(new Deferred("no connection: Read timed out", true));
	}

	@Test
	void takesAnUnreachableServerForAWait() {
		this.smtp.close();

		Delivery delivery = send();

		assertThat(delivery).isInstanceOf(Deferred.class);
	}

	@Test
	void tellsNothingOfTheCustomer() {
		this.smtp.reply("RCPT", "450 <ana@example.cl> is on holiday");

		Delivery delivery = send();

		assertThat(delivery.toString()).doesNotContain("ana", "holiday");
	}

	@Test
	void goesOnOverTheSameConnectionAfterARefusal() {
		this.smtp.once("RCPT", "550 unknown").once("RCPT", "450 later");

		try (SmtpConnection connection = connection()) {
			assertThat(connection.send(mail())).isInstanceOf(Rejected.class);
			assertThat(connection.send(mail())).isInstanceOf(Deferred.class);
			assertThat(connection.send(mail())).isInstanceOf(Sent.class);
		}

		assertThat(this.smtp.connections()).isEqualTo(1);
	}

	@Test
	void replacesAKeptConnectionThatTheServerHasClosed() {
		assertReplacesAKeptConnection(this.smtp::cutAll);
	}

	@Test
	void replacesAKeptConnectionThatTheServerIsClosing() {
		assertReplacesAKeptConnection(() -> this.smtp.once("MAIL", "421 enough for one connection"));
	}

	private void assertReplacesAKeptConnection(Runnable meanwhile) {
		try (SmtpConnection connection = connection()) {
			connection.send(mail());
			meanwhile.run();

			Delivery delivery = connection.send(mail());

			assertThat(delivery).isEqualTo(new Sent());
		}
		assertThat(this.smtp.mails()).hasSize(2);
		assertThat(this.smtp.connections()).isEqualTo(2);
	}

	@Test
	void connectsAgainAfterHavingDisconnected() {
		try (SmtpConnection connection = connection()) {
			connection.send(mail());
			connection.disconnect();

			Delivery delivery = connection.send(mail());

			assertThat(delivery).isEqualTo(new Sent());
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

		Delivery delivery = send();

		assertThat(delivery)
			.isEqualTo(new Deferred("no connection: STARTTLS is required but host does not support STARTTLS", true));
		assertThat(this.smtp.commands()).noneMatch((command) -> command.matches("(AUTH|MAIL|RCPT|DATA).*"));
	}

	@Test
	void logsInIfToldTo() {
		this.configured.setUsername("reparto");
		this.configured.setPassword("secret");
		this.smtp.offer("AUTH PLAIN").reply("AUTH", "235 welcome");

		Delivery delivery = send();

		assertThat(delivery).isEqualTo(new Sent());
		assertThat(this.smtp.commands()).contains("AUTH PLAIN "
				+ Base64.getEncoder().encodeToString("reparto\0reparto\0secret".getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void waitsIfTheLoginIsRefused() {
		this.configured.setUsername("reparto");
		this.configured.setPassword("wrong");
		this.smtp.offer("AUTH PLAIN").reply("AUTH", "535 no");

		Delivery delivery = send();

		assertThat(delivery).isEqualTo(new Deferred("login failed", true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "-1", "30s" })
	void refusesToWaitForEver(String timeout) {
		this.configured.getJavaMailProperties().setProperty("mail.smtp.timeout", timeout);

		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new SmtpServer(this.configured))
			.withMessageContaining("spring.mail.properties.mail.smtp.");
	}

	private Delivery send() {
		try (SmtpConnection connection = connection()) {
			return connection.send(mail());
		}
	}

	private SmtpConnection connection() {
		this.configured.setHost("localhost");
		this.configured.setPort(this.smtp.port());
		Properties properties = this.configured.getJavaMailProperties();
		TIMEOUTS.forEach((timeout) -> properties.setProperty("mail.smtp." + timeout, "300"));
		return new SmtpServer(this.configured).connection();
	}

	private static MimeMessage mail() {
		try {
			MimeMessage mail = new MimeMessage((Session) null);
			mail.setFrom("pedidos@reparto.example");
			mail.setRecipients(RecipientType.TO, "ana@example.cl");
			mail.setText("Recibimos tu pedido");
			return mail;
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
