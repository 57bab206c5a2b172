package cl.reparto.processing.machine;

import java.time.Duration;
import java.util.Map;

import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The state machine as Kafka Streams runs it: one processor that reads requests and
 * commands, with three stores, the orders by id, their timers by time and what has come
 * of commands.
 */
public final class OrderTopology {

	static final String ORDERS = "orders";

	/** As Kafka Streams calls it. */
	public static final String ORDERS_CHANGELOG = Topics.PROCESSING_GROUP + "-" + ORDERS + "-changelog";

	/** Its name is that of its changelog, too, and stays. */
	static final String TIMERS = "agenda";

	static final String COMMANDS = "commands";

	/**
	 * Made like a topic of our own, and not by Kafka Streams, which makes it when tasks
	 * are shared out by who knows it: an instance of the version before does not, and
	 * this one could not begin beside it, nor in its place within a session.
	 */
	public static final Topic<byte[]> COMMANDS_CHANGELOG = new Topic<>(
			Topics.PROCESSING_GROUP + "-" + COMMANDS + "-changelog", byte[].class,
			Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));

	static final String PROGRESS = "progress";

	static final String OUTCOMES = "outcomes";

	static final String DEAD_LETTERS = "dead-letters";

	static final String DEAD_COMMANDS = "dead-commands";

	private static final String REQUEST_SOURCE = "requests";

	private static final String COMMAND_SOURCE = "commands";

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
	public static Topology addTo(Topology topology, OrderLifecycle lifecycle, Duration tick, OrderMetrics metrics,
			WaitingOrders waiting) {
		return topology
			.addSource(REQUEST_SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(),
					Topics.ORDER_REQUESTS.name())
			.addSource(COMMAND_SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(),
					CommandTopics.ORDER_COMMANDS.name())
			.addProcessor(PROCESSOR, () -> new OrderProcessor(lifecycle, tick, metrics, waiting), REQUEST_SOURCE,
					COMMAND_SOURCE)
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(ORDERS), Serdes.UUID(),
					Serdes.ByteArray()), PROCESSOR)
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TIMERS), Serdes.Bytes(),
					Serdes.ByteArray()), PROCESSOR)
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(COMMANDS), Serdes.Bytes(),
					Serdes.ByteArray()), PROCESSOR)
			.addSink(PROGRESS, Topics.ORDER_PROCESSING.name(), PlacedKey.serializer(), new ByteArraySerializer(),
					PlacedKey.partitioner(), PROCESSOR)
			.addSink(OUTCOMES, CommandTopics.ORDER_COMMAND_OUTCOMES.name(), PlacedKey.serializer(),
					new ByteArraySerializer(), PlacedKey.partitioner(), PROCESSOR)
			.addSink(DEAD_LETTERS, Topics.ORDER_REQUESTS_DLT.name(), new ByteArraySerializer(),
					new ByteArraySerializer(), PROCESSOR)
			.addSink(DEAD_COMMANDS, CommandTopics.ORDER_COMMANDS_DLT.name(), new ByteArraySerializer(),
					new ByteArraySerializer(), PROCESSOR);
	}

}
