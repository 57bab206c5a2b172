package cl.reparto.service.streams;

import java.util.Map;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * Keeps RocksDB's memory small. Kafka Streams' own bounds are 50 MiB of cache and 48 MiB
 * of write buffers for each store, of which processing-service has two a partition; and
 * what is not in the cache is in the operating system's. Made by Kafka Streams, once for
 * each store.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

	private static final long MIB = 1024 * 1024;

	private final Cache cache = new LRUCache(8 * MIB);

	@Override
	public void setConfig(String storeName, Options options, Map<String, Object> configs) {
		// RocksDB takes a table's settings when they are set, and no notice of changes.
		options.setTableFormatConfig(((BlockBasedTableConfig) options.tableFormatConfig()).setBlockCache(this.cache));
		options.setWriteBufferSize(4 * MIB);
		options.setMaxWriteBufferNumber(2);
	}

	@Override
	public void close(String storeName, Options options) {
		this.cache.close();
	}

}
