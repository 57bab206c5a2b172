package cl.reparto.notification.find;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import org.apache.kafka.common.utils.Bytes;

/**
 * Where an order stands in lists: by when it was received, newest first, and by its id
 * among those of the same millisecond. It stands there for good, on every instance.
 *
 * @param at when it was received, in milliseconds since 1970
 * @param id the order's id
 */
public record OrderPlace(long at, UUID id) implements Comparable<OrderPlace> {

	static final int BYTES = Long.BYTES + 2 * Long.BYTES;

	private static final UUID FIRST = new UUID(0, 0);

	private static final UUID LAST = new UUID(-1, -1);

	/** Before all orders of a millisecond, and after those that came later. */
	static OrderPlace newestAt(long at) {
		return new OrderPlace(at, LAST);
	}

	/** After all orders of a millisecond. */
	static OrderPlace oldestAt(long at) {
		return new OrderPlace(at, FIRST);
	}

	/**
	 * What a list is gone on with.
	 * @return letters, digits, hyphens and underscores, of no meaning to others
	 */
	public String cursor() {
		return Base64.getUrlEncoder().encodeToString(put(ByteBuffer.allocate(BYTES)).array());
	}

	/**
	 * The place of a cursor.
	 * @param cursor as {@link #cursor()} made it
	 * @return the place
	 * @throws IllegalArgumentException if it is none
	 */
	public static OrderPlace of(String cursor) {
		byte[] bytes = Base64.getUrlDecoder().decode(cursor);
		if (bytes.length != BYTES || bytes[0] < 0) {
			throw new IllegalArgumentException("no place");
		}
		return read(ByteBuffer.wrap(bytes));
	}

	Bytes key(Shelf shelf) {
		return Bytes.wrap(put(ByteBuffer.allocate(1 + BYTES).put(shelf.prefix())).array());
	}

	/** The key of a live order. */
	Bytes key(long due) {
		ByteBuffer key = ByteBuffer.allocate(1 + Long.BYTES + BYTES).put(Shelf.DUE.prefix());
		// Bytes compare without a sign: what was due before 1970 comes first.
		return Bytes.wrap(put(key.putLong(due ^ Long.MIN_VALUE)).array());
	}

	/** The place that every key of a row ends with. */
	static OrderPlace of(Bytes key) {
		return read(ByteBuffer.wrap(key.get(), key.get().length - BYTES, BYTES));
	}

	private ByteBuffer put(ByteBuffer buffer) {
		return buffer.putLong(this.at)
			.putLong(this.id.getMostSignificantBits())
			.putLong(this.id.getLeastSignificantBits());
	}

	private static OrderPlace read(ByteBuffer buffer) {
		return new OrderPlace(buffer.getLong(), new UUID(buffer.getLong(), buffer.getLong()));
	}

	/** As the bytes of keys compare, from the end. */
	@Override
	public int compareTo(OrderPlace other) {
		int byTime = Long.compare(other.at, this.at);
		if (byTime != 0) {
			return byTime;
		}
		int byHigh = Long.compareUnsigned(other.id.getMostSignificantBits(), this.id.getMostSignificantBits());
		return (byHigh != 0) ? byHigh
				: Long.compareUnsigned(other.id.getLeastSignificantBits(), this.id.getLeastSignificantBits());
	}

}
