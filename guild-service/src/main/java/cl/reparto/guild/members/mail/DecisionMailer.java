package cl.reparto.guild.members.mail;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.MemberEvent.Mailed;
import cl.reparto.guild.events.MemberEvent.Outcome;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.mail.SmtpReply;
import cl.reparto.service.process.TroubleLog;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tries each letter once, and tells the consumer of applications what became of it, which
 * writes it again later if need be. So no letter waits for another longer than a try
 * takes, none is done with before it is known what became of it, and a restart loses no
 * wait. One is mailed twice only if a process dies between the mail server's word and
 * Kafka's; such twins carry the same {@code Message-ID}.
 */
final class DecisionMailer implements MessageListener<byte[], byte[]>, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(DecisionMailer.class);

	/** All that wait together have the same story to tell. */
	private final TroubleLog trouble = new TroubleLog(log, "A mail to an applicant has to wait", Duration.ofMinutes(1));

	private final DecisionWriter writer;

	private final JavaMailSender sender;

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final Lanes lanes;

	/** What Kafka is still to be told of the record that each partition has come to. */
	private final Map<TopicPartition, Answer> untold = new ConcurrentHashMap<>();

	DecisionMailer(DecisionWriter writer, JavaMailSender sender, KafkaTemplate<byte[], byte[]> kafka, Lanes lanes) {
		this.writer = writer;
		this.sender = sender;
		this.kafka = kafka;
		this.lanes = lanes;
	}

	/**
	 * Is done with a record once Kafka has what became of it. Until then it gets the
	 * record again and again, and mails it once (decision 12).
	 */
	@Override
	public void onMessage(ConsumerRecord<byte[], byte[]> record) {
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		Answer answer = this.untold.get(partition);
		if (answer == null || answer.offset() != record.offset()) {
			answer = new Answer(record.offset(), answer(record));
			this.untold.put(partition, answer);
		}
		this.kafka.send(answer.record()).join();
		this.untold.remove(partition);
	}

	private ProducerRecord<byte[], byte[]> answer(ConsumerRecord<byte[], byte @Nullable []> record) {
		byte[] value = record.value();
		try {
			DecisionLetter letter = DecisionLetter.TOPIC.read((value != null) ? value : new byte[0]);
			String id = letter.id().toString();
			Mailed mailed = new Mailed(letter.id(), letter.intento(), send(letter));
			return new ProducerRecord<>(GuildTopics.NUEVOS_MIEMBROS.name(), this.lanes.special(id), id.getBytes(UTF_8),
					GuildTopics.NUEVOS_MIEMBROS.write(mailed));
		}
		catch (UnreadableEventException ex) {
			log.warn("Refused the record at {}-{} offset {}, now in {}: {}", record.topic(), record.partition(),
					record.offset(), DecisionLetter.UNDELIVERED.name(), ex.getMessage());
			DeadLetter dead = DeadLetter.of(record.key(), value, record.headers(), String.valueOf(ex.getMessage()),
					record.topic(), record.partition(), record.offset());
			return new ProducerRecord<>(DecisionLetter.UNDELIVERED.name(), null, dead.key(), dead.value(),
					dead.headers());
		}
	}

	private Outcome send(DecisionLetter letter) {
		try {
			MimeMessage mail = this.sender.createMimeMessage();
			this.writer.write(letter, mail);
			this.sender.send(mail);
			this.trouble.over();
			return Outcome.ENVIADO;
		}
		catch (AddressException ex) {
			return refused(letter, "the address is none");
		}
		catch (MailException ex) {
			return failed(letter, ex);
		}
		catch (MessagingException | RuntimeException ex) {
			// A fault of ours, to be mended while the mail waits. Without the exception's
			// message, which may repeat the mail.
			return deferred(letter, ex.getClass().getName() + " at " + ex.getStackTrace()[0]);
		}
	}

	/** Only what RCPT is told of the mailbox is final. */
	private Outcome failed(DecisionLetter letter, MailException failure) {
		boolean told = failure instanceof MailSendException sending && sending.getMessageExceptions().length > 0;
		Throwable cause = told ? ((MailSendException) failure).getMessageExceptions()[0] : failure.getCause();
		if (!(cause instanceof MessagingException refusal)) {
			return deferred(letter, failure.getClass().getSimpleName());
		}
		SmtpReply reply = SmtpReply.of(refusal);
		return (reply.toRecipient() && reply.isAboutTheMailbox()) ? refused(letter, reply.why())
				: deferred(letter, reply.why());
	}

	private static Outcome refused(DecisionLetter letter, String why) {
		log.warn("Mail about application {} is refused for good: {}", letter.id(), why);
		return Outcome.RECHAZADO;
	}

	private Outcome deferred(DecisionLetter letter, String why) {
		this.trouble.report("application " + letter.id() + ", " + why);
		return Outcome.APLAZADO;
	}

	@Override
	public void close() {
		this.kafka.destroy();
	}

	/** What is to be told of the record at an offset of its partition. */
	private record Answer(long offset, ProducerRecord<byte[], byte[]> record) {
	}

}
