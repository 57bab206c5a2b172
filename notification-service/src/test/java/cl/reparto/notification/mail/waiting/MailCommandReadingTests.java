package cl.reparto.notification.mail.waiting;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.RecallWindow;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class MailCommandReadingTests {

	private static final String GROUP = "notification-mail-commands";

	private static final TopicPartition COMMANDS = new TopicPartition(CommandTopics.ORDER_MAIL_COMMANDS.name(), 0);

	private static final Duration SOON = Duration.ofMillis(20);

	private final TestKafka kafka = TestKafka.alone();

	private final Admin admin = this.kafka.admin();

	private volatile Instant now = Instant.now();

	@TempDir
	private Path folder;

	private WaitingMails waiting;

	private Thread reading;

	@BeforeEach
	void start() throws Exception {
		TestKafka.make(this.admin, new NewTopic(COMMANDS.topic(), 1, (short) 1),
				new NewTopic(MailsWaiting.TOPIC.name(), 1, (short) 1));
		this.waiting = new WaitingMails(this.folder, Map.of("bootstrap.servers", this.kafka.bootstrapServers()),
				new Outbox(new UnfinishedOffsets(100), new Backoff(SOON, SOON), 1), new Backoff(SOON, SOON),
				Duration.ofDays(4), new RecallWindow(Duration.ZERO), () -> this.now);
		try (Consumer<byte[], byte[]> reader = consumer()) {
			this.waiting.open(0, reader);
		}
		MailCommandReading commands = new MailCommandReading(this::consumer, this.waiting, () -> this.now);
		this.reading = Thread.startVirtualThread(() -> {
			try {
				commands.run();
			}
			catch (InterruptedException ex) {
				// Done with.
			}
		});
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.reading.interrupt();
		this.reading.join();
		this.waiting.close();
		this.admin.close();
		this.kafka.close();
	}

	/** Else it would say with a stack trace that it cannot close. */
	@Test
	void isNotInterruptedWhileItCloses() {
		StoppedConsumer consumer = new StoppedConsumer();
		MailCommandReading commands = new MailCommandReading(() -> consumer, this.waiting, () -> this.now);

		assertThatExceptionOfType(InterruptedException.class).isThrownBy(commands::run);

		assertThat(consumer.closed()).isTrue();
		assertThat(consumer.closedInPeace).isTrue();
	}

	private Consumer<byte[], byte[]> consumer() {
		return new KafkaConsumer<>(
				Map.of("bootstrap.servers", this.kafka.bootstrapServers(), "group.id", GROUP, "auto.offset.reset",
						"earliest", "enable.auto.commit", false),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	/**
	 * Else, after a week without a mail that waits, the first one would end the process.
	 */
	@Test
	void usesATransactionalIdBeforeKafkaForgetsIt() throws Exception {
		await().until(this::committed, Set.of(COMMANDS)::equals);
		assertThat(this.admin.describeTransactions(Set.of("notification-mail-waiting-0"))
			.description("notification-mail-waiting-0")
			.get()
			.state()).isEqualTo(TransactionState.COMPLETE_COMMIT);
		this.admin.deleteConsumerGroupOffsets(GROUP, Set.of(COMMANDS)).all().get();

		this.now = this.now.plus(Duration.ofHours(1));

		await().until(this::committed, Set.of(COMMANDS)::equals);
	}

	private Set<TopicPartition> committed() throws ExecutionException, InterruptedException {
		return this.admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().keySet();
	}

	/** Its thread is interrupted just before it writes how far it has read. */
	private static final class StoppedConsumer extends MockConsumer<byte[], byte[]> {

		private boolean closedInPeace;

		StoppedConsumer() {
			super("earliest");
			updateBeginningOffsets(Map.of(COMMANDS, 0L));
		}

		@Override
		public synchronized long position(TopicPartition partition) {
			Thread.currentThread().interrupt();
			return 0;
		}

		@Override
		public synchronized void close() {
			this.closedInPeace = !Thread.currentThread().isInterrupted();
			super.close();
		}

	}

}
