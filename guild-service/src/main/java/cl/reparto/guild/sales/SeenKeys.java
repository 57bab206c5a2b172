package cl.reparto.guild.sales;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

import cl.reparto.service.streams.timers.TimerIndex;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sets of what was seen, each member a key in one store. A set is dropped as a whole, a
 * part at a time: a timer for each member would be as much to keep as the member itself.
 */
record SeenKeys(KeyValueStore<Bytes, byte[]> store, TimerIndex drops) {

	private static final byte[] SEEN = {};

	private static final byte SEPARATOR = 0;

	private static final byte BEHIND_MEMBERS = SEPARATOR + 1;

	/** No set's name may begin with another's and a zero. */
	boolean contains(byte[] set, byte[] member) {
		return this.store.get(key(set, member)) != null;
	}

	/** Tells whether it was not there. */
	boolean add(byte[] set, byte[] member) {
		return this.store.putIfAbsent(key(set, member), SEEN) == null;
	}

	/** Makes a set end, whose name has at most 127 bytes. */
	void dropAt(byte[] set, Instant at) {
		this.drops.add(new TimerIndex.Entry(at, Bytes.wrap(set), (byte) set.length));
	}

	/** Whether there is something to drop. */
	boolean areDue(Instant now) {
		Instant next = this.drops.next();
		return next != null && !next.isAfter(now);
	}

	/** Drops what is due of the earliest set, so many members at most. */
	void drop(Instant now, int most) {
		this.drops.take(now, 1, (entry) -> drop(entry, most));
	}

	/**
	 * A timer's subject is where to go on: to begin at the set's name again would be to
	 * step over the tombstone of every member dropped since.
	 */
	private void drop(TimerIndex.Entry entry, int most) {
		byte[] set = Arrays.copyOf(entry.subject().get(), entry.note());
		try (KeyValueIterator<Bytes, byte[]> members = this.store.range(entry.subject(), key(set, BEHIND_MEMBERS))) {
			for (int dropped = 0; members.hasNext(); dropped++) {
				Bytes member = members.next().key;
				if (dropped == most) {
					this.drops.add(new TimerIndex.Entry(entry.at(), member, entry.note()));
					return;
				}
				this.store.delete(member);
			}
		}
	}

	private static Bytes key(byte[] set, byte[] member) {
		return key(set, SEPARATOR, member);
	}

	private static Bytes key(byte[] set, byte separator, byte... member) {
		return Bytes
			.wrap(ByteBuffer.allocate(set.length + 1 + member.length).put(set).put(separator).put(member).array());
	}

}
