package cl.reparto.notification.mail.progress;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.RecordPosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Which versions of the orders of one partition need no mail any more: those whose
 * outcome was written before this instance had the partition, those that it has seen
 * since, and those that wait for their mailbox, or have.
 */
final class MailedVersions {

	/** Of so many orders, duplicates are known. A later one would be mailed again. */
	private static final int RECENT = 10_000;

	private final Map<UUID, Integer> seen = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
			return size() > RECENT;
		}

	};

	private final long end;

	private final BiPredicate<UUID, Integer> waiting;

	private Map<UUID, Integer> before;

	/**
	 * What is known of a partition just assigned.
	 * @param before the highest version of each order whose outcome was written
	 * @param end the partition's end then: from there on, nothing can have been mailed
	 * @param waiting whether the mail of a version of an order waits, or has waited
	 */
	MailedVersions(Map<UUID, Integer> before, long end, BiPredicate<UUID, Integer> waiting) {
		this.waiting = waiting;
		this.before = before;
		this.end = end;
	}

	/**
	 * The letter that a record asks for. Its version needs no other from then on.
	 * @param record a record of {@code order_processing}
	 * @param now the time
	 * @return null if nothing has to be done: the order is forgotten or the mail not new
	 * @throws UnreadableEventException if the record is no order's progress and has to go
	 * to the dead letter topic
	 */
	@Nullable Letter letter(ConsumerRecord<byte[], byte[]> record, Instant now) {
		if (record.value() == null) {
			return null;
		}
		OrderProgress order = Topics.ORDER_PROCESSING.read(record.value());
		if (record.key() == null || !order.id().toString().equals(new String(record.key(), UTF_8))) {
			throw new UnreadableEventException("key is not the order's id");
		}
		int mailed = mailed(order, record.offset());
		if (order.version() <= mailed || this.waiting.test(order.id(), order.version())) {
			return null;
		}
		// That earlier ones have waited does not tell: others may have been mailed at
		// once.
		int previous = order.version() - 1;
		int last = this.waiting.test(order.id(), previous) ? previous : mailed;
		if (order.skipsAVersionAfter(last, now)) {
			throw new UnreadableEventException("leaves out a status after version " + last);
		}
		this.seen.put(order.id(), order.version());
		return new Letter(new RecordPosition(record.partition(), record.offset()), order);
	}

	/** The last version that was mailed, or is going to be at once; 0 for none. */
	private int mailed(OrderProgress order, long offset) {
		int mailedBefore = (offset < this.end) ? this.before.getOrDefault(order.id(), 0) : 0;
		return Math.max(mailedBefore, this.seen.getOrDefault(order.id(), 0));
	}

	/**
	 * Drops what was only to be known up to the end, once that is reached.
	 * @param position the first offset that was not read
	 */
	void readUpTo(long position) {
		if (position >= this.end) {
			this.before = Map.of();
		}
	}

}
