package cl.reparto.service.streams;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedRocksDbTests {

	private static final long MIB = 1024 * 1024;

	/** As large as an order that waits. */
	private static final int SIZE = 300;

	private final BoundedRocksDb stores = new BoundedRocksDb();

	private final Map<String, Object> application = application();

	@TempDir
	private Path folder;

	private static Map<String, Object> application() {
		Properties streams = new Properties();
		BoundedRocksDb.bound(streams);
		return streams.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> (String) entry.getKey(), Map.Entry::getValue, (one, other) -> one,
					HashMap::new));
	}

	@BeforeAll
	static void loadRocksDb() {
		RocksDB.loadLibrary();
	}

	/** Indexes and filters of a million would be another seven. */
	@Test
	void takesNoMoreMemoryForAMillionEntries() throws RocksDBException {
		try (Options options = options(); RocksDB store = RocksDB.open(options, this.folder.toString())) {
			write(store, 1_000_000);
			for (long number = 0; number < 1_000_000; number += 100) {
				assertThat(store.get(key(number))).isNotNull();
			}

			assertThat(store.getLongProperty("rocksdb.block-cache-usage")).isLessThanOrEqualTo(32 * MIB);
			assertThat(store.getLongProperty("rocksdb.estimate-table-readers-mem")).isLessThan(MIB);
			assertThat(store.getLongProperty("rocksdb.cur-size-all-mem-tables")).isLessThan(16 * MIB);
		}
	}

	@Test
	void letsAllStoresOfAProcessShareOneCache() throws RocksDBException {
		try (Options options = options();
				Options others = options(application());
				RocksDB store = RocksDB.open(options, this.folder.resolve("one").toString());
				RocksDB other = RocksDB.open(others, this.folder.resolve("other").toString())) {
			write(store, 100_000);
			for (long number = 0; number < 100_000; number += 10) {
				assertThat(store.get(key(number))).isNotNull();
			}

			assertThat(store.getLongProperty("rocksdb.block-cache-capacity")).isEqualTo(32 * MIB);
			assertThat(other.getLongProperty("rocksdb.block-cache-usage")).as("by the first store")
				.isGreaterThan(16 * MIB);
		}
	}

	private static void write(RocksDB store, int entries) throws RocksDBException {
		try (WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
				FlushOptions flushed = new FlushOptions().setWaitForFlush(true)) {
			for (int number = 0; number < entries;) {
				try (WriteBatch batch = new WriteBatch()) {
					for (int end = number + 1_000; number < end; number++) {
						batch.put(key(number), new byte[SIZE]);
					}
					store.write(unlogged, batch);
				}
			}
			store.flush(flushed);
		}
	}

	private static byte[] key(long number) {
		return ByteBuffer.allocate(2 * Long.BYTES).putLong(number * 0x9E3779B97F4A7C15L).array();
	}

	private Options options() {
		return options(this.application);
	}

	/** As Kafka Streams makes them. */
	private Options options(Map<String, Object> application) {
		Options options = new Options().setCreateIfMissing(true)
			.setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(new LRUCache(50 * MIB))
				.setFilterPolicy(new BloomFilter()));
		this.stores.setConfig("store", options, application);
		return options;
	}

}
