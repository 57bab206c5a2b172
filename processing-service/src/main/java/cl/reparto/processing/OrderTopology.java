package cl.reparto.processing;

import java.time.Duration;

import cl.reparto.model.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The state machine as Kafka Streams runs it: one processor with two stores, the orders
 * by id and their timers by time.
 */
final class OrderTopology {

	static final String ORDERS = "orders";

	/** As Kafka Streams calls it. */
	static final String ORDERS_CHANGELOG = Topics.PROCESSING_GROUP + "-" + ORDERS + "-changelog";

	/** Its name is that of its changelog, too, and stays. */
	static final String TIMERS = "agenda";

	static final String PROGRESS = "progress";

	static final String DEAD_LETTERS = "dead-letters";

	private static final String REQUESTS = "requests";

	private static final String PROCESSOR = "walk";

	private OrderTopology() {
	}

	/**
	 * Adds the state machine.
	 * @param topology where to
	 * @param lifecycle how orders go on
	 * @param tick how often due orders are looked for
	 * @param metrics told what happens
	 * @param waiting told who waits
	 * @return the topology
	 */
	static Topology addTo(Topology topology, OrderLifecycle lifecycle, Duration tick, OrderMetrics metrics,
			WaitingOrders waiting) {
		return topology
			.addSource(REQUESTS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.ORDER_REQUESTS.name())
			.addProcessor(PROCESSOR, () -> new OrderProcessor(lifecycle, tick, metrics, waiting), REQUESTS)
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(ORDERS), Serdes.UUID(),
					Serdes.ByteArray()), PROCESSOR)
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TIMERS), Serdes.Bytes(),
					Serdes.ByteArray()), PROCESSOR)
			.addSink(PROGRESS, Topics.ORDER_PROCESSING.name(), PlacedKey.serializer(), new ByteArraySerializer(),
					PlacedKey.partitioner(), PROCESSOR)
			.addSink(DEAD_LETTERS, Topics.ORDER_REQUESTS_DLT.name(), new ByteArraySerializer(),
					new ByteArraySerializer(), PROCESSOR);
	}

}
