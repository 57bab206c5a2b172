package cl.reparto.service.streams.timers;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Consumer;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at when: an index in a state store, in the order of time. Keys are
 * one byte for the index, the time in milliseconds (big-endian) and the subject; values
 * are the note.
 * <p>
 * Reads from where the last read ended, never from the beginning: there RocksDB would
 * step over the tombstone of every entry taken since the last compaction.
 */
public final class TimerIndex {

	private static final int PREFIX_SIZE = 1 + Long.BYTES;

	private final KeyValueStore<Bytes, byte[]> store;

	private final byte prefix;

	private Bytes from;

	/** Where reading goes on; null once all has been read. */
	private @Nullable Bytes unread;

	private @Nullable Instant next;

	/** Whether the next is known, or that there is none. */
	private boolean looked;

	/**
	 * Opens an index.
	 * @param store the store, which several indexes may share
	 * @param prefix tells this index from the others in the store; from 0 to 127
	 */
	public TimerIndex(KeyValueStore<Bytes, byte[]> store, int prefix) {
		this.store = store;
		this.prefix = (byte) prefix;
		this.from = first();
		this.unread = first();
	}

	/**
	 * Adds an entry. One of the same time and subject is replaced.
	 * @param entry the entry
	 */
	public void add(Entry entry) {
		Bytes key = key(entry.at(), entry.subject());
		this.store.put(key, new byte[] { entry.note() });
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
	 * Takes one entry out.
	 * @param at its time
	 * @param subject its subject
	 * @return whether it was there
	 */
	public boolean remove(Instant at, Bytes subject) {
		return this.store.delete(key(at, subject)) != null;
	}

	/**
	 * Takes entries out, earliest first. Costs next to nothing if none is due.
	 * @param until the latest time to take
	 * @param most how many to take at most
	 * @param taker gets each entry; may add others
	 */
	public void take(Instant until, int most, Consumer<Entry> taker) {
		if (this.looked && (this.next == null || this.next.isAfter(until))) {
			return;
		}
		this.looked = true;
		this.next = null;
		try (KeyValueIterator<Bytes, byte[]> entries = this.store.range(this.from, last())) {
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
	 * @return that time, or an earlier one whose entry was removed; null if there is no
	 * entry, or none was taken yet
	 */
	public @Nullable Instant next() {
		return this.next;
	}

	/**
	 * Reads every entry once, earliest first, and goes on where the last call ended.
	 * @param most how many to read at most
	 * @param reader gets each entry that is there when its turn comes
	 */
	public void read(int most, Consumer<Entry> reader) {
		if (this.unread == null) {
			return;
		}
		try (KeyValueIterator<Bytes, byte[]> entries = this.store.range(this.unread, last())) {
			for (int read = 0; entries.hasNext(); read++) {
				KeyValue<Bytes, byte[]> first = entries.next();
				if (read == most) {
					this.unread = first.key;
					return;
				}
				reader.accept(entry(first));
			}
		}
		this.unread = null;
	}

	/**
	 * Whether every entry has been read once.
	 * @return false if there is more to read
	 */
	public boolean isAllRead() {
		return this.unread == null;
	}

	/**
	 * Whether reading has come past an entry's place.
	 * @param entry the entry, there or not
	 * @return false if it is yet to be read
	 */
	public boolean isRead(Entry entry) {
		return this.unread == null || key(entry.at(), entry.subject()).compareTo(this.unread) < 0;
	}

	private Bytes first() {
		return Bytes.wrap(new byte[] { this.prefix });
	}

	/** No entry has it: the next index's entries have a time, too. */
	private Bytes last() {
		return Bytes.wrap(new byte[] { (byte) (this.prefix + 1) });
	}

	private Bytes key(Instant at, Bytes subject) {
		byte[] bytes = subject.get();
		return Bytes.wrap(ByteBuffer.allocate(PREFIX_SIZE + bytes.length)
			.put(this.prefix)
			.putLong(at.toEpochMilli())
			.put(bytes)
			.array());
	}

	private static Entry entry(KeyValue<Bytes, byte[]> next) {
		ByteBuffer key = ByteBuffer.wrap(next.key.get()).position(1);
		Instant at = Instant.ofEpochMilli(key.getLong());
		byte[] subject = new byte[key.remaining()];
		key.get(subject);
		return new Entry(at, Bytes.wrap(subject), next.value[0]);
	}

	/**
	 * Something to be looked at.
	 *
	 * @param at when, in whole milliseconds from 1970 on
	 * @param subject what
	 * @param note what for; of the user's own meaning
	 */
	public record Entry(Instant at, Bytes subject, byte note) {

	}

}
