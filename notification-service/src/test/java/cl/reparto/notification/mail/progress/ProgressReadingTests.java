package cl.reparto.notification.mail.progress;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.notification.mail.MockKafka;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.RecallWindow;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.notification.mail.waiting.WaitingMails;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of a mailer that Kafka does not want.
 */
@Timeout(60)
class ProgressReadingTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private final AtomicLong nanos = new AtomicLong();

	private final ReadingWatch watch = new ReadingWatch(this.nanos::get);

	private final RefusedConsumer consumer = new RefusedConsumer();

	@TempDir
	private Path folder;

	private WaitingMails waiting;

	private ProgressReading reading;

	@BeforeEach
	void prepare() {
		UnfinishedOffsets unfinished = new UnfinishedOffsets(10);
		Backoff backoff = new Backoff(SOON, SOON);
		Outbox outbox = new Outbox(unfinished, backoff, 8);
		this.waiting = new WaitingMails(this.folder, Map.of(), outbox, backoff, SOON, new RecallWindow(SOON),
				InstantSource.system());
		MailConsumers consumers = new MailConsumers(new DefaultKafkaConsumerFactory<>(Map.of()), Map.of(), null);
		this.reading = new ProgressReading(this.consumer, consumers.leaders(), this.watch, outbox, unfinished,
				new UnreadableRecords(new OutcomeWriter(new MockKafka()), unfinished, new SimpleMeterRegistry(),
						InstantSource.system()),
				new MailedVersionsReader(consumers, consumers.leaders(), this.waiting), this.waiting,
				InstantSource.system(), SOON);
	}

	@AfterEach
	void close() {
		this.waiting.close();
	}

	@Test
	void endsIfAnotherProcessHasItsName() {
		this.consumer.why = new FencedInstanceIdException("fenced");

		assertThatIllegalStateException().isThrownBy(this.reading::run).withMessageContaining("REPARTO_INSTANCE");
	}

	@Test
	void saysWhyItCannotRead() throws Exception {
		this.consumer.why = GroupAuthorizationException.forGroupId("notification-mail");
		Thread thread = Thread.startVirtualThread(this.reading::run);
		this.nanos.set(Duration.ofMinutes(1).toNanos());

		await().until(() -> String.valueOf(this.watch.trouble()).contains("authorized"));

		thread.interrupt();
		thread.join();
		assertThat(this.watch.trouble()).contains("order_processing", "notification-mail");
	}

	private static final class RefusedConsumer extends MockConsumer<byte[], byte[]> {

		private KafkaException why = new KafkaException();

		RefusedConsumer() {
			super("earliest");
		}

		@Override
		public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
			throw this.why;
		}

	}

}
