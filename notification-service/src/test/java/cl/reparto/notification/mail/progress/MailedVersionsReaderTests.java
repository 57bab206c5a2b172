package cl.reparto.notification.mail.progress;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Topics;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.RecallWindow;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.notification.mail.waiting.WaitingMails;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("services that start set the level of logs")
class MailedVersionsReaderTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private final Map<String, Object> kafka = Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers());

	/** Else whoever writes one of 1970 would have all outcomes read that there are. */
	@Test
	void readsFromWhenARecordWasAppendedWhateverItsWriterSays() throws Exception {
		new TopicSetup(new KafkaAdmin(this.kafka), new TopicLayout(3, 1, 1, true))
			.await(List.of(Topics.ORDER_PROCESSING, Topics.ORDER_NOTIFICATIONS), List.of());
		Instant before = Instant.now().minusSeconds(60);
		try (KafkaProducer<String, byte[]> producer = TestKafka.shared().producer()) {
			RecordMetadata appended = producer
				.send(new ProducerRecord<>(Topics.ORDER_PROCESSING.name(), 0, 0L, UUID.randomUUID().toString(),
						(byte[]) null))
				.get();

			assertThat(Instant.ofEpochMilli(appended.timestamp())).isAfter(before);
		}
	}

	/** A partition may be given up at any moment. */
	@Test
	void closesInPeaceIfItIsInterruptedOnlyThen(@TempDir Path folder, CapturedOutput output) throws Exception {
		new TopicSetup(new KafkaAdmin(this.kafka), new TopicLayout(3, 1, 1, true))
			.await(List.of(Topics.ORDER_PROCESSING, Topics.ORDER_NOTIFICATIONS), List.of());
		try (KafkaProducer<String, byte[]> producer = TestKafka.shared().producer()) {
			producer.send(new ProducerRecord<>(Topics.ORDER_NOTIFICATIONS.name(), 0, "no outcome", new byte[0])).get();
		}
		Backoff backoff = new Backoff(SOON, SOON);
		Outbox outbox = new Outbox(new UnfinishedOffsets(10), backoff, 8);
		try (WaitingMails waiting = new WaitingMails(folder, Map.of(), outbox, backoff, SOON, new RecallWindow(SOON),
				InstantSource.system()); Leaders leaders = new Leaders(this.kafka)) {
			MailedVersionsReader reader = new MailedVersionsReader(
					new MailConsumers(new InterruptedAtTheEnd(this.kafka), this.kafka, null), leaders, waiting);

			reader.read(new TopicPartition(Topics.ORDER_PROCESSING.name(), 0), Instant.EPOCH.plusSeconds(3_600));

			assertThat(Thread.interrupted()).isTrue();
			assertThat(output).doesNotContain("Failed to close");
		}
	}

	private static final class InterruptedAtTheEnd extends DefaultKafkaConsumerFactory<byte[], byte[]> {

		InterruptedAtTheEnd(Map<String, Object> configs) {
			super(configs);
		}

		@Override
		protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> configs) {
			return new KafkaConsumer<>(configs) {

				@Override
				public void close() {
					Thread.currentThread().interrupt();
					super.close();
				}

				@Override
				public void close(CloseOptions options) {
					Thread.currentThread().interrupt();
					super.close(options);
				}

			};
		}

	}

}
