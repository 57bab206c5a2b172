package cl.reparto.service.keys;

import java.nio.ByteBuffer;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * By how many partitions a request with a key was placed, as its record says. Once a
 * partition has a record that knows of more, what is placed there by fewer is void:
 * whoever has read that record looks for the key elsewhere, and has found all that came
 * before it (decision 22).
 *
 * @param by the number of partitions by which the id's hash was taken
 * @param least the fewest partitions that the topic has had, as far as its writer knew
 * @param most the most, which are those that it has
 */
public record Placement(int by, int least, int most) {

	/** The header that says it; who writes the record again writes it as it is. */
	public static final String HEADER = "placed";

	/**
	 * Reads what a record says.
	 * @param headers the record's
	 * @return null if it says nothing that can be: it was not written by request-service,
	 * or by an older version of it
	 */
	public static @Nullable Placement read(Headers headers) {
		Header header = headers.lastHeader(HEADER);
		if (header == null || header.value() == null || header.value().length != 3 * Integer.BYTES) {
			return null;
		}
		ByteBuffer value = ByteBuffer.wrap(header.value());
		Placement placement = new Placement(value.getInt(), value.getInt(), value.getInt());
		return placement.canBe() ? placement : null;
	}

	private boolean canBe() {
		return 1 <= this.least && this.least <= this.by && this.by <= this.most;
	}

	void write(Headers headers) {
		headers.add(HEADER,
				ByteBuffer.allocate(3 * Integer.BYTES).putInt(this.by).putInt(this.least).putInt(this.most).array());
	}

	/**
	 * Whether the request is void where it is, and will be placed anew.
	 * @param told the most partitions that any record before knew of in this partition; 0
	 * if none did
	 * @return whether nobody may act on it
	 */
	public boolean isVoid(int told) {
		return this.by < told;
	}

	/**
	 * What the next record of the partition comes after.
	 * @param told the most partitions that any record before knew of
	 * @return the same, or how many this one knows of
	 */
	public int told(int told) {
		return Math.max(told, this.most);
	}

}
