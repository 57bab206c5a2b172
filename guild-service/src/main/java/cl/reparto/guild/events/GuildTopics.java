package cl.reparto.guild.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The guild's topics. What comes in travels on the four of the assignment; each role has
 * topics of its own for what comes of it.
 */
public final class GuildTopics {

	/** How long what comes in is kept. */
	public static final Duration RETENTION = Duration.ofDays(60);

	/** How long positions are kept: they are personal data. */
	public static final Duration POSITION_RETENTION = Duration.ofDays(1);

	/**
	 * How much longer at most: brokers delete whole segments, which last a week unless
	 * told, and compact what is replaced when they like.
	 */
	private static final Duration POSITION_SEGMENT = Duration.ofHours(1);

	/** Who applied, and what officials decided; by plate. */
	public static final Topic<MemberEvent> NUEVOS_MIEMBROS = topic("nuevosMiembros", MemberEvent.class, RETENTION,
			Map.of());

	/** What was sold; by plate. */
	public static final Topic<SaleEvent> REGISTRO_VENTA = topic("registroVenta", SaleEvent.class, RETENTION, Map.of());

	/** What carts have left, and what was delivered to them; by plate or lot. */
	public static final Topic<StockEvent> STOCK = topic("stock", StockEvent.class, RETENTION, Map.of());

	/** Where carts are, and who saw fugitives; by plate. */
	public static final Topic<CartEvent> UBICACION = topic("ubicacion", CartEvent.class, POSITION_RETENTION, Map.of());

	private GuildTopics() {
	}

	/**
	 * A topic of which the newest record of a key tells everything, and stays.
	 * @param <V> what its records are
	 * @param name its name
	 * @param type their class
	 * @return a topic that is compacted
	 */
	public static <V> Topic<V> table(String name, Class<V> type) {
		return new Topic<>(name, type, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
	}

	/**
	 * The same for what is not for good.
	 * @param <V> what its records are
	 * @param name its name
	 * @param type their class
	 * @param retention how long the newest record of a key stays
	 * @return a topic that is compacted
	 */
	public static <V> Topic<V> table(String name, Class<V> type, Duration retention) {
		return topic(name, type, retention, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
				TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE));
	}

	/**
	 * How a topic is kept of which the newest record of a key stays, and the others may
	 * have positions in them.
	 * @return settings of a topic that is compacted soon
	 */
	public static Map<String, String> compactedSoon() {
		return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
				TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(POSITION_SEGMENT.toMillis()));
	}

	/**
	 * A topic of things that happened.
	 * @param <V> what its records are
	 * @param name its name
	 * @param type their class
	 * @return a topic
	 */
	public static <V> Topic<V> events(String name, Class<V> type) {
		return topic(name, type, RETENTION, Map.of());
	}

	/**
	 * Where what a role cannot use goes. What was written for a position may have one in
	 * it, and is kept no longer.
	 * @param source the topic that it came by
	 * @return the source's topic of dead letters
	 */
	public static Topic<byte[]> deadLetters(Topic<?> source) {
		return topic(source.name() + "_dlt", byte[].class, source.equals(UBICACION) ? POSITION_RETENTION : RETENTION,
				Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DeadLetter.LARGEST_REQUEST)));
	}

	private static <V> Topic<V> topic(String name, Class<V> type, Duration retention, Map<String, String> configs) {
		Map<String, String> all = new HashMap<>(configs);
		all.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
		if (retention.equals(POSITION_RETENTION)) {
			all.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(POSITION_SEGMENT.toMillis()));
		}
		return new Topic<>(name, type, Map.copyOf(all));
	}

}
