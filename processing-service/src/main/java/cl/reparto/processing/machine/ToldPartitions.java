package cl.reparto.processing.machine;

import java.nio.ByteBuffer;

import cl.reparto.service.keys.Placement;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The most partitions of {@code order_requests} that any request with a key knew of, in
 * one task's partition. What was placed by fewer and comes after is void: its writer
 * reads it back, too, and places it anew (decision 22).
 */
final class ToldPartitions {

	/** No index of timers has it. */
	private static final Bytes KEY = Bytes.wrap(new byte[] { Byte.MAX_VALUE });

	private final KeyValueStore<Bytes, byte[]> store;

	private int most;

	/**
	 * Knows what was told before.
	 * @param store the timers', where it is kept
	 */
	ToldPartitions(KeyValueStore<Bytes, byte[]> store) {
		this.store = store;
		byte[] kept = store.get(KEY);
		this.most = (kept != null) ? ByteBuffer.wrap(kept).getInt() : 0;
	}

	/**
	 * Takes note of a request with a key.
	 * @param headers its record's
	 * @return whether it is void
	 */
	boolean voids(Headers headers) {
		Placement placement = Placement.read(headers);
		if (placement == null) {
			return false;
		}
		int before = this.most;
		this.most = placement.told(before);
		if (this.most > before) {
			this.store.put(KEY, ByteBuffer.allocate(Integer.BYTES).putInt(this.most).array());
		}
		return placement.isVoid(before);
	}

}
