package cl.reparto.processing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

import cl.reparto.model.Status;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which order is to be looked at when: an index in a state store, in the order of time.
 * Keys are one byte for the index, the time in milliseconds (big-endian) and the order's
 * id; values are the order's version.
 * <p>
 * Reads from where the last read ended, never from the beginning: there RocksDB would
 * step over the tombstone of every entry taken since the last compaction.
 */
final class TimerIndex {

	private static final int KEY_SIZE = 1 + Long.BYTES + 2 * Long.BYTES;

	private final KeyValueStore<Bytes, byte[]> store;

	private final byte prefix;

	private Bytes from;

	private @Nullable Instant next;

	/**
	 * Opens an index.
	 * @param store the store, which several indexes may share
	 * @param prefix tells this index from the others in the store
	 */
	TimerIndex(KeyValueStore<Bytes, byte[]> store, int prefix) {
		this.store = store;
		this.prefix = (byte) prefix;
		this.from = key(0, 0, 0);
	}

	void add(Entry entry) {
		Bytes key = key(entry.at().toEpochMilli(), entry.id().getMostSignificantBits(),
				entry.id().getLeastSignificantBits());
		this.store.put(key, new byte[] { (byte) entry.status().version() });
		if (key.compareTo(this.from) < 0) {
			this.from = key;
		}
		comesNext(entry.at());
	}

	private void comesNext(Instant at) {
		if (this.next == null || at.isBefore(this.next)) {
			this.next = at;
		}
	}

	/**
	 * Takes entries out, earliest first.
	 * @param until the latest time to take
	 * @param most how many to take at most
	 * @param taker gets each entry; may add others
	 */
	void take(Instant until, int most, Consumer<Entry> taker) {
		this.next = null;
		try (KeyValueIterator<Bytes, byte[]> entries = this.store.range(this.from, last(Long.MAX_VALUE))) {
			for (int taken = 0; entries.hasNext(); taken++) {
				KeyValue<Bytes, byte[]> first = entries.next();
				Entry entry = entry(first);
				if (taken == most || entry.at().isAfter(until)) {
					comesNext(entry.at());
					return;
				}
				this.store.delete(first.key);
				this.from = first.key;
				taker.accept(entry);
			}
		}
	}

	/**
	 * When the earliest entry is to be looked at.
	 * @return that time; null if there is no entry, or it was not read or taken from yet
	 */
	@Nullable Instant next() {
		return this.next;
	}

	/**
	 * Looks at every entry.
	 * @param reader gets each entry, earliest first
	 */
	void read(Consumer<Entry> reader) {
		try (KeyValueIterator<Bytes, byte[]> entries = this.store.range(key(0, 0, 0), last(Long.MAX_VALUE))) {
			entries.forEachRemaining((next) -> {
				Entry entry = entry(next);
				comesNext(entry.at());
				reader.accept(entry);
			});
		}
	}

	private Bytes key(long millis, long mostSignificant, long leastSignificant) {
		return Bytes.wrap(ByteBuffer.allocate(KEY_SIZE)
			.put(this.prefix)
			.putLong(millis)
			.putLong(mostSignificant)
			.putLong(leastSignificant)
			.array());
	}

	private Bytes last(long millis) {
		return key(millis, -1, -1);
	}

	private static Entry entry(KeyValue<Bytes, byte[]> next) {
		ByteBuffer key = ByteBuffer.wrap(next.key.get(), 1, KEY_SIZE - 1);
		return new Entry(Instant.ofEpochMilli(key.getLong()), new UUID(key.getLong(), key.getLong()),
				Status.values()[next.value[0] - 1]);
	}

	/**
	 * An order to be looked at.
	 *
	 * @param at when, in whole milliseconds
	 * @param id the order's id
	 * @param status where the order is until then
	 */
	record Entry(Instant at, UUID id, Status status) {

	}

}
