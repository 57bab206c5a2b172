package cl.reparto.notification.find;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import cl.reparto.model.Status;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The live orders that are due first, in memory: orders leave from there, so on disk a
 * look at them would have to pass over all that have left. The others stay on disk, and
 * as many as there are cost no memory.
 */
final class SoonestDue {

	/** Where there are that many, there are never fewer here. */
	static final int LEAST = 500;

	/** When there are fewer than the least, as many are read at once. */
	static final int MOST = 2 * LEAST;

	private final Function<Bytes, KeyValueIterator<Bytes, byte[]>> disk;

	private final NavigableMap<Bytes, IndexRow> rows = new TreeMap<>();

	/** Up to where no live order is left out here; null for the last. */
	private @Nullable Bytes horizon = Bytes.wrap(new byte[] { Shelf.DUE.prefix() });

	/**
	 * Knows none yet.
	 * @param disk all live orders from a key on, by when they are due
	 */
	SoonestDue(Function<Bytes, KeyValueIterator<Bytes, byte[]>> disk) {
		this.disk = disk;
	}

	/**
	 * Follows the disk.
	 * @param before what an order was there; null if it was not
	 * @param after what it is; null if it is not any more
	 */
	synchronized void changed(@Nullable IndexRow before, @Nullable IndexRow after) {
		if (before != null) {
			this.rows.remove(before.dueKey());
		}
		if (after != null && !after.status().isEnd() && isWithin(after.dueKey())) {
			this.rows.put(after.dueKey(), after);
		}
		if (this.rows.size() > MOST) {
			this.rows.pollLastEntry();
			this.horizon = this.rows.lastKey();
		}
		fill();
	}

	/** Reads what is missing to the least. */
	synchronized void fill() {
		if (this.horizon == null || this.rows.size() >= LEAST) {
			return;
		}
		try (KeyValueIterator<Bytes, byte[]> others = this.disk.apply(this.horizon)) {
			while (others.hasNext() && this.rows.size() < MOST) {
				KeyValue<Bytes, byte[]> next = others.next();
				this.rows.put(next.key, IndexRow.read(next.key, next.value));
			}
			this.horizon = others.hasNext() ? this.rows.lastKey() : null;
		}
	}

	synchronized List<IndexRow> first() {
		return this.rows.values().stream().limit(LEAST).toList();
	}

	/**
	 * All among which those are that are sought, newest first.
	 * @return empty if there may be others
	 */
	synchronized Optional<List<IndexRow>> all(OrderSearch search) {
		if (search.sought().stream().anyMatch(Status::isEnd) || !isWithin(search.lastDue())) {
			return Optional.empty();
		}
		return Optional.of(this.rows.values().stream().sorted(Comparator.comparing(IndexRow::place)).toList());
	}

	private boolean isWithin(Bytes key) {
		return this.horizon == null || key.compareTo(this.horizon) <= 0;
	}

}
