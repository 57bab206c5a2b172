package cl.reparto.service.topics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are laid out over the brokers.
 *
 * @param partitions the partitions of each topic; with more than before,
 * processing-service raises those of orders at its start ({@link PartitionGrowth}); fewer
 * do not become of more
 * @param replicas the copies of each partition
 * @param minInsyncReplicas the copies that must have a record before it is acknowledged
 * @param make whether topics are made where absent, and mended; if not, somebody else
 * does both
 */
@ConfigurationProperties("reparto.topics")
public record TopicLayout(@DefaultValue("5") int partitions, @DefaultValue("3") int replicas,
		@DefaultValue("2") int minInsyncReplicas, @DefaultValue("true") boolean make) {

	/**
	 * Checks that records can be acknowledged at all.
	 * @throws IllegalArgumentException if not
	 */
	public TopicLayout {
		if (partitions < 1 || minInsyncReplicas < 1 || replicas < minInsyncReplicas) {
			throw new IllegalArgumentException(
					"reparto.topics needs partitions >= 1 and replicas >= min-insync-replicas >= 1, not partitions="
							+ partitions + ", replicas=" + replicas + ", min-insync-replicas=" + minInsyncReplicas);
		}
	}

	/**
	 * The same layout with other partitions.
	 * @param number the partitions of each topic
	 * @return a new layout
	 */
	public TopicLayout withPartitions(int number) {
		return new TopicLayout(number, this.replicas, this.minInsyncReplicas, this.make);
	}

}
