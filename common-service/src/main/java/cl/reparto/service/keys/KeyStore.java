package cl.reparto.service.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.service.process.CannotGoOnException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractImmutableNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.TableFormatConfig;
import org.rocksdb.TtlDB;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The first request of each id, and how far topics have been read, on disk. Both are
 * written at once, so they agree however the process ends. Of what is kept, there are ten
 * bits a request in memory, and an index.
 */
final class KeyStore implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(KeyStore.class);

	private static final long MIB = 1024 * 1024;

	private static final byte[] OFFSETS = "offsets".getBytes(UTF_8);

	private static final byte[] SECRETS = "secrets".getBytes(UTF_8);

	private static final byte[] COUNTS = "counts".getBytes(UTF_8);

	private static final byte[] AFTER_ALL_IDS = ByteBuffer.allocate(17).putLong(-1).putLong(-1).array();

	/** A file that says that the next one to open it is to begin anew. */
	private static final String DAMAGED = "damaged";

	private static final int FOREVER = 0;

	/** RocksDB drops what is too old when it merges files: it is to do so by then. */
	private static final Duration MERGED_WITHIN = Duration.ofDays(7);

	private final TtlDB db;

	private final ColumnFamilyHandle offsets;

	private final ColumnFamilyHandle firsts;

	private final List<AbstractImmutableNativeReference> settings;

	private volatile @Nullable RocksDBException damage;

	/** RocksDB ends the JVM if it is asked after it was closed. */
	private final ReadWriteLock open = new ReentrantReadWriteLock();

	private KeyStore(TtlDB db, List<ColumnFamilyHandle> parts, List<AbstractImmutableNativeReference> settings) {
		this.db = db;
		this.offsets = parts.getFirst();
		this.firsts = parts.getLast();
		this.settings = settings;
	}

	/**
	 * Opens a store. All of it is in Kafka, too: what is damaged is deleted.
	 * @param folder where it is, or will be; one process has it at a time
	 * @param life how long it must keep a request; it may keep it longer
	 * @return the store
	 * @throws IllegalStateException if it cannot be opened, saying what to do
	 */
	static KeyStore open(Path folder, Duration life) {
		try {
			if (Files.exists(folder.resolve(DAMAGED))) {
				startFromNothing(folder, "noted when they were last in use");
			}
			Files.createDirectories(folder);
			return openUnlessDamaged(folder, life);
		}
		catch (IOException | RocksDBException ex) {
			throw new CannotGoOnException("Cannot keep keys in " + folder + " (" + ex.getMessage()
					+ "): if another process does, give this one a folder of its own with"
					+ " reparto.idempotency.state-dir; else see to its disk, or delete it", ex);
		}
	}

	private static KeyStore openUnlessDamaged(Path folder, Duration life) throws IOException, RocksDBException {
		try {
			return openAsItIs(folder, life);
		}
		catch (RocksDBException ex) {
			if (ex.getStatus().getCode() != Status.Code.Corruption) {
				throw ex;
			}
			startFromNothing(folder, String.valueOf(ex.getMessage()));
			return openAsItIs(folder, life);
		}
	}

	private static void startFromNothing(Path folder, String why) throws IOException {
		log.warn("The keys in {} are damaged; they are deleted and read from Kafka again: {}", folder, why);
		FileSystemUtils.deleteRecursively(folder);
	}

	private static KeyStore openAsItIs(Path folder, Duration life) throws RocksDBException {
		RocksDB.loadLibrary();
		Cache cache = new LRUCache(8 * MIB);
		// Whole, and not in the cache: most keys are new, and it is the filter that says
		// so.
		BloomFilter filter = new BloomFilter();
		TableFormatConfig table = new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter);
		ColumnFamilyOptions part = new ColumnFamilyOptions().setWriteBufferSize(4 * MIB)
			.setMaxWriteBufferNumber(2)
			.setMemtablePrefixBloomSizeRatio(0.05)
			.setMemtableWholeKeyFiltering(true)
			.setTableFormatConfig(table)
			.setPeriodicCompactionSeconds(Math.min(MERGED_WITHIN.toSeconds(), life.toSeconds()));
		DBOptions options = new DBOptions().setCreateIfMissing(true)
			.setCreateMissingColumnFamilies(true)
			.setMaxTotalWalSize(16 * MIB)
			.setInfoLogLevel(InfoLogLevel.ERROR_LEVEL);
		List<AbstractImmutableNativeReference> settings = List.of(options, part, filter, cache);
		List<ColumnFamilyHandle> parts = new ArrayList<>();
		try {
			TtlDB db = TtlDB.open(options, folder.toString(),
					List.of(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, part),
							new ColumnFamilyDescriptor("requests".getBytes(UTF_8), part)),
					parts, List.of(FOREVER, (int) life.toSeconds()), false);
			return new KeyStore(db, parts, settings);
		}
		catch (RocksDBException ex) {
			settings.forEach(AbstractImmutableNativeReference::close);
			throw ex;
		}
	}

	/**
	 * The first requests of some ids. They are looked for one by one: RocksDB takes what
	 * it cannot read for absent where it looks for several.
	 * @param ids the ids
	 * @return those that there are, in the order of their ids; none once closed
	 * @throws IllegalStateException if one cannot be read
	 */
	List<Entry> firsts(List<UUID> ids) {
		return ids.stream()
			.flatMap((id) -> get(this.firsts, key(id)).map((value) -> entry(id, value)).stream())
			.toList();
	}

	private static Entry entry(UUID id, byte[] value) {
		ByteBuffer longs = ByteBuffer.wrap(value);
		return new Entry(new KeyedRequest(id, longs.getLong(), longs.getLong()), longs.getLong());
	}

	/**
	 * How far topics have been read.
	 * @return the offset after the last record that was read of each partition, as far as
	 * any was
	 */
	Map<TopicPartition, Long> offsets() {
		Map<TopicPartition, Long> offsets = new HashMap<>();
		lines(OFFSETS).map((line) -> line.split(" "))
			.forEach((words) -> offsets.put(partition(words), Long.parseLong(words[2])));
		return offsets;
	}

	/**
	 * Where requests with a key go, as far as topics have been read.
	 * @return empty if an older version has read on since, which takes no note of it
	 */
	Optional<Placements.Known> places() {
		List<Integer> counts = lines(COUNTS).map(Integer::valueOf).toList();
		if (counts.isEmpty()) {
			return Optional.of(Placements.Known.NOTHING);
		}
		Map<TopicPartition, Placements.Told> told = new HashMap<>();
		for (String[] words : lines(OFFSETS).map((line) -> line.split(" ")).toList()) {
			if (words.length < 5) {
				return Optional.empty();
			}
			told.put(partition(words), new Placements.Told(Integer.parseInt(words[3]), Integer.parseInt(words[4])));
		}
		return Optional.of(new Placements.Known(told, counts.getFirst(), counts.getLast()));
	}

	private Stream<String> lines(byte[] key) {
		return get(this.offsets, key).stream().flatMap((value) -> new String(value, UTF_8).lines());
	}

	/** Older versions read the first three words. */
	private static String line(TopicPartition partition, long offset, Placements.Told told) {
		return partition.topic() + " " + partition.partition() + " " + offset + " " + told.read() + " " + told.atMost();
	}

	private static TopicPartition partition(String[] words) {
		return new TopicPartition(words[0], Integer.parseInt(words[1]));
	}

	/** Which secrets were in use and when last, as {@link SecretMarks} has them. */
	Map<Long, Long> secrets() {
		Map<Long, Long> secrets = new HashMap<>();
		get(this.offsets, SECRETS).map(ByteBuffer::wrap).ifPresent((value) -> {
			while (value.hasRemaining()) {
				secrets.put(value.getLong(), value.getLong());
			}
		});
		return secrets;
	}

	/**
	 * Writes all of it or nothing. Without waiting for the disk: what a power cut takes
	 * is read again.
	 * @param firsts requests whose ids are new
	 * @param offsets how far all partitions have been read
	 * @param secrets which secrets were in use until then
	 * @param places where requests go by then
	 * @throws IllegalStateException if it cannot be used, or what was asked for could not
	 * be read
	 */
	void write(Collection<Entry> firsts, Map<TopicPartition, Long> offsets, Map<Long, Long> secrets,
			Placements.Known places) {
		if (this.damage != null) {
			throw unusable(this.damage);
		}
		String lines = offsets.entrySet()
			.stream()
			.map((offset) -> line(offset.getKey(), offset.getValue(),
					places.told().getOrDefault(offset.getKey(), Placements.Told.NOTHING)))
			.collect(Collectors.joining("\n"));
		String counts = places.least() + "\n" + places.most();
		try (WriteBatch batch = new WriteBatch(); WriteOptions options = new WriteOptions()) {
			batch.put(this.offsets, OFFSETS, lines.getBytes(UTF_8));
			batch.put(this.offsets, SECRETS, bytes(secrets));
			batch.put(this.offsets, COUNTS, counts.getBytes(UTF_8));
			for (Entry first : firsts) {
				batch.put(this.firsts, key(first.request().id()), value(first));
			}
			this.db.write(options, batch);
		}
		catch (RocksDBException ex) {
			throw unusable(ex);
		}
	}

	/** Forgets everything. */
	void clear() {
		try {
			// Before the rest, so that what is not known any more is read again.
			this.db.delete(this.offsets, OFFSETS);
			this.db.delete(this.offsets, SECRETS);
			this.db.delete(this.offsets, COUNTS);
			this.db.deleteRange(this.firsts, new byte[0], AFTER_ALL_IDS);
		}
		catch (RocksDBException ex) {
			throw unusable(ex);
		}
	}

	/**
	 * How many requests there are.
	 * @return an estimate; 0 once closed
	 */
	long size() {
		return whileOpen(() -> this.db.getLongProperty(this.firsts, "rocksdb.estimate-num-keys")).orElse(0L);
	}

	private Optional<byte[]> get(ColumnFamilyHandle part, byte[] key) {
		return whileOpen(() -> this.db.get(part, key));
	}

	private <T> Optional<T> whileOpen(Question<T> question) {
		this.open.readLock().lock();
		try {
			return this.db.isOwningHandle() ? Optional.ofNullable(question.ask()) : Optional.empty();
		}
		catch (RocksDBException ex) {
			throw unusable(ex);
		}
		finally {
			this.open.readLock().unlock();
		}
	}

	private static byte[] bytes(Map<Long, Long> secrets) {
		ByteBuffer bytes = ByteBuffer.allocate(secrets.size() * 2 * Long.BYTES);
		secrets.forEach((mark, at) -> bytes.putLong(mark).putLong(at));
		return bytes.array();
	}

	private static byte[] key(UUID id) {
		return ByteBuffer.allocate(Long.BYTES * 2)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

	private static byte[] value(Entry first) {
		return ByteBuffer.allocate(Long.BYTES * 3)
			.putLong(first.request().high())
			.putLong(first.request().low())
			.putLong(first.at())
			.array();
	}

	/**
	 * What is damaged is deleted at the next start, also where an open does not see it.
	 */
	private IllegalStateException unusable(RocksDBException ex) {
		this.damage = ex;
		if (ex.getStatus() != null && ex.getStatus().getCode() == Status.Code.Corruption) {
			try {
				Files.writeString(Path.of(this.db.getName(), DAMAGED), "");
			}
			catch (IOException marking) {
				ex.addSuppressed(marking);
			}
		}
		return new IllegalStateException(
				"Cannot use the keys in " + this.db.getName()
						+ "; see to its disk, or delete it while the service is down: they are read from Kafka again",
				ex);
	}

	@Override
	public void close() {
		this.open.writeLock().lock();
		try {
			this.offsets.close();
			this.firsts.close();
			this.db.close();
			this.settings.forEach(AbstractImmutableNativeReference::close);
		}
		finally {
			this.open.writeLock().unlock();
		}
	}

	/**
	 * A request as a record has it.
	 *
	 * @param request what was asked for
	 * @param at the record's time, in milliseconds since 1970
	 */
	record Entry(KeyedRequest request, long at) {
	}

	private interface Question<T> {

		@Nullable T ask() throws RocksDBException;

	}

}
