package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import cl.reparto.model.Topics;
import cl.reparto.notification.mail.MockKafka;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class UnreadableRecordsTests {

	private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

	private static final long YESTERDAY = NOW.minus(Duration.ofDays(1)).toEpochMilli();

	private static final byte[] VALUE = { 1 };

	private final MockKafka kafka = new MockKafka();

	private final MockProducer<byte[], byte[]> producer = this.kafka.producer;

	private final UnfinishedOffsets unfinished = new UnfinishedOffsets(10);

	private final UnreadableRecords unreadable = new UnreadableRecords(new OutcomeWriter(this.kafka), this.unfinished,
			new SimpleMeterRegistry(), () -> NOW);

	@BeforeEach
	void putAside() {
		this.unreadable.putAside(new ConsumerRecord<>("order_processing", 2, 7, YESTERDAY, TimestampType.CREATE_TIME, 0,
				1, null, VALUE, new RecordHeaders(), Optional.empty()), "bad");
		await().until(() -> this.producer.history().size() == 1);
	}

	@Test
	void isUnfinishedUntilKafkaHasTheDeadLetter() {
		assertThat(this.unfinished.lowest(2)).hasValue(7);

		this.producer.completeNext();

		await().until(() -> this.unfinished.lowest(2).isEmpty());
	}

	@Test
	void triesAgainUntilKafkaHasTheDeadLetter() {
		this.producer.errorNext(new TimeoutException("Kafka is away"));
		await().until(() -> this.producer.history().size() == 2);
		assertThat(this.unfinished.lowest(2)).hasValue(7);
		this.producer.completeNext();

		await().until(() -> this.unfinished.size() == 0);
		ProducerRecord<byte[], byte[]> last = this.producer.history().getLast();
		assertThat(last.topic()).isEqualTo(Topics.ORDER_PROCESSING_DLT.name());
		assertThat(last.value()).isEqualTo(VALUE);
		assertThat(last.timestamp()).isEqualTo(YESTERDAY);
	}

}
