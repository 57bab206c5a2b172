package cl.reparto.notification.mail.progress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.RecordPosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MailedVersionsTests {

	private static final int END = 100;

	private static final Instant NOW = OrderBuilder.TIME.plus(Duration.ofDays(1));

	private final OrderBuilder order = anOrder();

	private final MailedVersions mailed = new MailedVersions(Map.of(), END, (order, version) -> false);

	@Test
	void makesALetterOfProgress() {
		OrderProgress progress = this.order.at(Status.RECIBIDO);

		assertThat(sort(7, progress)).isEqualTo(new Letter(new RecordPosition(3, 7), progress));
	}

	@Test
	void passesOverATombstone() {
		assertThat(this.mailed.letter(record(7, this.order.id().toString(), null), NOW)).isNull();
	}

	@Test
	void passesOverADuplicate() {
		sort(7, this.order.at(Status.RECIBIDO));

		assertThat(sort(8, this.order.at(Status.RECIBIDO))).isNull();
	}

	@Test
	void knowsWhatWaits() {
		MailedVersions waiting = new MailedVersions(Map.of(this.order.id(), 1), END, (order, version) -> version == 2);

		assertThat(waiting.letter(record(7, this.order.at(Status.PREPARANDO)), NOW)).isNull();
		assertThat(waiting.letter(record(8, this.order.at(Status.ENTREGANDO)), NOW)).isInstanceOf(Letter.class);
	}

	/** It waits from a later one on: what comes before that is owed, too. */
	@Test
	void makesALetterOfWhatComesBeforeWhatWaits() {
		MailedVersions waiting = new MailedVersions(Map.of(), END, (order, version) -> version >= 3);

		assertThat(waiting.letter(record(7, this.order.at(Status.PREPARANDO)), NOW)).isInstanceOf(Letter.class);
	}

	/** The third was mailed at once, before this instance had the partition. */
	@Test
	void makesALetterOfTheFourthThoughOnlyTheSecondIsKnownToHaveWaited() {
		MailedVersions waited = new MailedVersions(Map.of(), END, (order, version) -> version <= 2);

		assertThat(waited.letter(record(7, this.order.at(Status.FINALIZADO)), NOW)).isInstanceOf(Letter.class);
	}

	@Test
	void passesOverWhatWasMailedBefore() {
		MailedVersions told = new MailedVersions(Map.of(this.order.id(), 2), END, (order, version) -> false);

		assertThat(told.letter(record(7, this.order.at(Status.RECIBIDO)), NOW)).isNull();
		assertThat(told.letter(record(8, this.order.at(Status.PREPARANDO)), NOW)).isNull();
		assertThat(told.letter(record(9, this.order.at(Status.ENTREGANDO)), NOW)).isInstanceOf(Letter.class);
	}

	@Test
	void knowsWhatWasMailedBeforeUpToTheEndOnly() {
		MailedVersions told = new MailedVersions(Map.of(this.order.id(), 4), END, (order, version) -> false);

		assertThat(told.letter(record(END - 1, this.order.at(Status.RECIBIDO)), NOW)).isNull();
		assertThat(told.letter(record(END, this.order.at(Status.RECIBIDO)), NOW)).isInstanceOf(Letter.class);
	}

	@Test
	void refusesWhatIsNoProgress() {
		ConsumerRecord<byte[], byte[]> record = record(7, this.order.id().toString(), "no".getBytes());

		assertRefuses(record, "not an OrderProgress: malformed JSON");
	}

	@Test
	void refusesProgressUnderAnotherKey() {
		byte[] value = value(this.order.at(Status.RECIBIDO));

		for (String key : new String[] { null, "", UUID.randomUUID().toString() }) {
			assertRefuses(record(7, key, value), "key is not the order's id");
		}
		assertThat(sort(8, this.order.at(Status.RECIBIDO))).isInstanceOf(Letter.class);
	}

	@Test
	void refusesProgressThatLeavesOutAStatus() {
		sort(7, this.order.at(Status.RECIBIDO));

		assertRefuses(record(8, this.order.at(Status.ENTREGANDO)), "leaves out a status after version 1");
		assertThat(sort(9, this.order.at(Status.PREPARANDO))).isInstanceOf(Letter.class);
	}

	@Test
	void makesALetterThoughAStatusWasCompactedAway() {
		ConsumerRecord<byte[], byte[]> delivering = record(8, this.order.at(Status.ENTREGANDO));
		sort(7, this.order.at(Status.RECIBIDO));

		assertThat(this.mailed.letter(delivering, NOW.plus(Duration.ofDays(7)))).isInstanceOf(Letter.class);
	}

	private void assertRefuses(ConsumerRecord<byte[], byte[]> record, String why) {
		assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> this.mailed.letter(record, NOW))
			.withMessage(why);
	}

	private @Nullable Letter sort(long offset, OrderProgress progress) {
		return this.mailed.letter(record(offset, progress), NOW);
	}

	private static ConsumerRecord<byte[], byte[]> record(long offset, OrderProgress progress) {
		return record(offset, progress.id().toString(), value(progress));
	}

	private static ConsumerRecord<byte[], byte[]> record(long offset, @Nullable String key, byte @Nullable [] value) {
		return new ConsumerRecord<>(Topics.ORDER_PROCESSING.name(), 3, offset,
				(key != null) ? key.getBytes(StandardCharsets.UTF_8) : null, value);
	}

	private static byte[] value(OrderProgress progress) {
		return Topics.ORDER_PROCESSING.write(progress);
	}

}
