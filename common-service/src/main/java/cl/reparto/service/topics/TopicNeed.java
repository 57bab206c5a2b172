package cl.reparto.service.topics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.config.TopicConfig;

/**
 * A setting of a topic that is not as promises need it.
 *
 * @param setting its name
 * @param found what it is
 * @param needed what it has to be
 */
record TopicNeed(String setting, String found, String needed) {

	/** More is as good, and harms nobody. */
	private static final Set<String> AT_LEAST = Set.of(TopicConfig.RETENTION_MS_CONFIG,
			TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
			TopicConfig.MAX_MESSAGE_BYTES_CONFIG);

	/** Less is as good. */
	private static final Set<String> AT_MOST = Set.of(TopicConfig.SEGMENT_MS_CONFIG,
			TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG);

	/** What there is stays as it is. */
	private static final Set<String> FROM_NOW_ON = Set.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);

	private static final long FOR_EVER = -1;

	/**
	 * Compares a topic with how it would be made.
	 * @param needed how it would be made
	 * @param found how it is
	 * @return what is to be other; empty if all is well
	 */
	static List<TopicNeed> of(Map<String, String> needed, Map<String, String> found) {
		return new TreeMap<>(needed).entrySet()
			.stream()
			.map((each) -> new TopicNeed(each.getKey(), found.getOrDefault(each.getKey(), "nothing"), each.getValue()))
			.filter((each) -> !each.isMet())
			.toList();
	}

	private boolean isMet() {
		if (AT_LEAST.contains(this.setting)) {
			return number(this.found) >= number(this.needed);
		}
		if (AT_MOST.contains(this.setting)) {
			return number(this.found) <= number(this.needed);
		}
		return Set.of(this.found.split(",")).equals(Set.of(this.needed.split(",")));
	}

	private static long number(String value) {
		long number = Long.parseLong(value);
		return (number == FOR_EVER) ? Long.MAX_VALUE : number;
	}

	/**
	 * Whether it can be set as needed without anybody's word. A topic that is to delete
	 * or to compact what it keeps loses it for good.
	 */
	boolean isSafe() {
		return AT_LEAST.contains(this.setting) || AT_MOST.contains(this.setting) || FROM_NOW_ON.contains(this.setting);
	}

	/**
	 * Says what is wrong and what to do.
	 * @param topic the topic's name
	 * @return a sentence and a command
	 */
	String toMend(String topic) {
		// The value in brackets may have commas.
		return ("%1$s has %2$s=%3$s and needs %4$s. To set it: kafka-configs.sh --alter --entity-type topics "
				+ "--entity-name %1$s --add-config %2$s=[%4$s]")
			.formatted(topic, this.setting, this.found, this.needed);
	}

}
