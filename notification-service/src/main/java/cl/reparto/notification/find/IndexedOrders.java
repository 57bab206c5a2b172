package cl.reparto.notification.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import cl.reparto.model.Status;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The view's store with rows beside each order that tell where it stands. All are written
 * in one batch, so that they are of the same record after any crash, and whatever is read
 * again. One thread writes.
 */
final class IndexedOrders implements KeyValueStore<Bytes, byte[]> {

	/** Greater than every order's key, and less than every row's. */
	private static final Bytes LAST_ORDER = Bytes.wrap(new byte[] { 'g' });

	private final KeyValueStore<Bytes, byte[]> store;

	private final Function<byte[], IndexRow> reading;

	private final Consumer<IndexedOrders> opened;

	private final Consumer<UUID> changed;

	private final StatusCounts counts = new StatusCounts();

	private final SoonestDue soonest = new SoonestDue(this::live);

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
		try (KeyValueIterator<Bytes, byte[]> rows = this.store.range(OrderPlace.oldestAt(0).key(Shelf.ALL),
				OrderPlace.newestAt(Long.MAX_VALUE).key(Shelf.ALL))) {
			rows.forEachRemaining((each) -> this.counts.add(IndexRow.read(each.key, each.value)));
		}
		this.soonest.fill();
		this.opened.accept(this);
	}

	private KeyValueIterator<Bytes, byte[]> live(Bytes from) {
		return this.store.range(from, Bytes.wrap(new byte[] { Shelf.ALL.prefix() }));
	}

	StatusCounts counts() {
		return this.counts;
	}

	SoonestDue soonest() {
		return this.soonest;
	}

	/** Keys of orders are their ids in letters. */
	List<UUID> beginningWith(String start, int most) {
		List<UUID> found = new ArrayList<>();
		try (KeyValueIterator<Bytes, byte[]> orders = this.store.range(Bytes.wrap(start.getBytes(US_ASCII)),
				Bytes.wrap((start + 'g').getBytes(US_ASCII)))) {
			while (orders.hasNext() && found.size() < most) {
				found.add(UUID.fromString(new String(orders.next().key.get(), US_ASCII)));
			}
		}
		return found;
	}

	/**
	 * Looks at rows, newest first, among which are all that are sought. Each order has
	 * one of these: whatever becomes of it meanwhile, it comes once.
	 * @param search what for
	 * @param look tells whether to go on
	 */
	void look(OrderSearch search, Predicate<IndexRow> look) {
		Shelf shelf = search.sought().stream().allMatch(Status::isEnd) ? Shelf.ENDED : Shelf.ALL;
		for (StatusCounts.Part part : this.counts.parts(search.sought(), search.begin(), search.end())) {
			try (KeyValueIterator<Bytes, byte[]> rows = this.store.reverseRange(part.end().key(shelf),
					part.begin().key(shelf))) {
				while (rows.hasNext()) {
					KeyValue<Bytes, byte[]> next = rows.next();
					if (!look.test(IndexRow.read(next.key, next.value))) {
						return;
					}
				}
			}
		}
	}

	@Override
	public void put(Bytes key, byte @Nullable [] value) {
		if (value == null) {
			delete(key);
			return;
		}
		IndexRow row = this.reading.apply(value);
		Bytes place = row.place().key(Shelf.ALL);
		byte[] before = this.store.get(place);
		write(new KeyValue<>(key, value), (before != null) ? IndexRow.read(place, before) : null, row);
		this.changed.accept(row.place().id());
	}

	@Override
	public byte @Nullable [] delete(Bytes key) {
		byte[] old = this.store.get(key);
		if (old != null) {
			IndexRow row = this.reading.apply(old);
			write(new KeyValue<>(key, null), row, null);
			this.changed.accept(row.place().id());
		}
		return old;
	}

	private void write(KeyValue<Bytes, byte @Nullable []> order, @Nullable IndexRow before, @Nullable IndexRow after) {
		List<KeyValue<Bytes, byte @Nullable []>> batch = new ArrayList<>();
		batch.add(order);
		List<Bytes> keys = (after != null) ? after.keys() : List.of();
		if (before != null) {
			before.keys()
				.stream()
				.filter((key) -> !keys.contains(key))
				.forEach((key) -> batch.add(new KeyValue<>(key, null)));
		}
		if (after != null) {
			keys.forEach((key) -> batch.add(new KeyValue<>(key, after.value())));
			// For a moment it is counted twice: not at all would be to be passed over.
			this.counts.add(after);
		}
		this.store.putAll(batch);
		if (before != null) {
			this.counts.remove(before);
		}
		this.soonest.changed(before, after);
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
