package cl.reparto.service.streams;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedRocksDbTests {

	private static final long MIB = 1024 * 1024;

	private final BoundedRocksDb stores = new BoundedRocksDb();

	@BeforeAll
	static void loadRocksDb() {
		RocksDB.loadLibrary();
	}

	@Test
	void letRocksDbHaveEightMebibytesOfCache(@TempDir Path folder) throws RocksDBException {
		try (Options options = asKafkaStreamsMakesThem()) {
			this.stores.setConfig("store", options, Map.of());

			try (RocksDB store = RocksDB.open(options, folder.toString())) {
				assertThat(store.getLongProperty("rocksdb.block-cache-capacity")).isEqualTo(8 * MIB);
			}
			this.stores.close("store", options);
		}
	}

	private static Options asKafkaStreamsMakesThem() {
		return new Options().setCreateIfMissing(true)
			.setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(new LRUCache(50 * MIB)));
	}

}
