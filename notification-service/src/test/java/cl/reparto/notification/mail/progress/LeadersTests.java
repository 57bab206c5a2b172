package cl.reparto.notification.mail.progress;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.notification.mail.MockKafka;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.RecallWindow;
import cl.reparto.notification.mail.outbox.RecordPosition;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.notification.mail.waiting.WaitingMails;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where a partition ends is not believed of whoever may have led it once.
 */
@Timeout(60)
class LeadersTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private static final Map<String, Object> NOBODY = Map.of("bootstrap.servers", "localhost:1");

	private static final TopicPartition PROGRESS = new TopicPartition(Topics.ORDER_PROCESSING.name(), 0);

	private static TestKafka kafka;

	private static Map<String, Object> brokers;

	private final UnfinishedOffsets unfinished = new UnfinishedOffsets(10);

	private final Backoff backoff = new Backoff(SOON, SOON);

	private final Outbox outbox = new Outbox(this.unfinished, this.backoff, 8);

	@TempDir
	private Path folder;

	private WaitingMails waiting;

	@BeforeAll
	static void start() throws Exception {
		kafka = TestKafka.alone();
		brokers = Map.of("bootstrap.servers", kafka.bootstrapServers());
		try (Admin admin = kafka.admin()) {
			TestKafka.make(admin, new NewTopic(PROGRESS.topic(), 1, (short) 1),
					new NewTopic(Topics.ORDER_NOTIFICATIONS.name(), 1, (short) 1),
					new NewTopic(MailsWaiting.TOPIC.name(), 1, (short) 1));
		}
	}

	@AfterAll
	static void stop() {
		kafka.close();
	}

	@BeforeEach
	void open() {
		this.waiting = new WaitingMails(this.folder, brokers, this.outbox, this.backoff, SOON, new RecallWindow(SOON),
				InstantSource.system());
	}

	@AfterEach
	void close() {
		this.waiting.close();
	}

	/** Those that the mailer was told of when it started may all be cut off. */
	@Test
	void areAskedOfBrokersThatKnowThem() throws Exception {
		try (Leaders leaders = new Leaders(brokers)) {
			MailedVersionsReader reader = new MailedVersionsReader(consumers(NOBODY), leaders, this.waiting);

			assertThat(reader.open(PROGRESS)).isTrue();
			assertThat(reader.read(PROGRESS, Instant.now())).isNotNull();
		}
	}

	@Test
	void areKnownBeforeItIsTrustedThatNothingIsRecalled() throws Exception {
		assertThat(isToldThatNothingIsRecalled(NOBODY)).isFalse();
		assertThat(isToldThatNothingIsRecalled(brokers)).isTrue();
	}

	private boolean isToldThatNothingIsRecalled(Map<String, Object> asked) throws InterruptedException {
		MockConsumer<byte[], byte[]> consumer = new InterruptedConsumer();
		consumer.updateBeginningOffsets(Map.of(PROGRESS, 0L));
		consumer.updateEndOffsets(Map.of(PROGRESS, 0L));
		consumer.schedulePollTask(() -> consumer.rebalance(List.of(PROGRESS)));
		try (Leaders leaders = new Leaders(asked); Leaders known = new Leaders(brokers)) {
			ProgressReading reading = new ProgressReading(consumer, leaders, new ReadingWatch(System::nanoTime),
					this.outbox, this.unfinished,
					new UnreadableRecords(new OutcomeWriter(new MockKafka()), this.unfinished,
							new SimpleMeterRegistry(), InstantSource.system()),
					new MailedVersionsReader(consumers(brokers), known, this.waiting), this.waiting,
					InstantSource.system(), SOON);
			Thread thread = Thread.startVirtualThread(reading::run);
			await().ignoreExceptions().until(() -> this.waiting.keeps(advancedByTheShop(), false));
			Instant when = Instant.now().plus(SOON);
			for (int look = 0; look < 100 && this.waiting.awaitsReading(0, when); look++) {
				Thread.sleep(SOON);
			}
			boolean told = !this.waiting.awaitsReading(0, when);
			thread.interrupt();
			thread.join();
			return told;
		}
	}

	private static Letter advancedByTheShop() {
		Instant now = Instant.now();
		OrderProgress advanced = anOrder().requestedAt(now)
			.at(Status.RECIBIDO)
			.advanced(Actor.SHOP, now, now.plusSeconds(600));
		return new Letter(new RecordPosition(PROGRESS.partition(), 0), advanced);
	}

	private static MailConsumers consumers(Map<String, Object> brokers) {
		return new MailConsumers(new DefaultKafkaConsumerFactory<>(brokers), brokers, null);
	}

	/** As a real one, it is interrupted while it waits for records. */
	private static final class InterruptedConsumer extends MockConsumer<byte[], byte[]> {

		InterruptedConsumer() {
			super("earliest");
		}

		@Override
		public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
			LockSupport.parkNanos(SOON.toNanos());
			if (Thread.interrupted()) {
				throw new InterruptException("interrupted");
			}
			return super.poll(timeout);
		}

	}

}
