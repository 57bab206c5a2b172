package cl.reparto.notification.status;

import cl.reparto.model.Topics;
import cl.reparto.notification.find.OrderIndex;
import cl.reparto.notification.rules.ShopRules;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The view as Kafka Streams runs it: nothing but a global store.
 */
final class ViewTopology {

	static final String ORDERS = "orders";

	private ViewTopology() {
	}

	/**
	 * Adds the view.
	 * @param topology where to
	 * @param index finds its orders
	 * @param rules what customers are told of
	 * @param waiters told of every change
	 * @param metrics told what happens
	 * @return the topology
	 */
	static Topology addTo(Topology topology, OrderIndex index, ShopRules rules, Waiters waiters, ViewMetrics metrics) {
		KeyValueBytesStoreSupplier orders = index.index(Stores.persistentKeyValueStore(ORDERS), StoredStatus::row);
		return topology.addGlobalStore(
				Stores.keyValueStoreBuilder(orders, Serdes.UUID(), StoredStatus.serde()).withLoggingDisabled(),
				"progress", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.ORDER_PROCESSING.name(),
				"update", () -> new ViewUpdate(rules, waiters, metrics));
	}

}
