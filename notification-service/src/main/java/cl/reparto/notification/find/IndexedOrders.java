package cl.reparto.notification.find;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The view's store with a row beside each order that tells where it stands. Both are
 * written in one batch, so that they are of the same record after any crash, and whatever
 * is read again. Live orders are in memory as well: among all that have ended they would
 * be far apart. One thread writes.
 */
final class IndexedOrders implements KeyValueStore<Bytes, byte[]> {

	/** Greater than every order's key, and less than every row's. */
	private static final Bytes LAST_ORDER = Bytes.wrap(new byte[] { 'g' });

	private final KeyValueStore<Bytes, byte[]> store;

	private final Function<byte[], IndexRow> reading;

	private final Consumer<IndexedOrders> opened;

	private final Consumer<UUID> changed;

	private final ConcurrentNavigableMap<OrderPlace, IndexRow> live = new ConcurrentSkipListMap<>();

	private final StatusCounts counts = new StatusCounts();

	/**
	 * Wraps a store.
	 * @param store what keeps both; what a batch writes is kept as a whole or not at all
	 * @param reading makes a row of an order
	 * @param opened told when this can be asked
	 * @param changed told after each change
	 */
	IndexedOrders(KeyValueStore<Bytes, byte[]> store, Function<byte[], IndexRow> reading,
			Consumer<IndexedOrders> opened, Consumer<UUID> changed) {
		this.store = store;
		this.reading = reading;
		this.opened = opened;
		this.changed = changed;
	}

	@Override
	public void init(StateStoreContext context, StateStore root) {
		this.store.init(context, root);
		for (Shelf shelf : Shelf.values()) {
			try (KeyValueIterator<Bytes, byte[]> rows = this.store.range(OrderPlace.oldestAt(0).key(shelf),
					OrderPlace.newestAt(Long.MAX_VALUE).key(shelf))) {
				rows.forEachRemaining((each) -> remember(IndexRow.read(each.key, each.value)));
			}
		}
		this.opened.accept(this);
	}

	private void remember(IndexRow row) {
		this.counts.add(row.place(), row.status());
		if (Shelf.of(row.status()) == Shelf.LIVE) {
			this.live.put(row.place(), row);
		}
	}

	private void forget(IndexRow row) {
		this.counts.remove(row.place(), row.status());
		if (Shelf.of(row.status()) == Shelf.LIVE) {
			this.live.remove(row.place());
		}
	}

	ConcurrentNavigableMap<OrderPlace, IndexRow> live() {
		return this.live;
	}

	StatusCounts counts() {
		return this.counts;
	}

	/**
	 * The orders that have ended, newest first.
	 * @return to be closed
	 */
	KeyValueIterator<Bytes, byte[]> ended(Shelf shelf, OrderPlace begin, OrderPlace end) {
		return this.store.reverseRange(end.key(shelf), begin.key(shelf));
	}

	@Override
	public void put(Bytes key, byte @Nullable [] value) {
		if (value == null) {
			delete(key);
			return;
		}
		IndexRow row = this.reading.apply(value);
		IndexRow before = before(row);
		write(new KeyValue<>(key, value), before, row);
		// Who looks at live orders first, and then at the others, misses none.
		if (before != null) {
			forget(before);
		}
		remember(row);
		this.changed.accept(row.place().id());
	}

	private @Nullable IndexRow before(IndexRow row) {
		IndexRow known = this.live.get(row.place());
		if (known != null || Shelf.of(row.status()) == Shelf.LIVE) {
			return known;
		}
		byte[] ended = this.store.get(row.key());
		return (ended != null) ? IndexRow.read(row.key(), ended) : null;
	}

	@Override
	public byte @Nullable [] delete(Bytes key) {
		byte[] old = this.store.get(key);
		if (old != null) {
			IndexRow row = this.reading.apply(old);
			write(new KeyValue<>(key, null), row, null);
			forget(row);
			this.changed.accept(row.place().id());
		}
		return old;
	}

	private void write(KeyValue<Bytes, byte @Nullable []> order, @Nullable IndexRow before, @Nullable IndexRow after) {
		List<KeyValue<Bytes, byte @Nullable []>> batch = new ArrayList<>();
		batch.add(order);
		if (before != null && (after == null || !before.key().equals(after.key()))) {
			batch.add(new KeyValue<>(before.key(), null));
		}
		if (after != null) {
			batch.add(new KeyValue<>(after.key(), after.value()));
		}
		this.store.putAll(batch);
	}

	@Override
	public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
		byte[] old = this.store.get(key);
		if (old == null) {
			put(key, value);
		}
		return old;
	}

	@Override
	public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
		entries.forEach((entry) -> put(entry.key, entry.value));
	}

	@Override
	public byte @Nullable [] get(Bytes key) {
		return this.store.get(key);
	}

	@Override
	public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
		return this.store.range(from, (to != null) ? to : LAST_ORDER);
	}

	@Override
	public KeyValueIterator<Bytes, byte[]> all() {
		return range(null, null);
	}

	@Override
	public long approximateNumEntries() {
		return this.counts.all().values().stream().mapToLong(Integer::longValue).sum();
	}

	@Override
	public String name() {
		return this.store.name();
	}

	@Override
	public void commit(Map<TopicPartition, Long> offsets) {
		this.store.commit(offsets);
	}

	@Override
	public @Nullable Long committedOffset(TopicPartition partition) {
		return this.store.committedOffset(partition);
	}

	/** Deprecated, since all stores are to keep offsets; until then it must be told. */
	@Override
	@SuppressWarnings("deprecation")
	public boolean managesOffsets() {
		return this.store.managesOffsets();
	}

	@Override
	public void close() {
		this.store.close();
	}

	@Override
	public boolean persistent() {
		return this.store.persistent();
	}

	@Override
	public boolean isOpen() {
		return this.store.isOpen();
	}

	@Override
	public Position getPosition() {
		return this.store.getPosition();
	}

}
