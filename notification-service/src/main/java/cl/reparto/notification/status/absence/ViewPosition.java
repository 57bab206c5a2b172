package cl.reparto.notification.status.absence;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * How far the view has read: everything before these offsets can be found in it.
 */
public final class ViewPosition {

	private volatile Map<TopicPartition, Long> offsets = Map.of();

	void note(Map<TopicPartition, Long> offsets) {
		this.offsets = Map.copyOf(offsets);
	}

	/**
	 * How far it has read.
	 * @return for each partition, the offset of what it reads next; none before it begins
	 */
	public Map<TopicPartition, Long> offsets() {
		return this.offsets;
	}

	/**
	 * Whether the view has begun to read.
	 * @return false before
	 */
	boolean isKnown() {
		return !this.offsets.isEmpty();
	}

	/**
	 * Whether everything before some offsets can be found in the view.
	 * @param ends an offset for each partition
	 * @return false, too, if it is not known how far a partition that is not empty has
	 * been read
	 */
	boolean hasReached(Map<TopicPartition, Long> ends) {
		Map<TopicPartition, Long> now = this.offsets;
		return ends.entrySet().stream().allMatch((end) -> now.getOrDefault(end.getKey(), 0L) >= end.getValue());
	}

}
