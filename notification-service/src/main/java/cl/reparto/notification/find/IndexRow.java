package cl.reparto.notification.find;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.Status;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the index knows of an order.
 *
 * @param place where it stands
 * @param status where it is
 * @param dueAt when its next status is due; null at an end
 * @param name what was ordered, as {@link PlainText} has it
 */
public record IndexRow(OrderPlace place, Status status, @Nullable Instant dueAt, String name) {

	private static final long NEVER = Long.MIN_VALUE;

	/**
	 * Puts down an order.
	 * @param id the order's id
	 * @param receivedAt when it was received
	 * @param status where it is
	 * @param dueAt when its next status is due; null at an end
	 * @param name what was ordered
	 * @return its row
	 */
	public static IndexRow of(UUID id, Instant receivedAt, Status status, @Nullable Instant dueAt, String name) {
		return new IndexRow(new OrderPlace(receivedAt.toEpochMilli(), id), status, dueAt, PlainText.of(name));
	}

	Bytes key() {
		return this.place.key(Shelf.of(this.status));
	}

	byte[] value() {
		byte[] text = this.name.getBytes(UTF_8);
		long due = (this.dueAt != null) ? this.dueAt.toEpochMilli() : NEVER;
		return ByteBuffer.allocate(1 + Long.BYTES + text.length)
			.put((byte) this.status.ordinal())
			.putLong(due)
			.put(text)
			.array();
	}

	static IndexRow read(Bytes key, byte[] value) {
		ByteBuffer buffer = ByteBuffer.wrap(value);
		Status status = Status.values()[buffer.get()];
		long due = buffer.getLong();
		String name = new String(value, buffer.position(), buffer.remaining(), UTF_8);
		return new IndexRow(OrderPlace.of(key), status, (due != NEVER) ? Instant.ofEpochMilli(due) : null, name);
	}

}
