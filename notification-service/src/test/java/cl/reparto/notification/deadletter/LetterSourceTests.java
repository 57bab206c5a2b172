package cl.reparto.notification.deadletter;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.service.keys.Placement;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What may go back to where it came from, and how. */
class LetterSourceTests {

	private static final LetterSource<?> REQUESTS = LetterSource.of("order_requests_dlt");

	private static final LetterSource<?> PROGRESS = LetterSource.of("order_processing_dlt");

	private static final int PARTITIONS = 4;

	private static final long TIME = OrderBuilder.TIME.toEpochMilli();

	private static final Instant NOW = OrderBuilder.TIME.plus(Duration.ofHours(1));

	private final OrderBuilder order = anOrder();

	private final String id = this.order.id().toString();

	private final byte[] request = Topics.ORDER_REQUESTS.write(this.order.requested());

	@Test
	void goesBackToItsPartitionWithTheKeyAndTheTimeThatItHad() {
		ProducerRecord<byte[], byte[]> fresh = fresh(letter(this.id, this.request, new RecordHeaders()));

		assertThat(fresh.topic()).isEqualTo("order_requests");
		assertThat(fresh.partition()).isEqualTo(3);
		assertThat(new String(fresh.key(), UTF_8)).isEqualTo(this.id);
		assertThat(fresh.value()).isEqualTo(this.request);
		assertThat(fresh.timestamp()).isEqualTo(TIME);
	}

	/** Where it is known; elsewhere it would be a second order. */
	@Test
	void goesWhereItsOrderLivesByNow() {
		ConsumerRecord<byte[], byte[]> letter = letter(this.id, this.request, new RecordHeaders());

		ProducerRecord<byte[], byte[]> fresh = REQUESTS.fresh(letter, this.request, this.order.id(),
				known(1, Status.RECIBIDO), PARTITIONS, NOW);

		assertThat(fresh.partition()).isEqualTo(1);
	}

	@Test
	void hasNoHeaderOfTheDeadLetter() {
		Headers headers = new RecordHeaders().add("trace", new byte[1]);

		ProducerRecord<byte[], byte[]> fresh = fresh(letter(this.id, this.request, headers));

		assertThat(fresh.headers()).singleElement().satisfies((header) -> {
			assertThat(header.key()).isEqualTo("redrive-of");
			assertThat(new String(header.value(), UTF_8)).isEqualTo("order_requests_dlt/0-42");
		});
	}

	/** A key has one place, as the record says (decision 22). */
	@Test
	void saysAgainByHowManyPartitionsItWasPlaced() {
		Headers headers = new RecordHeaders().add(placed(PARTITIONS));

		ProducerRecord<byte[], byte[]> fresh = fresh(letter(this.id, this.request, headers));

		assertThat(Placement.read(fresh.headers())).isEqualTo(new Placement(PARTITIONS, 2, PARTITIONS));
	}

