package cl.reparto.guild;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import cl.reparto.guild.streams.GuildRole;
import cl.reparto.model.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * One role without a broker, on a clock that stands until it is moved on.
 */
public final class RoleDriver implements AutoCloseable {

	/** How often the role looks for what is due. */
	public static final Duration TICK = Duration.ofMillis(100);

	private final GuildRole role;

	private final Path state;

	private TopologyTestDriver driver;

	private Instant now;

	/**
	 * Starts a role that has no state yet.
	 * @param role the role
	 * @param state an empty folder
	 * @param now the time
	 */
	public RoleDriver(GuildRole role, Path state, Instant now) {
		this.role = role;
		this.state = state;
		this.now = now;
		this.driver = open();
	}

	private TopologyTestDriver open() {
		StreamsBuilder builder = new StreamsBuilder();
		this.role.addTo(builder, TICK);
		Properties properties = new Properties();
		properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "gremio-" + this.role.name());
		properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
		properties.put(StreamsConfig.STATE_DIR_CONFIG, this.state.toString());
		return new TopologyTestDriver(builder.build(), properties, this.now);
	}

	/**
	 * Ends the role and starts it again with its state, which the driver deletes with
	 * itself: its key-value stores are filled again, after processors are initialized.
	 */
	public void restart() {
		Map<String, List<KeyValue<Object, Object>>> stores = new HashMap<>();
		this.driver.getAllStateStores().keySet().forEach((name) -> {
			try (KeyValueIterator<Object, Object> all = this.driver.getKeyValueStore(name).all()) {
				all.forEachRemaining(stores.computeIfAbsent(name, (_) -> new ArrayList<>())::add);
			}
		});
		this.driver.close();
		this.driver = open();
		stores.forEach((name, all) -> this.driver.getKeyValueStore(name).putAll(all));
	}

	/**
	 * The time.
	 * @return as the role sees it
	 */
	public Instant now() {
		return this.now;
	}

	/**
	 * Lets time go by.
	 * @param by how much
	 */
	public void advance(Duration by) {
		this.driver.advanceWallClockTime(by);
		this.now = this.now.plus(by);
	}

	/**
	 * Lets the role read an event.
	 * @param <E> what the topic carries
	 * @param topic the topic
	 * @param key the record's key
	 * @param event the event
	 */
	public <E> void send(Topic<E> topic, String key, E event) {
		send(topic.name(), key, topic.write(event));
	}

	/**
	 * Lets the role read any record.
	 * @param topic the topic's name
	 * @param key the record's key; null for none
	 * @param value the record's value; null for none
	 */
	public void send(String topic, @Nullable String key, byte @Nullable [] value) {
		this.driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
			.pipeInput(new TestRecord<>(key, value, this.now));
	}

	/**
	 * What the role has written since the last look.
	 * @param <E> what the topic carries
	 * @param topic the topic
	 * @return each record's event
	 */
	public <E> List<E> read(Topic<E> topic) {
		return records(topic.name()).stream().map((record) -> topic.read(record.value())).toList();
	}

	/**
	 * The newest event of each key that the role has written since the last look.
	 * @param <E> what the topic carries
	 * @param topic a compacted topic
	 * @return events by key; null for a tombstone
	 */
	public <E> Map<String, @Nullable E> table(Topic<E> topic) {
		Map<String, @Nullable E> table = new LinkedHashMap<>();
		records(topic.name())
			.forEach((record) -> table.put(record.key(), (record.value() != null) ? topic.read(record.value()) : null));
		return table;
	}

	/**
	 * The records that the role has written since the last look.
	 * @param topic the topic's name
	 * @return records in their order
	 */
	public List<TestRecord<String, byte[]>> records(String topic) {
		return this.driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
			.readRecordsToList();
	}

	/**
	 * What the role keeps.
	 * @param store a store's name
	 * @return how many keys it has
	 */
	public int entries(String store) {
		int entries = 0;
		try (KeyValueIterator<Object, Object> all = this.driver.getKeyValueStore(store).all()) {
			for (; all.hasNext(); all.next()) {
				entries++;
			}
		}
		return entries;
	}

	@Override
	public void close() {
		this.driver.close();
	}

}
