package cl.reparto.notification.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.notification.mail.letter.LetterWriter;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.MailLease;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.RecallWindow;
import cl.reparto.notification.mail.outbox.RecordPosition;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.notification.mail.progress.OutcomeWriter;
import cl.reparto.notification.mail.smtp.SmtpServer;
import cl.reparto.notification.mail.waiting.WaitingMails;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.web.StatusUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mail.javamail.JavaMailSenderImpl;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A worker between a mail server and a Kafka that fails on demand.
 */
@Timeout(60)
class MailWorkerTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final Instant NOW = Instant.parse("2026-11-17T18:00:00Z");

	private static final MailSettings SETTINGS = new MailSettings(true, "pedidos@reparto.example",
			ZoneId.of("America/Santiago"), 1, 100, new Backoff(LONG, LONG), Duration.ofDays(4), Path.of("unused"),
			Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(6), null);

	private static final RecallWindow WINDOW = new RecallWindow(Duration.ofSeconds(30));

	private final ScriptedSmtp smtp = new ScriptedSmtp();

	private final UnfinishedOffsets unfinished = new UnfinishedOffsets(100);

	private final Outbox outbox = new Outbox(this.unfinished, SETTINGS.retry(), 1);

	private final MockKafka kafka = new MockKafka();

	private final MockProducer<byte[], byte[]> producer = this.kafka.producer;

	private Thread thread;

	@TempDir
	private Path folder;

	private WaitingMails waiting;

	private InstantSource clock = () -> NOW;

	@BeforeEach
	void start() {
		this.waiting = new WaitingMails(this.folder, Map.of(), this.outbox, SETTINGS.retry(), SETTINGS.giveUpAfter(),
				WINDOW, () -> this.clock.instant());
		this.outbox.renew(new MailLease(System.nanoTime() + Duration.ofHours(1).toNanos()));
		MailWorker worker = new MailWorker(this.outbox,
				new LetterWriter(SETTINGS.sender(), new ShopSettings("Reparto", null, SETTINGS.zone()),
						ShopRules.DEFAULT, SETTINGS.zone(), new StatusUrl("http://localhost")),
				new SmtpServer(configured(), SETTINGS.attempt()), new OutcomeWriter(this.kafka), this.waiting,
				new MailMetrics(new SimpleMeterRegistry(), this.unfinished, this.waiting, WINDOW), () -> NOW, SETTINGS);
		this.thread = Thread.startVirtualThread(() -> {
			try {
				worker.run();
			}
			catch (InterruptedException ex) {
				// Done with.
			}
		});
	}

	private JavaMailSenderImpl configured() {
		JavaMailSenderImpl configured = new JavaMailSenderImpl();
		configured.setHost("localhost");
		configured.setPort(this.smtp.port());
		Properties properties = configured.getJavaMailProperties();
		Stream.of("connectiontimeout", "timeout", "writetimeout")
			.forEach((timeout) -> properties.setProperty("mail.smtp." + timeout, "5000"));
		return configured;
	}

	@AfterEach
	void stop() throws Exception {
		this.thread.interrupt();
		this.thread.join();
		this.smtp.close();
		this.waiting.close();
	}

	@Test
	void isDoneWithAMailOnlyWhenKafkaHasItsOutcome() {
		this.outbox.put(letter(7));
		await().until(() -> this.producer.history().size() == 1);

		assertThat(this.unfinished.lowest(2)).hasValue(7);
		this.producer.completeNext();

		await().until(() -> this.unfinished.lowest(2).isEmpty());
	}

	@Test
	void mailsNeitherAgainNorAnythingElseWhenTheOutcomeFails() {
		this.outbox.put(letter(7));
		this.outbox.put(letter(8));
		await().until(() -> this.producer.history().size() == 1);

		this.producer.errorNext(new TimeoutException("Kafka is away"));
		await().until(() -> this.producer.history().size() == 2);
		assertThat(this.smtp.mails()).hasSize(1);
		this.producer.completeNext();

		await().until(() -> this.smtp.mails().size() == 2);
		assertThat(this.unfinished.lowest(2)).hasValue(8);
		assertThat(this.producer.history().get(1).value()).isEqualTo(this.producer.history().get(0).value());
	}

	@Test
	void mailsNothingMoreBeforeTheOutcome() {
		this.outbox.put(letter(7));
		await().until(() -> this.producer.history().size() == 1);

		this.outbox.put(letter(8));

		await().until(() -> this.thread.getState() == Thread.State.WAITING);
		assertThat(this.smtp.mails()).hasSize(1);
		this.producer.completeNext();
		await().until(() -> this.smtp.mails().size() == 2);
	}

	@Test
	void notesWithTheOrderAsKeyOnThePartitionOfTheProgress() {
		OrderProgress order = anOrder().at(Status.RECIBIDO);
		this.outbox.put(new Letter(new RecordPosition(2, 7), order));
		await().until(() -> this.producer.history().size() == 1);

		ProducerRecord<byte[], byte[]> outcome = this.producer.history().getFirst();

		assertThat(outcome.topic()).isEqualTo(Topics.ORDER_NOTIFICATIONS.name());
		assertThat(outcome.partition()).isEqualTo(2);
		assertThat(outcome.key()).asString().isEqualTo(order.id().toString());
		assertThat(Topics.ORDER_NOTIFICATIONS.read(outcome.value()).at()).isEqualTo(NOW);
	}

	@Test
	void keepsItsConnection() {
		this.outbox.put(letter(7));
		this.outbox.put(letter(8));
		await().until(() -> this.producer.history().size() == 1);

		this.producer.completeNext();

		await().until(() -> this.producer.history().size() == 2);
		assertThat(this.smtp.connections()).isEqualTo(1);
	}

	@Test
	void closesAConnectionThatIsNotUsed() {
		this.outbox.put(letter(7));
		await().until(() -> this.producer.history().size() == 1);
		assertThat(this.smtp.openConnections()).isEqualTo(1);

		this.producer.completeNext();

		await().until(() -> this.smtp.openConnections() == 0);
	}

	/** The worker is just about to write that the advance waits for the shop. */
	@Test
	void leavesALetterWhosePartitionIsLost() throws Exception {
		OrderProgress advanced = anOrder().at(Status.RECIBIDO).advanced(Actor.SHOP, NOW, NOW.plusSeconds(600));
		this.clock = () -> {
			this.outbox.renew(MailLease.ended());
			return NOW;
		};

		this.outbox.put(new Letter(new RecordPosition(2, 7), advanced));

		await().until(() -> this.outbox.withdraw(Set.of(2), LONG));
		assertThat(this.thread.isAlive()).isTrue();
	}

	private static Letter letter(long offset) {
		return new Letter(new RecordPosition(2, offset), anOrder().at(Status.RECIBIDO));
	}

}
