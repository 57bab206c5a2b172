package cl.reparto.notification.find;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import cl.reparto.model.Status;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds the orders of the view (decision 1). What it tells is of the moment and may be
 * old; {@code StatusView} knows whether it is.
 */
public final class OrderIndex {

	/** A search for a name that nothing has must come to an end: some 50 ms. */
	static final int MOST_LOOKED_AT = 20_000;

	private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();

	private volatile @Nullable IndexedOrders orders;

	/**
	 * Has a store of orders indexed.
	 * @param store what keeps the view
	 * @param reading makes a row of an order as it is kept
	 * @return the same store with an index in it
	 */
	public KeyValueBytesStoreSupplier index(KeyValueBytesStoreSupplier store, Function<byte[], IndexRow> reading) {
		return new KeyValueBytesStoreSupplier() {

			@Override
			public String name() {
				return store.name();
			}

			@Override
			public KeyValueStore<Bytes, byte[]> get() {
				return new IndexedOrders(store.get(), reading, (opened) -> OrderIndex.this.orders = opened,
						(id) -> OrderIndex.this.listeners.forEach((listener) -> listener.accept(id)));
			}

			@Override
			public String metricsScope() {
				return store.metricsScope();
			}

		};
	}

	/**
	 * Tells of every order that changes, by the thread that reads it.
	 * @param listener must not wait
	 */
	public void onChange(Consumer<UUID> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Searches.
	 * @param search what for
	 * @return the first part of what there is
	 * @throws InvalidStateStoreException if the view is not open
	 */
	public FoundOrders find(OrderSearch search) {
		IndexedOrders opened = opened();
		if (search.begin().compareTo(search.end()) >= 0) {
			return new FoundOrders(List.of(), null);
		}
		// First the live ones: one that ends meanwhile is then among the others.
		List<IndexRow> live = search.takesFrom(Shelf.LIVE) ? live(opened, search) : List.of();
		try (KeyValueIterator<Bytes, byte[]> finished = opened.ended(Shelf.FINISHED, search.begin(), search.end());
				KeyValueIterator<Bytes, byte[]> cancelled = opened.ended(Shelf.CANCELLED, search.begin(),
						search.end())) {
			List<Iterator<IndexRow>> lists = new ArrayList<>(List.of(live.iterator()));
			if (search.takesFrom(Shelf.FINISHED)) {
				lists.add(rows(finished, search));
			}
			if (search.takesFrom(Shelf.CANCELLED)) {
				lists.add(rows(cancelled, search));
			}
			return page(new NewestFirst(lists), search);
		}
	}

	/** No more than fit on a page, and one that tells that there is more. */
	private static List<IndexRow> live(IndexedOrders opened, OrderSearch search) {
		return opened.live()
			.subMap(search.begin(), false, search.end(), true)
			.values()
			.stream()
			.filter(search::takes)
			.limit(search.limit() + 1L)
			.toList();
	}

	private static Iterator<IndexRow> rows(KeyValueIterator<Bytes, byte[]> kept, OrderSearch search) {
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(kept, Spliterator.ORDERED), false)
			.map((each) -> IndexRow.read(each.key, each.value))
			.filter((row) -> row.place().compareTo(search.begin()) > 0)
			.iterator();
	}

	private static FoundOrders page(Iterator<IndexRow> rows, OrderSearch search) {
		List<IndexRow> found = new ArrayList<>();
		OrderPlace last = null;
		for (int looked = 0; looked < MOST_LOOKED_AT; looked++) {
			if (!rows.hasNext()) {
				return new FoundOrders(found, null);
			}
			IndexRow row = rows.next();
			if (search.takes(row)) {
				if (found.size() == search.limit()) {
					return new FoundOrders(found, found.getLast().place());
				}
				found.add(row);
			}
			last = row.place();
		}
		return new FoundOrders(found, rows.hasNext() ? last : null);
	}

	/**
	 * All orders that have not ended.
	 * @return a copy, newest first
	 * @throws InvalidStateStoreException if the view is not open
	 */
	public List<IndexRow> live() {
		return List.copyOf(opened().live().values());
	}

	/**
	 * How many orders there are.
	 * @return their number by status, for every status
	 * @throws InvalidStateStoreException if the view is not open
	 */
	public Map<Status, Integer> counts() {
		return opened().counts().all();
	}

	/**
	 * How many orders were received since a time.
	 * @param time a full quarter of an hour, as days begin
	 * @return their number by the status that they are in now, for every status
	 * @throws InvalidStateStoreException if the view is not open
	 */
	public Map<Status, Integer> countsSince(Instant time) {
		return opened().counts().since(time.toEpochMilli());
	}

	private IndexedOrders opened() {
		IndexedOrders opened = this.orders;
		if (opened == null || !opened.isOpen()) {
			throw new InvalidStateStoreException("not open");
		}
		return opened;
	}

}
