package cl.reparto.service.streams;

import java.util.Map;

import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps RocksDB's memory small, however many stores a process has and whatever is in
 * them: all share one cache, in which are indexes, filters and what is not yet on disk,
 * too (decision 26). What is not in it is in the operating system's. Made by Kafka
 * Streams, once for each store.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

	/** Where the stores of one application find how much of theirs is not on disk. */
	static final String WRITES = "reparto.rocksdb.writes";

	private static final long KIB = 1024;

	private static final long MIB = 1024 * KIB;

	/**
	 * Bounds the memory of an application's stores.
	 * @param streams the settings of Kafka Streams
	 */
	public static void bound(Map<Object, Object> streams) {
		streams.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
		streams.put(WRITES, SingletonSupplier.of(Memory::forWrites));
	}

	@Override
	public void setConfig(String storeName, Options options, Map<String, Object> configs) {
		var writes = (WriteBufferManager) ((SingletonSupplier<?>) configs.get(WRITES)).obtain();
		BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
		// In parts, or one would fill the cache. RocksDB takes a table's settings when
		// they are set, and no notice of changes.
		options.setTableFormatConfig(tables.setBlockCache(Memory.CACHE)
			.setIndexType(IndexType.kTwoLevelIndexSearch)
			.setPartitionFilters(true)
			.setCacheIndexAndFilterBlocks(true));
		options.setWriteBufferManager(writes);
		options.setWriteBufferSize(4 * MIB);
		options.setMaxWriteBufferNumber(2);
		// The least that a store takes, of which there are three a partition.
		options.setArenaBlockSize(64 * KIB);
	}

	@Override
	public void close(String storeName, Options options) {
		// The others need what is shared; it goes with the process.
	}

	/** Of the process, once a store needs it. */
	private static final class Memory {

		static {
			RocksDB.loadLibrary();
		}

		private static final Cache CACHE = new LRUCache(32 * MIB);

		/** Of an application: who writes much makes only its own stores flush. */
		static WriteBufferManager forWrites() {
			return new WriteBufferManager(16 * MIB, CACHE);
		}

	}

}
