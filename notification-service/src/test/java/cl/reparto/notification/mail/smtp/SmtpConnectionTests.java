package cl.reparto.notification.mail.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import cl.reparto.local.smtp.Hold;
import cl.reparto.local.smtp.Reply;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;
import cl.reparto.notification.mail.smtp.Delivery.Deferred;
import cl.reparto.notification.mail.smtp.Delivery.Rejected;
import cl.reparto.notification.mail.smtp.Delivery.Sent;
import cl.reparto.notification.mail.smtp.Delivery.Unavailable;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
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
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SmtpConnectionTests {

	private static final List<String> TIMEOUTS = List.of("connectiontimeout", "timeout");

	private static final Duration LONG = Duration.ofMinutes(1);

	private final ScriptedSmtp smtp = new ScriptedSmtp().remembering();

	private final JavaMailSenderImpl configured = new JavaMailSenderImpl();

	private String timeout = "300";

	private @Nullable Thread watch;

	@AfterEach
	void close() {
		if (this.watch != null) {
			this.watch.interrupt();
		}
		this.smtp.close();
	}

	@Test
	void sendsManyMailsOverOneConnection() throws Exception {
		try (SmtpConnection connection = connection()) {
			for (int i = 0; i < 20; i++) {
				assertThat(connection.send(mail(), () -> true)).isEqualTo(new Sent());
			}
		}

		assertThat(this.smtp.mails()).hasSize(20).extracting(TakenMail::recipient).containsOnly("ana@example.cl");
		assertThat(this.smtp.connections()).isEqualTo(1);
	}

	/** The server has nothing to answer to its beginning. */
	@Test
	void sendsTheEndOfALongMailAtOnce() throws Exception {
		try (Socket socket = new PromptSockets().createSocket()) {
			assertThat(socket.getTcpNoDelay()).isTrue();
		}
	}

	/** What is about the mailbox is the customer's; what is about us waits. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RCPT     | 550 no <ana@example.cl>            | rejected
			RCPT     | 551 moved                          | rejected
			RCPT     | 553 no such name                   | rejected
			RCPT     | 556 takes no mail                  | rejected
			RCPT     | 550 5.1.1 unknown                  | rejected
			RCPT     | 554 5.1.10 null MX                 | rejected
			RCPT     | 550 5.2.1 disabled                 | rejected
			RCPT     | 552 5.2.2 full                     | rejected
			.        | 552 5.2.2 full                     | rejected
			.        | 550 5.1.1 unknown                  | rejected
			RCPT     | 450 no                             | mailbox
			RCPT     | 452 full                           | mailbox
			RCPT     | 450 4.2.1 busy                     | mailbox
			RCPT     | 421 enough                         | mailbox
			RCPT     | 450 4.7.1 greylisted               | us, this mail
			RCPT     | 451 4.3.0 trouble                  | us, this mail
			RCPT     | 550 5.1.8 sender's domain          | us, this mail
			RCPT     | 550 5.1.7 sender                   | us, this mail
			RCPT     | 550 5.7.1 on a list                | us, this mail
			RCPT     | 554 5.7.1 relay access denied      | us, this mail
			RCPT     | 550 5.4.5 daily limit              | us, this mail
			RCPT     | 552 too much                       | us, this mail
			RCPT     | 554 no                             | us, this mail
			RCPT     | 503 order                          | us, this mail
			RCPT     | 500 what                           | us, this mail
			DATA     | 451 not now                        | us, this mail
			DATA     | 503 order                          | us, this mail
			DATA     | 554 no                             | us, this mail
			.        | 451 not now                        | us, this mail
			.        | 550 no                             | us, this mail
			.        | 552 too much                       | us, this mail
			.        | 552 5.3.4 too big                  | us, this mail
			.        | 554 5.7.1 spam                     | us, this mail
			greeting | 554 go away                        | us, every mail
			greeting | 421 busy                           | us, every mail
			MAIL     | 550 no                             | us, every mail
			MAIL     | 550 5.4.5 daily limit              | us, every mail
			MAIL     | 550 5.1.1 unknown                  | us, every mail
			MAIL     | 553 5.7.1 sender not allowed       | us, every mail
			MAIL     | 552 too much                       | us, every mail
			MAIL     | 503 order                          | us, every mail
			MAIL     | 500 what                           | us, every mail
			MAIL     | 421 closing                        | us, every mail
			MAIL     | 451 not now                        | us, every mail
			MAIL     | 530 log in first                   | us, every mail
			MAIL     | 535 log in first                   | us, every mail
			RCPT     | 530 5.7.0 log in first             | us, every mail
			""")
	void tellsWhoAReplyIsAbout(String command, String reply, String about) {
		this.smtp.reply(command, reply);

		Delivery delivery = send();

		assertThat(about(delivery)).isEqualTo(about);
		assertThat(delivery.toString()).contains(reply.substring(0, 3)).doesNotContain("ana@example.cl");
	}

	private static String about(Delivery delivery) {
		return switch (delivery) {
			case Sent _ -> "nobody";
			case Rejected _ -> "rejected";
			case Deferred deferred -> deferred.aboutUs() ? "us, this mail" : "mailbox";
			case Unavailable _ -> "us, every mail";
		};
	}

	@ParameterizedTest
	@CsvSource({ "greeting, true", "MAIL, true", "RCPT, false", "DATA, false", "., false" })
	void takesABrokenConnectionForEveryMailsOnlyBeforeTheSenderIsTaken(String command, boolean every) {
		this.smtp.reply(command, Reply.CUT);

		Delivery delivery = send();

		assertThat(delivery).isInstanceOf(every ? Unavailable.class : Deferred.class);
	}

	@Test
	void takesAServerThatRefusesToSayHelloForNoFaultOfTheMail() {
		this.smtp.reply("EHLO", "550 no").reply("HELO", "550 no");

		Delivery delivery = send();

		assertThat(delivery).isInstanceOf(Unavailable.class);
	}

	@ParameterizedTest
	@CsvSource({ "greeting, true", "EHLO, true", "MAIL, true", "RCPT, false", "DATA, false" })
	void doesNotWaitForEverForAReply(String command, boolean every) {
		this.smtp.reply(command, Reply.HANG);

		Delivery delivery = send();

		String why = "no connection: Read timed out";
		assertThat(delivery).isEqualTo(every ? new Unavailable(why) : new Deferred(why, true));
	}

	@Test
	void hasOneDeadlineForAllReplies() throws Exception {
		Hold hold = this.smtp.hold("RCPT");
		this.timeout = "60000";

		try (SmtpConnection connection = connection(Duration.ofMillis(300))) {
			Delivery delivery = connection.send(mail(), () -> true);

			assertThat(delivery).isEqualTo(new Deferred("no answer in time", true));
			hold.release();
			assertThat(connection.send(mail(), () -> true)).isEqualTo(new Sent());
		}
		assertThat(this.smtp.mails()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "smtp", "smtps" })
	void hasADeadlineForAServerThatSaysNothing(String protocol) throws Exception {
		this.configured.setProtocol(protocol);
		this.timeout = "60000";
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				SmtpConnection connection = connection(Duration.ofMillis(300), server.getLocalPort())) {
			Delivery delivery = connection.send(mail(), () -> true);

			assertThat(delivery).isEqualTo(new Unavailable("no answer in time"));
		}
	}

	@Test
	void hasADeadlineForAServerThatStopsReading() throws Exception {
		MimeMessage mail = mail();
		mail.setText("Sopaipillas\n".repeat(1_000_000));
		this.timeout = "60000";
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
				SmtpConnection connection = connection(Duration.ofMillis(500), server.getLocalPort())) {
			Future<Socket> talk = threads.submit(() -> talkUntilTheMailComes(server));

			Delivery delivery = connection.send(mail, () -> true);

			assertThat(delivery).isInstanceOf(Deferred.class);
			talk.get().close();
		}
	}

	private static Socket talkUntilTheMailComes(ServerSocket server) throws IOException {
		Socket socket = server.accept();
		BufferedReader commands = new BufferedReader(new InputStreamReader(socket.getInputStream()));
		String command = "";
		socket.getOutputStream().write("220 hello\r\n".getBytes(StandardCharsets.US_ASCII));
		while (!command.equals("DATA")) {
			command = commands.readLine();
			String reply = command.equals("DATA") ? "354 go on\r\n" : "250 fine\r\n";
			socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
		}
		return socket;
	}

	@Test
	void saysNoFinalDotForAMailThatIsNotOursAnyMore() throws Exception {
		try (SmtpConnection connection = connection(LONG)) {
			Delivery delivery = connection.send(mail(), () -> false);

			assertThat(delivery).isInstanceOf(Deferred.class);
			assertThat(connection.send(mail(), () -> true)).isEqualTo(new Sent());
		}
		assertThat(this.smtp.mails()).hasSize(1);
	}

	@Test
	void saysTheNameThatItIsTold() {
		this.configured.getJavaMailProperties().setProperty("mail.smtp.localhost", "mail.reparto.example");

		send();

		assertThat(this.smtp.commands()).contains("EHLO mail.reparto.example");
	}

	@Test
	void takesAnUnreachableServerForAWait() {
		this.smtp.close();

		Delivery delivery = send();

		assertThat(delivery).isInstanceOf(Unavailable.class);
	}

	@Test
	void tellsNothingOfTheCustomer() {
		this.smtp.reply("RCPT", "450 <ana@example.cl> is on holiday");

		Delivery delivery = send();

		assertThat(delivery.toString()).doesNotContain("ana", "holiday");
	}

	@Test
	void goesOnOverTheSameConnectionAfterARefusal() throws Exception {
		this.smtp.once("RCPT", "550 unknown").once("RCPT", "450 later");

		try (SmtpConnection connection = connection()) {
			assertThat(connection.send(mail(), () -> true)).isInstanceOf(Rejected.class);
			assertThat(connection.send(mail(), () -> true)).isInstanceOf(Deferred.class);
			assertThat(connection.send(mail(), () -> true)).isInstanceOf(Sent.class);
		}

		assertThat(this.smtp.connections()).isEqualTo(1);
	}

	@Test
	void replacesAKeptConnectionThatTheServerHasClosed() throws Exception {
		assertReplacesAKeptConnection(this.smtp::cutAll);
	}

	@Test
	void replacesAKeptConnectionThatTheServerIsClosing() throws Exception {
		assertReplacesAKeptConnection(() -> this.smtp.once("MAIL", "421 enough for one connection"));
	}

	private void assertReplacesAKeptConnection(Runnable meanwhile) throws Exception {
		try (SmtpConnection connection = connection()) {
			connection.send(mail(), () -> true);
			meanwhile.run();

			Delivery delivery = connection.send(mail(), () -> true);

			assertThat(delivery).isEqualTo(new Sent());
		}
		assertThat(this.smtp.mails()).hasSize(2);
		assertThat(this.smtp.connections()).isEqualTo(2);
	}

	@Test
	void connectsAgainAfterHavingDisconnected() throws Exception {
		try (SmtpConnection connection = connection()) {
			connection.send(mail(), () -> true);
			connection.disconnect();

			Delivery delivery = connection.send(mail(), () -> true);

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
			.isEqualTo(new Unavailable("no connection: STARTTLS is required but host does not support STARTTLS"));
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

		assertThat(delivery).isEqualTo(new Unavailable("login failed"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "-1", "30s" })
	void refusesToWaitForEver(String timeout) {
		this.configured.getJavaMailProperties().setProperty("mail.smtp.timeout", timeout);

		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new SmtpServer(this.configured, LONG))
			.withMessageContaining("spring.mail.properties.mail.smtp.");
	}

	private Delivery send() {
		try (SmtpConnection connection = connection()) {
			return connection.send(mail(), () -> true);
		}
	}

	private SmtpConnection connection() {
		return connection(LONG);
	}

	private SmtpConnection connection(Duration attempt) {
		return connection(attempt, this.smtp.port());
	}

	private SmtpConnection connection(Duration attempt, int port) {
		this.configured.setHost("localhost");
		this.configured.setPort(port);
		Properties properties = this.configured.getJavaMailProperties();
		for (String timeout : TIMEOUTS) {
			properties.setProperty("mail.smtp." + timeout, this.timeout);
			properties.setProperty("mail.smtps." + timeout, this.timeout);
		}
		SmtpServer server = new SmtpServer(this.configured, attempt);
		this.watch = Thread.startVirtualThread(() -> {
			try {
				server.watch();
			}
			catch (InterruptedException ex) {
				// The test is over.
			}
		});
		return server.connection();
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
