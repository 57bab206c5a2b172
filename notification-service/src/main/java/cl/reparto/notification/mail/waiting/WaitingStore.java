package cl.reparto.notification.mail.waiting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.service.process.CannotGoOnException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * What waits, on disk, by order and by when it is due, or held until. Kafka has all of
 * it, so each process begins with nothing. For all threads.
 */
final class WaitingStore implements AutoCloseable {

	private static final long MIB = 1024 * 1024;

	private static final byte BY_ORDER = 0;

	private static final byte BY_TIME = 1;

	private static final byte BY_HOLD = 2;

	private static final List<Byte> KINDS = List.of(BY_ORDER, BY_TIME, BY_HOLD);

	private static final int HEAD = 1 + Integer.BYTES;

	private static final int ID = 2 * Long.BYTES;

	static {
		RocksDB.loadLibrary();
	}

	private final LRUCache cache = new LRUCache(8 * MIB);

	private final BloomFilter filter = new BloomFilter();

	private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);

	private final Options options = new Options().setCreateIfMissing(true)
		.setWriteBufferSize(4 * MIB)
		.setMaxWriteBufferNumber(2)
		.setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(this.cache)
			.setFilterPolicy(this.filter)
			.setCacheIndexAndFilterBlocks(true));

	private final Map<Integer, Integer> sizes = new ConcurrentHashMap<>();

	private final Map<Integer, Integer> held = new ConcurrentHashMap<>();

	private final RocksDB db;

	/**
	 * Opens an empty store.
	 * @param folder where it is to be; one process has it at a time
	 * @throws IllegalStateException if it cannot be, saying what to do
	 */
	WaitingStore(Path folder) {
		try {
			Files.createDirectories(folder);
			RocksDB.destroyDB(folder.toString(), this.options);
			this.db = RocksDB.open(this.options, folder.toString());
		}
		catch (IOException | RocksDBException ex) {
			throw new CannotGoOnException("Cannot keep waiting mails in " + folder + " (" + ex.getMessage()
					+ "): if another process does, give this one a folder of its own with"
					+ " reparto.mail.state-dir; else see to its disk, or delete it", ex);
		}
	}

	/**
	 * What waits of an order.
	 * @return null if nothing does
	 */
	@Nullable MailsWaiting get(int partition, UUID order) {
		return (size(partition) > 0) ? read(key(BY_ORDER, partition).put(bytes(order)).array()) : null;
	}

	private synchronized @Nullable MailsWaiting read(byte[] key) {
		if (!this.db.isOwningHandle()) {
			return null;
		}
		try {
			byte[] value = this.db.get(key);
			return (value != null) ? MailsWaiting.TOPIC.read(value) : null;
		}
		catch (RocksDBException ex) {
			throw unusable(ex);
		}
	}

	/**
	 * Takes note of what waits of an order, or that nothing does.
	 * @param partition the order's partition
	 * @param order the order
	 * @param waiting instead of what waited before; null for nothing
	 */
	synchronized void set(int partition, UUID order, @Nullable MailsWaiting waiting) {
		if (!this.db.isOwningHandle()) {
			return;
		}
		MailsWaiting before = get(partition, order);
		try (WriteBatch batch = new WriteBatch()) {
			if (before != null) {
				batch.delete(key(BY_ORDER, partition).put(bytes(order)).array());
				batch.delete(timeKey(before));
			}
			if (waiting != null) {
				batch.put(key(BY_ORDER, partition).put(bytes(order)).array(), MailsWaiting.TOPIC.write(waiting));
				batch.put(timeKey(waiting), new byte[0]);
			}
			this.db.write(this.unlogged, batch);
			this.sizes.merge(partition, ((waiting != null) ? 1 : 0) - ((before != null) ? 1 : 0), Integer::sum);
			this.held.merge(partition, held(waiting) - held(before), Integer::sum);
		}
		catch (RocksDBException ex) {
			throw unusable(ex);
		}
	}

	private static int held(@Nullable MailsWaiting waiting) {
		return (waiting != null && waiting.held()) ? 1 : 0;
	}

	/**
	 * The orders whose mails are due and not held.
	 * @param partition of this partition
	 * @param now the time
	 * @param after only those that come after it; null for all
	 * @param limit how many at most
	 * @return those that are due for longest first
	 */
	List<MailsWaiting> due(int partition, Instant now, @Nullable MailsWaiting after, int limit) {
		return upTo(BY_TIME, partition, now, after, limit);
	}

	/**
	 * The orders whose mails are held until then.
	 * @param partition of this partition
	 * @param time the time
	 * @param after only those that come after it; null for all
	 * @param limit how many at most
	 * @return those that are held for longest first
	 */
	List<MailsWaiting> heldUntil(int partition, Instant time, @Nullable MailsWaiting after, int limit) {
		return upTo(BY_HOLD, partition, time, after, limit);
	}

	private synchronized List<MailsWaiting> upTo(byte kind, int partition, Instant time, @Nullable MailsWaiting after,
			int limit) {
		List<MailsWaiting> due = new ArrayList<>();
		if (size(partition) == 0 || !this.db.isOwningHandle()) {
			return due;
		}
		try (RocksIterator entries = this.db.newIterator()) {
			// With one byte more, it is behind that one.
			entries.seek((after != null) ? Arrays.copyOf(timeKey(after), HEAD + Long.BYTES + ID + 1)
					: key(kind, partition).array());
			while (entries.isValid() && due.size() < limit) {
				ByteBuffer key = ByteBuffer.wrap(entries.key());
				if (key.get() != kind || key.getInt() != partition || key.getLong() > time.toEpochMilli()) {
					break;
				}
				MailsWaiting waiting = get(partition, new UUID(key.getLong(), key.getLong()));
				if (waiting != null) {
					due.add(waiting);
				}
				entries.next();
			}
		}
		return due;
	}

	/** Forgets a partition. */
	synchronized void clear(int partition) {
		if (!this.db.isOwningHandle()) {
			return;
		}
		try {
			for (byte kind : KINDS) {
				this.db.deleteRange(this.unlogged, key(kind, partition).array(), key(kind, partition + 1).array());
			}
			this.sizes.remove(partition);
			this.held.remove(partition);
		}
		catch (RocksDBException ex) {
			throw unusable(ex);
		}
	}

	/** How many orders' mails wait of a partition. */
	int size(int partition) {
		return this.sizes.getOrDefault(partition, 0);
	}

	/** How many of them are held. */
	int held(int partition) {
		return this.held.getOrDefault(partition, 0);
	}

	private static ByteBuffer key(byte kind, int partition) {
		return ByteBuffer.allocate(HEAD + ((kind != BY_ORDER) ? Long.BYTES : 0) + ID).put(kind).putInt(partition);
	}

	private static byte[] timeKey(MailsWaiting waiting) {
		return key(waiting.held() ? BY_HOLD : BY_TIME, waiting.partition()).putLong(waiting.due().toEpochMilli())
			.put(bytes(waiting.order().id()))
			.array();
	}

	private static byte[] bytes(UUID id) {
		return ByteBuffer.allocate(ID)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

	private IllegalStateException unusable(RocksDBException ex) {
		return new IllegalStateException("Cannot use the waiting mails in " + this.db.getName()
				+ "; see to its disk and start again: they are read from Kafka", ex);
	}

	/** RocksDB ends the JVM if it is asked after this. */
	@Override
	public synchronized void close() {
		this.db.close();
		this.options.close();
		this.unlogged.close();
		this.filter.close();
		this.cache.close();
	}

}
