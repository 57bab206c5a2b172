package cl.reparto.processing;

import java.time.Duration;

import cl.reparto.model.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The state machine as Kafka Streams runs it: one processor with two stores, the orders
 * by id and the agenda by time.
 */
final class OrderTopology {

	static final String ORDERS = "orders";

	static final String AGENDA = "agenda";

	static final String PROGRESS = "progress";

	static final String DEAD_LETTERS = "dead-letters";

	private static final String REQUESTS = "requests";

	private static final String WALK = "walk";

	private OrderTopology() {
	}

	/**
	 * Adds the state machine.
	 * @param topology where to
	 * @param lifecycle how orders go on
	 * @param tick how often due orders are looked for
	 * @param metrics told what happens
	 * @return the topology
	 */
	static Topology addTo(Topology topology, Lifecycle lifecycle, Duration tick, OrderMetrics metrics) {
		return topology
			.addSource(REQUESTS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.ORDER_REQUESTS.name())
			.addProcessor(WALK, () -> new OrderWalk(lifecycle, tick, metrics), REQUESTS)
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(ORDERS), Serdes.UUID(),
					Serdes.ByteArray()), WALK)
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(AGENDA), Serdes.Bytes(),
					Serdes.ByteArray()), WALK)
			.addSink(PROGRESS, Topics.ORDER_PROCESSING.name(), new StringSerializer(), new ByteArraySerializer(), WALK)
			.addSink(DEAD_LETTERS, Topics.ORDER_REQUESTS_DLT.name(), new ByteArraySerializer(),
					new ByteArraySerializer(), WALK);
	}

}
