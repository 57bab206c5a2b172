package cl.reparto.notification.mail.progress;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.RecordPosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells what has to be done about a record.
 */
final class ProgressTriage {

	private ProgressTriage() {
	}

	/**
	 * The letter that a record asks for.
	 * @param record a record of {@code order_processing}
	 * @param mailed what was mailed of its partition
	 * @param now the time
	 * @return null if nothing has to be done: the order is forgotten or the mail not new
	 * @throws UnreadableEventException if the record is no order's progress and has to go
	 * to the dead letter topic
	 */
	static @Nullable Letter letter(ConsumerRecord<byte[], byte[]> record, MailedVersions mailed, Instant now) {
		if (record.value() == null) {
			return null;
		}
		OrderProgress order = Topics.ORDER_PROCESSING.read(record.value());
		if (record.key() == null || !order.id().toString().equals(new String(record.key(), StandardCharsets.UTF_8))) {
			throw new UnreadableEventException("key is not the order's id");
		}
		if (mailed.has(order, record.offset())) {
			return null;
		}
		int last = mailed.before(order, record.offset());
		if (order.skipsAVersionAfter(last, now)) {
			throw new UnreadableEventException("leaves out a status after version " + last);
		}
		mailed.add(order);
		return new Letter(new RecordPosition(record.partition(), record.offset()), order);
	}

}
