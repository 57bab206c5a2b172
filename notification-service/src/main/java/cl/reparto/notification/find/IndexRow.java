package cl.reparto.notification.find;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
 * @param dueAt when its next status is due, to the millisecond; null at an end
 * @param name what was ordered, as {@link PlainText} has it
 */
public record IndexRow(OrderPlace place, Status status, @Nullable Instant dueAt, String name) {

	private static final long NEVER = Long.MAX_VALUE;

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
		return new IndexRow(new OrderPlace(receivedAt.toEpochMilli(), id), status,
				(dueAt != null) ? dueAt.truncatedTo(ChronoUnit.MILLIS) : null, PlainText.of(name));
	}

	/** Where it is kept: at its place, and among those that are live or have ended. */
	List<Bytes> keys() {
		return List.of(this.place.key(Shelf.ALL), this.status.isEnd() ? this.place.key(Shelf.ENDED) : dueKey());
	}

	/** What is due first comes first; of orders due at once, the one that came first. */
	Bytes dueKey() {
		return this.place.key(due());
	}

	private long due() {
		return (this.dueAt != null) ? this.dueAt.toEpochMilli() : NEVER;
	}

	byte[] value() {
		byte[] text = this.name.getBytes(UTF_8);
		return ByteBuffer.allocate(1 + Long.BYTES + text.length)
			.put((byte) this.status.ordinal())
			.putLong(due())
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
