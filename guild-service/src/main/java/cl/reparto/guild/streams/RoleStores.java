package cl.reparto.guild.streams;

import java.util.Map;

import cl.reparto.model.Topic;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores that a role keeps its state in. Their names are those of changelogs, too,
 * and stay.
 */
public final class RoleStores {

	private RoleStores() {
	}

	/**
	 * A store of events or the like, by text.
	 * @param <V> what is kept
	 * @param name its name
	 * @param type the class of what is kept
	 * @return the store
	 */
	public static <V> StoreBuilder<KeyValueStore<String, V>> ofJson(String name, Class<V> type) {
		return of(name, Serdes.String(), new Topic<>(name, type, Map.of()).serde());
	}

	/**
	 * A store of bytes, by bytes, as timers need it.
	 * @param name its name
	 * @return the store
	 */
	public static StoreBuilder<KeyValueStore<Bytes, byte[]>> ofBytes(String name) {
		return of(name, Serdes.Bytes(), Serdes.ByteArray());
	}

	/**
	 * A store of anything.
	 * @param <K> what it is kept by
	 * @param <V> what is kept
	 * @param name its name
	 * @param keys how keys are written
	 * @param values how values are written
	 * @return the store
	 */
	public static <K, V> StoreBuilder<KeyValueStore<K, V>> of(String name, Serde<K> keys, Serde<V> values) {
		return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values);
	}

}
