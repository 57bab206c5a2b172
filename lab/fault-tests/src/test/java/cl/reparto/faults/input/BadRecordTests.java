package cl.reparto.faults.input;

import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Records that no service of ours would write. Each becomes one dead letter, and the next
 * order, on the same partition, is walked and mailed.
 */
class BadRecordTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	@AfterAll
	static void nothingElseIsPublishedOrLogged() {
		SYSTEM.assertInOrder();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "cl.reparto.faults.input.BadRecord#requests", "cl.reparto.faults.input.BadRecord#progress" })
	void becomesADeadLetter(BadRecord bad) {
		ProducerRecord<byte[], byte[]> record = bad.record();

		RecordMetadata place = SYSTEM.writer().write(record);
		UUID next = SYSTEM.order();

		ConsumerRecord<byte[], byte[]> letter = SYSTEM.books().awaitDeadLetter(place);
		assertThat(Books.header(letter, DeadLetter.WHY)).contains(bad.why()).doesNotContain(Draft.MARK);
		assertThat(Books.header(letter, DeadLetter.TOPIC)).isEqualTo(place.topic());
		assertThat(Books.header(letter, DeadLetter.PARTITION)).isEqualTo("" + place.partition());
		assertThat(letter.key()).isEqualTo(record.key());
		assertThat(letter.value()).isEqualTo(record.value());
		SYSTEM.books().expect(record);
		SYSTEM.books().expect(deadLetters(record), record.key());
		SYSTEM.books().awaitMailed(next, 1);
	}

	@ParameterizedTest
	@MethodSource("topics")
	void staysWhereItIsIfItIsTooLarge(Topic<?> topic) {
		ProducerRecord<byte[], byte[]> record = Writer.record(topic, UUID.randomUUID().toString(),
				"x".repeat(5_000_000));

		RecordMetadata place = SYSTEM.writer().writeCompressed(record);
		UUID next = SYSTEM.order();

		ConsumerRecord<byte[], byte[]> letter = SYSTEM.books().awaitDeadLetter(place);
		assertThat(Books.header(letter, DeadLetter.WHY)).contains("malformed JSON; left there, with its 5000036 bytes");
		assertThat(letter.value()).isNull();
		SYSTEM.books().expect(record);
		SYSTEM.books().expect(deadLetters(record), null);
		SYSTEM.books().awaitMailed(next, 1);
	}

	static Stream<Topic<?>> topics() {
		return Stream.of(Topics.ORDER_REQUESTS, Topics.ORDER_PROCESSING);
	}

	@Test
	void hasAKeyOrTheBrokerRefusesIt() {
		ProducerRecord<byte[], byte[]> record = Writer.record(Topics.ORDER_PROCESSING, null,
				Draft.progress(UUID.randomUUID(), 1).json());

		assertThatThrownBy(() -> SYSTEM.writer().write(record)).hasRootCauseInstanceOf(InvalidRecordException.class);
	}

	@Test
	void replacesForgedHeadersOfADeadLetter() {
		ProducerRecord<byte[], byte[]> record = Writer.record(Topics.ORDER_REQUESTS, "x", "x");
		record.headers().add(DeadLetter.WHY, Draft.MARK.getBytes(UTF_8)).add("trace", "abc".getBytes(UTF_8));

		RecordMetadata place = SYSTEM.writer().write(record);

		ConsumerRecord<byte[], byte[]> letter = SYSTEM.books().awaitDeadLetter(place);
		assertThat(letter.headers().headers(DeadLetter.WHY)).hasSize(1);
		assertThat(Books.header(letter, "trace")).isEqualTo("abc");
		SYSTEM.books().expect(record);
		SYSTEM.books().expect(deadLetters(record), record.key());
	}

	private static Topic<?> deadLetters(ProducerRecord<?, ?> record) {
		return record.topic().equals(Topics.ORDER_REQUESTS.name()) ? Topics.ORDER_REQUESTS_DLT
				: Topics.ORDER_PROCESSING_DLT;
	}

}
