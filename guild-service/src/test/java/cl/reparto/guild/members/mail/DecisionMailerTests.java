package cl.reparto.guild.members.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.MemberEvent.Mailed;
import cl.reparto.guild.events.MemberEvent.Outcome;
import cl.reparto.local.smtp.Reply;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static cl.reparto.guild.members.mail.LetterBuilder.aLetter;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * One try at a letter, against a mail server.
 */
@ExtendWith(OutputCaptureExtension.class)
class DecisionMailerTests {

	@AutoClose
	private final ScriptedSmtp smtp = new ScriptedSmtp().remembering();

	/** Stays open for the next letter, as Spring keeps a real one. */
	private final MockProducer<byte[], byte[]> kafka = new MockProducer<>(true, null, new ByteArraySerializer(),
			new ByteArraySerializer()) {

		@Override
		public void close(Duration timeout) {
			flush();
		}

	};

	private final DecisionMailer mailer = new DecisionMailer(
			new DecisionWriter(new SenderSettings(true, "Gremio <gremio@reparto.example>").sender()), sender(),
			new KafkaTemplate<>(new MockProducerFactory<>(() -> this.kafka)), new Lanes(4));

	private JavaMailSenderImpl sender() {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		Properties properties = new Properties();
		properties.putAll(Map.of("mail.smtp.timeout", "300", "mail.smtp.connectiontimeout", "300", "mail.smtp.quitwait",
				"false"));
		sender.setJavaMailProperties(properties);
		sender.setHost("127.0.0.1");
		sender.setPort(this.smtp.port());
		return sender;
	}

	@BeforeEach
	void start() {
		this.smtp.start();
	}

	@Test
	void mailsALetterAndSaysSo() {
		DecisionLetter letter = aLetter().letter();

		tell(letter);

		assertThat(this.smtp.mails()).singleElement().satisfies((mail) -> {
			assertThat(mail.recipient()).isEqualTo("ana@example.cl");
			assertThat(mail.content()).contains("Tu solicitud");
		});
		assertThat(outcomes()).containsExactly(new Mailed(letter.id(), 1, Outcome.ENVIADO));
		assertThat(this.kafka.history().getFirst().partition()).as("goes first").isIn(2, 3);
	}

	@Test
	void letsTwinsBeTold() {
		DecisionLetter letter = aLetter().letter();

		tell(letter);
		tell(letter);

		assertThat(this.smtp.mails()).extracting(TakenMail::messageId)
			.containsOnly("<" + letter.id() + ".aceptada@reparto.example>");
	}

	@ParameterizedTest
	@CsvSource({ "RCPT, 550 <ana@example.cl> is unknown, RECHAZADO", "RCPT, 553 no, RECHAZADO",
			"RCPT, 550 5.1.1 nobody, RECHAZADO", "RCPT, 550 5.7.1 you are on a list, APLAZADO",
			"MAIL, 550 no, APLAZADO", "MAIL, 550 5.4.5 Daily user sending limit exceeded, APLAZADO",
			"DATA, 554 no, APLAZADO", "., 552 no, APLAZADO", "RCPT, 450 full, APLAZADO", "RCPT, 421 bye, APLAZADO",
			"., 451 later, APLAZADO", "MAIL, 530 log in first, APLAZADO", "greeting, 554 no, APLAZADO",
			"greeting, 421 busy, APLAZADO" })
	void saysWhatBecameOfATry(String command, String reply, Outcome outcome, CapturedOutput log) {
		this.smtp.reply(command, reply);
		DecisionLetter letter = aLetter().letter();

		tell(letter);

		assertThat(outcomes()).containsExactly(new Mailed(letter.id(), 1, outcome));
		assertThat(log.getAll()).contains(letter.id().toString()).doesNotContain("ana@", "Rojas");
	}

	@Test
	void triesAgainLaterWithoutAnAnswer() {
		this.smtp.once("RCPT", Reply.HANG);
		tell(aLetter().letter());
		this.smtp.once("RCPT", Reply.CUT);
		tell(aLetter().letter());
		this.smtp.stop();
		tell(aLetter().letter());

		assertThat(outcomes()).extracting(Mailed::resultado)
			.containsExactly(Outcome.APLAZADO, Outcome.APLAZADO, Outcome.APLAZADO);
	}

	@Test
	void refusesAnAddressThatIsNone(CapturedOutput log) {
		tell(aLetter().to("ana@example.cl\r\nRCPT TO:<eva@example.cl>").letter());

		assertThat(outcomes()).extracting(Mailed::resultado).containsExactly(Outcome.RECHAZADO);
		assertThat(this.smtp.commands()).isEmpty();
		assertThat(log.getAll()).doesNotContain("example.cl");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{\"id\":\"x\"}", "none" })
	void putsAsideWhatIsNoLetter(String value) {
		this.mailer.onMessage(record(value.equals("none") ? null : value.getBytes(UTF_8)));

		ProducerRecord<byte[], byte[]> dead = this.kafka.history().getFirst();
		assertThat(dead.topic()).isEqualTo("miembros_correo_dlt");
		assertThat(dead.headers().lastHeader("why")).isNotNull();
		assertThat(this.smtp.commands()).isEmpty();
	}

	@Test
	void isNotDoneWithALetterUntilKafkaKnows() {
		this.kafka.sendException = new TimeoutException("away");

		assertThatThrownBy(() -> tell(aLetter().letter())).hasMessageContaining("away");
	}

	@Test
	void mailsOnceHoweverLongKafkaDoesNotTakeWhatBecameOfIt() {
		DecisionLetter letter = aLetter().letter();
		this.kafka.sendException = new TimeoutException("away");
		for (int tries = 0; tries < 3; tries++) {
			assertThatThrownBy(() -> tell(letter)).hasMessageContaining("away");
		}

		this.kafka.sendException = null;
		tell(letter);

		assertThat(this.smtp.mails()).hasSize(1);
		assertThat(outcomes()).containsExactly(new Mailed(letter.id(), 1, Outcome.ENVIADO));
	}

	@Test
	void takesTheNextLetterForAnotherThoughNothingIsKnownOfTheLast() {
		this.kafka.sendException = new TimeoutException("away");
		assertThatThrownBy(() -> tell(aLetter().letter())).hasMessageContaining("away");
		this.kafka.sendException = null;
		DecisionLetter next = aLetter().letter();

		this.mailer.onMessage(new ConsumerRecord<>(DecisionLetter.TOPIC.name(), 0, 8, "key".getBytes(UTF_8),
				DecisionLetter.TOPIC.write(next)));

		assertThat(this.smtp.mails()).hasSize(2);
		assertThat(outcomes()).containsExactly(new Mailed(next.id(), 1, Outcome.ENVIADO));
	}

	private void tell(DecisionLetter letter) {
		this.mailer.onMessage(record(DecisionLetter.TOPIC.write(letter)));
	}

	private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
		return new ConsumerRecord<>(DecisionLetter.TOPIC.name(), 0, 7, "key".getBytes(UTF_8), value);
	}

	private List<Mailed> outcomes() {
		return this.kafka.history().stream().map((record) -> {
			MemberEvent event = GuildTopics.NUEVOS_MIEMBROS.read(record.value());
			assertThat(new String(record.key(), UTF_8)).isEqualTo(event.id().toString());
			return (Mailed) event;
		}).toList();
	}

}
