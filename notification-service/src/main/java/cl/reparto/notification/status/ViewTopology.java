package cl.reparto.notification.status;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
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
	 * @param waiters told of every change
	 * @param metrics told what happens
	 * @return the topology
	 */
	static Topology addTo(Topology topology, Waiters waiters, ViewMetrics metrics) {
		Serde<OrderProgress> progress = Serdes.serdeFrom(Topics.ORDER_PROCESSING.serializer(),
				Topics.ORDER_PROCESSING.deserializer());
		return topology.addGlobalStore(
				Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(ORDERS), Serdes.UUID(), progress)
					.withLoggingDisabled(),
				"progress", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.ORDER_PROCESSING.name(),
				"update", () -> new ViewUpdate(waiters, metrics));
	}

}
