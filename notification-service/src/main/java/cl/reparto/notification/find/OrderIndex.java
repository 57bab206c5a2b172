package cl.reparto.notification.find;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import cl.reparto.model.Status;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
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
		Page page = new Page(search);
		if (search.begin().compareTo(search.end()) < 0) {
			opened.soonest()
				.all(search)
				.ifPresentOrElse((rows) -> rows.stream().allMatch(page::look), () -> opened.look(search, page::look));
		}
		return page.found();
	}

	/**
	 * Orders by the beginning of their id, as people are told it.
	 * @param start hexadecimal digits, in lower case
	 * @return their ids; the first {@link OrderSearch#LONGEST} at most
	 * @throws InvalidStateStoreException if the view is not open
	 */
	public List<UUID> beginningWith(String start) {
		return opened().beginningWith(start, OrderSearch.LONGEST);
	}

	/**
	 * The live orders whose next status is due first, the first of them first.
	 * @return all, or 500
	 * @throws InvalidStateStoreException if the view is not open
	 */
	public List<IndexRow> mostUrgent() {
		return opened().soonest().first();
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

	/** Takes what is sought until it is full, or has looked at enough. */
	private static final class Page {

		private final OrderSearch search;

		private final List<IndexRow> found = new ArrayList<>();

		private int looked;

		private @Nullable OrderPlace next;

		Page(OrderSearch search) {
			this.search = search;
		}

		/** Whether to go on. */
		boolean look(IndexRow row) {
			boolean taken = this.search.takes(row);
			if (taken && this.found.size() == this.search.limit()) {
				this.next = this.found.getLast().place();
				return false;
			}
			if (taken) {
				this.found.add(row);
			}
			this.looked++;
			this.next = (this.looked == MOST_LOOKED_AT) ? row.place() : null;
			return this.next == null;
		}

		FoundOrders found() {
			return new FoundOrders(this.found, this.next);
		}

	}

}
