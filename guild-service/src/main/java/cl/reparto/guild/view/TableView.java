package cl.reparto.guild.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import cl.reparto.guild.streams.RoleStores;
import cl.reparto.model.Topic;
import cl.reparto.service.streams.ReadersInTurn;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import io.micrometer.core.instrument.Gauge;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A compacted topic as a table that every instance can read whole: by key, and in the
 * order of its indexes.
 * <p>
 * Every question throws a {@link ProblemException}, {@link ProblemKind#UNAVAILABLE},
 * while this instance does not know the whole table, or not whether it is current.
 *
 * @param <V> what its rows are
 */
public class TableView<V> {

	private final String name;

	private final Topic<V> topic;

	private final TableKeys<V> keys;

	private final ReadersInTurn readers = new ReadersInTurn();

	private final List<BiConsumer<String, @Nullable V>> listeners = new CopyOnWriteArrayList<>();

	private Supplier<@Nullable KafkaStreams> streams = () -> null;

	/**
	 * A table that nothing is read into yet.
	 * @param name what its store is called
	 * @param topic the topic
	 * @param indexes what rows are sorted by, by the index's name; a row for which a
	 * function gives null is not in that index
	 */
	protected TableView(String name, Topic<V> topic, Map<String, Function<V, @Nullable String>> indexes) {
		this.name = name;
		this.topic = topic;
		this.keys = new TableKeys<>(indexes);
	}

	/**
	 * Adds a listener, before the table is read.
	 * @param listener told of each change that comes: the key, and the row or null; by
	 * the thread that reads, which it must not hold up
	 */
	public void onChange(BiConsumer<String, @Nullable V> listener) {
		this.listeners.add(listener);
	}

	/**
	 * One row.
	 * @param key the record's key
	 * @return empty if there is none
	 */
	public Optional<V> find(String key) {
		return read((store) -> Optional.ofNullable(row(store, this.keys.row(key)))).map(this.topic::read);
	}

	/**
	 * One row, as soon as it is as wanted.
	 * @param key the record's key
	 * @param wanted what is waited for
	 * @param most how long to wait at most
	 * @return the row at the end, as wanted or not; empty if there is none
	 * @throws InterruptedException if interrupted
	 */
	public synchronized Optional<V> await(String key, Predicate<V> wanted, Duration most) throws InterruptedException {
		long deadline = System.nanoTime() + most.toNanos();
		Optional<V> row = find(key);
		for (long left = most.toMillis(); row.filter(wanted).isEmpty()
				&& left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
			wait(left);
			row = find(key);
		}
		return row;
	}

	/**
	 * Rows in the order of an index.
	 * @param index the index's name
	 * @param prefix only rows whose text in the index begins so
	 * @param query which part
	 * @return a page
	 * @throws ProblemException as {@link ProblemKind#INVALID_QUERY} if there is no such
	 * part
	 */
	protected final Page<V> page(String index, String prefix, PageQuery query) {
		return page(index, prefix, prefix + Character.MAX_VALUE, query);
	}

	/**
	 * Rows in the order of an index.
	 * @param index the index's name
	 * @param from the least text in the index
	 * @param to what every text is less than
	 * @param query which part
	 * @return a page
	 * @throws ProblemException as {@link ProblemKind#INVALID_QUERY} if there is no such
	 * part
	 */
	protected final Page<V> page(String index, String from, String to, PageQuery query) {
		Bytes first = this.keys.bound(index, from);
		Bytes end = this.keys.bound(index, to);
		Bytes begin = (query.after() != null)
				? Query.part("siguiente", query.after(), (after) -> after(after, first, end)) : first;
		return read((store) -> {
			List<V> rows = new ArrayList<>();
			try (KeyValueIterator<Bytes, byte[]> entries = store.range(begin, end)) {
				while (entries.hasNext()) {
					KeyValue<Bytes, byte[]> entry = entries.next();
					if (rows.size() == query.most()) {
						return new Page<>(rows,
								Base64.getUrlEncoder().withoutPadding().encodeToString(entry.key.get()));
					}
					byte[] row = row(store, Bytes.wrap(entry.value));
					if (row != null) {
						rows.add(this.topic.read(row));
					}
				}
			}
			return new Page<>(rows, null);
		});
	}

	/** A stranger's word: from elsewhere, it would show other rows, or read them all. */
	private static Bytes after(String text, Bytes first, Bytes end) {
		String must = "must be as the page before gave it";
		try {
			Bytes after = Bytes.wrap(Base64.getUrlDecoder().decode(text));
			if (after.compareTo(first) >= 0 && after.compareTo(end) <= 0) {
				return after;
			}
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(must, ex);
		}
		throw new IllegalArgumentException(must);
	}

	/**
	 * How many rows an index has.
	 * @param index the index's name
	 * @param prefix only those whose text in the index begins so
	 * @return all of them
	 */
	protected final int count(String index, String prefix) {
		return read((store) -> {
			int count = 0;
			try (KeyValueIterator<Bytes, byte[]> entries = store.range(this.keys.bound(index, prefix),
					this.keys.bound(index, prefix + Character.MAX_VALUE))) {
				for (; entries.hasNext(); count++) {
					entries.next();
				}
			}
			return count;
		});
	}

	/**
	 * Shows a number of the table to who measures. Every instance shows the same.
	 * @param name the meter's name
	 * @param number asked for each time that somebody measures
	 * @return a gauge to register; until the table is caught up, it has nothing to tell
	 */
	protected static Gauge.Builder<Supplier<Number>> gauge(String name, Supplier<Number> number) {
		return Gauge.builder(name, () -> {
			try {
				return number.get();
			}
			catch (ProblemException ex) {
				return Double.NaN;
			}
		});
	}

	/** Asks nothing, but throws what a question would. */
	public final void requireCurrent() {
		current();
	}

	private KafkaStreams current() {
		KafkaStreams current = this.streams.get();
		if (current == null) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		return current;
	}

	private <T> T read(Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> question) {
		KafkaStreams current = current();
		try {
			return question.apply(current
				.store(StoreQueryParameters.fromNameAndType(this.name, QueryableStoreTypes.keyValueStore())));
		}
		catch (InvalidStateStoreException ex) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
	}

	private byte @Nullable [] row(ReadOnlyKeyValueStore<Bytes, byte[]> store, Bytes key) {
		return this.readers.ask(() -> store.get(key));
	}

	Topic<V> topic() {
		return this.topic;
	}

	void addTo(StreamsBuilder builder) {
		builder.addGlobalStore(RoleStores.ofBytes(this.name).withLoggingDisabled(), this.topic.name(),
				Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(this.name + "-rows"),
				() -> new TableUpdate<>(this.name, this.topic, this.keys, this::changed));
	}

	/** By a supplier that gives null while what it has may be old. */
	void readFrom(Supplier<@Nullable KafkaStreams> where) {
		this.streams = where;
	}

	@Override
	public String toString() {
		return this.name + " by " + this.keys;
	}

	private void changed(String key, @Nullable V row) {
		synchronized (this) {
			notifyAll();
		}
		this.listeners.forEach((listener) -> listener.accept(key, row));
	}

}
