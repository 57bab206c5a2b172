package cl.reparto.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells what has to be done about a record.
 */
final class Sorter {

	private Sorter() {
	}

	/**
	 * Sorts one record.
	 * @param record a record of {@code order_processing}
	 * @param memory of its partition
	 * @param now the time
	 * @return null if nothing has to be done: the order is forgotten or the mail not new
	 */
	static @Nullable Task sort(ConsumerRecord<byte[], byte[]> record, Memory memory, Instant now) {
		if (record.value() == null) {
			return null;
		}
		OrderProgress order;
		try {
			order = Topics.ORDER_PROCESSING.read(record.value());
		}
		catch (UnreadableEventException ex) {
			return new Poison(record, String.valueOf(ex.getMessage()));
		}
		if (record.key() == null || !order.id().toString().equals(new String(record.key(), StandardCharsets.UTF_8))) {
			return new Poison(record, "key is not the order's id");
		}
		int known = memory.known(order.id(), record.offset());
		if (order.version() <= known) {
			return null;
		}
		if (order.leavesOut(known, now)) {
			return new Poison(record, "leaves out a status after version " + known);
		}
		memory.add(order);
		return new Letter(new Place(record.partition(), record.offset()), order);
	}

}
