package cl.reparto.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static cl.reparto.notification.mail.Orders.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class SorterTests {

	private static final int END = 100;

	private static final Instant NOW = Orders.TIME.plus(Duration.ofDays(1));

	private final Orders order = anOrder();

	private final Memory memory = new Memory(Map.of(), END);

	@Test
	void makesALetterOfProgress() {
		OrderProgress progress = this.order.at(Status.RECIBIDO);

		assertThat(sort(7, progress)).isEqualTo(new Letter(new Place(3, 7), progress));
	}

	@Test
	void passesOverATombstone() {
		assertThat(Sorter.sort(record(7, this.order.id().toString(), null), this.memory, NOW)).isNull();
	}

	@Test
	void passesOverADuplicate() {
		sort(7, this.order.at(Status.RECIBIDO));

		assertThat(sort(8, this.order.at(Status.RECIBIDO))).isNull();
	}

	@Test
	void passesOverWhatWasNoted() {
		Memory told = new Memory(Map.of(this.order.id(), 2), END);

		assertThat(Sorter.sort(record(7, this.order.at(Status.RECIBIDO)), told, NOW)).isNull();
		assertThat(Sorter.sort(record(8, this.order.at(Status.PREPARANDO)), told, NOW)).isNull();
		assertThat(Sorter.sort(record(9, this.order.at(Status.ENTREGANDO)), told, NOW)).isInstanceOf(Letter.class);
	}

	@Test
	void knowsWhatWasNotedUpToTheEndOnly() {
		Memory told = new Memory(Map.of(this.order.id(), 4), END);

		assertThat(Sorter.sort(record(END - 1, this.order.at(Status.RECIBIDO)), told, NOW)).isNull();
		assertThat(Sorter.sort(record(END, this.order.at(Status.RECIBIDO)), told, NOW)).isInstanceOf(Letter.class);
	}

	@Test
	void takesWhatIsNoProgressForPoison() {
		ConsumerRecord<byte[], byte[]> record = record(7, this.order.id().toString(), "no".getBytes());

		assertThat(Sorter.sort(record, this.memory, NOW))
			.isEqualTo(new Poison(record, "not an OrderProgress: malformed JSON"));
	}

	@Test
	void takesProgressUnderAnotherKeyForPoison() {
		byte[] value = value(this.order.at(Status.RECIBIDO));

		for (String key : new String[] { null, "", UUID.randomUUID().toString() }) {
			assertThat(Sorter.sort(record(7, key, value), this.memory, NOW)).isInstanceOfSatisfying(Poison.class,
					(poison) -> assertThat(poison.why()).isEqualTo("key is not the order's id"));
		}
		assertThat(sort(8, this.order.at(Status.RECIBIDO))).isInstanceOf(Letter.class);
	}

	@Test
	void takesProgressThatLeavesOutAStatusForPoison() {
		sort(7, this.order.at(Status.RECIBIDO));

		assertThat(sort(8, this.order.at(Status.ENTREGANDO))).isInstanceOfSatisfying(Poison.class,
				(poison) -> assertThat(poison.why()).isEqualTo("leaves out a status after version 1"));
		assertThat(sort(9, this.order.at(Status.PREPARANDO))).isInstanceOf(Letter.class);
	}

	@Test
	void makesALetterThoughAStatusWasCompactedAway() {
		ConsumerRecord<byte[], byte[]> delivering = record(8, this.order.at(Status.ENTREGANDO));
		sort(7, this.order.at(Status.RECIBIDO));

		assertThat(Sorter.sort(delivering, this.memory, NOW.plus(Duration.ofDays(7)))).isInstanceOf(Letter.class);
	}

	private @Nullable Task sort(long offset, OrderProgress progress) {
		return Sorter.sort(record(offset, progress), this.memory, NOW);
	}

	private static ConsumerRecord<byte[], byte[]> record(long offset, OrderProgress progress) {
		return record(offset, progress.id().toString(), value(progress));
	}

	private static ConsumerRecord<byte[], byte[]> record(long offset, @Nullable String key, byte @Nullable [] value) {
		return new ConsumerRecord<>(Topics.ORDER_PROCESSING.name(), 3, offset,
				(key != null) ? key.getBytes(StandardCharsets.UTF_8) : null, value);
	}

	private static byte[] value(OrderProgress progress) {
		return Topics.ORDER_PROCESSING.serializer().serialize(Topics.ORDER_PROCESSING.name(), progress);
	}

}