	@Test
	void staysIfItMayHaveBeenVoid() {
		Headers headers = new RecordHeaders().add(placed(2));

		assertRefused(() -> fresh(letter(this.id, this.request, headers)), "Its key had another place");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-1", "4", "99999999999" })
	void staysIfNobodyKnowsWhereItBelongs(String partition) {
		Headers headers = new RecordHeaders().add(DeadLetter.PARTITION, partition.getBytes(UTF_8));

		assertRefused(() -> fresh(record("order_requests_dlt", this.id, this.request, headers)), "in which partition");
	}

	@Test
	void mustBeWhatItsConsumerReads() {
		assertUnreadable(null, "is missing");
		assertUnreadable("no json", "malformed JSON");
		assertUnreadable("{}", "id is missing");
		assertUnreadable("""
				{"id":"%s","name":"a","price":"1","email":"a@b.cl","requestedAt":"2026-11-27T12:00:00Z"}"""
			.formatted(this.id), "price");
	}

	private void assertUnreadable(@Nullable String value, String why) {
		byte[] bytes = (value != null) ? value.getBytes(UTF_8) : null;

		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> REQUESTS.order(letter(this.id, bytes, new RecordHeaders()), bytes, false))
			.satisfies((problem) -> {
				assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID_ACTION);
				assertThat(problem.errors().get("value")).contains(why);
			});
	}

	@ParameterizedTest
	@CsvSource({ "true, true, true", "true, false, true", "false, true, false", "false, false, false" })
	void mustBeOfTheOrderThatItsKeySays(boolean same, boolean mended, boolean fine) {
		String key = same ? this.id : UUID.randomUUID().toString();
		ConsumerRecord<byte[], byte[]> letter = letter(key, this.request, new RecordHeaders());

		assertThat(isTaken(letter, mended)).isEqualTo(fine);
	}

	/** As it came, its consumer would refuse it again. */
	@ParameterizedTest
	@CsvSource({ "pedido 7, true, true", "pedido 7, false, false", ", true, true", ", false, false" })
	void saysWhichOrderItIsWhereTheKeyDoesNot(@Nullable String key, boolean mended, boolean fine) {
		assertThat(isTaken(letter(key, this.request, new RecordHeaders()), mended)).isEqualTo(fine);
	}

	private boolean isTaken(ConsumerRecord<byte[], byte[]> letter, boolean mended) {
		try {
			return REQUESTS.order(letter, this.request, mended).equals(this.order.id());
		}
		catch (ProblemException ex) {
			return false;
		}
	}

	/** Once the topic is compacted, the last record is all there is of an order. */
	@Test
	void putsNoProgressBehindANewerOne() {
		assertRefused(() -> freshProgress(this.order.at(Status.PREPARANDO), known(1, Status.PREPARANDO)), "further");
		assertRefused(() -> freshProgress(this.order.at(Status.PREPARANDO), known(1, Status.FINALIZADO)), "further");
		assertThat(freshProgress(this.order.at(Status.ENTREGANDO), known(1, Status.PREPARANDO)).partition())
			.isEqualTo(1);
	}

	@Test
	void sendsProgressOnlyInItsOrder() {
		assertRefused(() -> freshProgress(this.order.at(Status.ENTREGANDO), known(1, Status.RECIBIDO)),
				"What comes first is missing");
	}

	/** Behind its tombstone, it would be there for good. */
	@Test
	void bringsNoForgottenOrderBack() {
		assertRefused(() -> freshProgress(this.order.at(Status.PREPARANDO), Optional.empty()), "forgotten");
		assertThat(freshProgress(this.order.at(Status.RECIBIDO), Optional.empty()).partition()).isEqualTo(3);
	}

	private ProducerRecord<byte[], byte[]> freshProgress(OrderProgress progress, Optional<StoredStatus> known) {
		byte[] value = Topics.ORDER_PROCESSING.write(progress);
		Headers headers = new RecordHeaders().add(DeadLetter.PARTITION, "3".getBytes(UTF_8));
		return PROGRESS.fresh(record("order_processing_dlt", this.id, value, headers), value, progress.id(), known,
				PARTITIONS, NOW);
	}

	private ProducerRecord<byte[], byte[]> fresh(ConsumerRecord<byte[], byte[]> letter) {
		return REQUESTS.fresh(letter, letter.value(), this.order.id(), Optional.empty(), PARTITIONS, NOW);
	}

	private static void assertRefused(Runnable sending, String why) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(sending::run).satisfies((problem) -> {
			assertThat(problem.kind()).isEqualTo(ProblemKind.REDRIVE_REFUSED);
			assertThat(problem.getBody().getDetail()).contains(why);
		});
	}

	private static Optional<StoredStatus> known(int partition, Status status) {
		return Optional.of(new StoredStatus(status.number(), status, partition, Bytes.wrap(new byte[0])));
	}

	private static Header placed(int by) {
		byte[] value = ByteBuffer.allocate(12).putInt(by).putInt(2).putInt(by).array();
		return new RecordHeader(Placement.HEADER, value);
	}

	private static ConsumerRecord<byte[], byte[]> letter(@Nullable String key, byte @Nullable [] value,
			Headers headers) {
		byte[] bytes = (key != null) ? key.getBytes(UTF_8) : null;
		DeadLetter letter = DeadLetter.of(bytes, value, headers, "no reason", "order_requests", 3, 7);
		return record("order_requests_dlt", key, value, letter.headers());
	}

	private static ConsumerRecord<byte[], byte[]> record(String topic, @Nullable String key, byte @Nullable [] value,
			Headers headers) {
		byte[] bytes = (key != null) ? key.getBytes(UTF_8) : null;
		return new ConsumerRecord<>(topic, 0, 42, TIME, TimestampType.CREATE_TIME, 0, 0, bytes, value, headers,
				Optional.empty());
	}

}
