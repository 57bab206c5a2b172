package cl.reparto.service.streams.view;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.common.TopicPartition;

/**
 * How far the view has read: everything before these offsets can be found in it.
 */
public final class ViewPosition {

	private volatile Map<TopicPartition, Long> offsets = Map.of();

	/**
	 * Notes how far the view has read.
	 * @param offsets for each partition, the offset of what it reads next
	 */
	public void note(Map<TopicPartition, Long> offsets) {
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
	 * The same of one topic, for other instances to be compared with.
	 * @return the offset for each partition, from the first to the last that is known; 0
	 * for one between that is not
	 */
	public List<Long> byPartition() {
		Map<Integer, Long> known = this.offsets.entrySet()
			.stream()
			.collect(Collectors.toMap((each) -> each.getKey().partition(), Map.Entry::getValue));
		int count = known.keySet().stream().mapToInt((partition) -> partition + 1).max().orElse(0);
		return IntStream.range(0, count).mapToObj((partition) -> known.getOrDefault(partition, 0L)).toList();
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
	public boolean hasReached(Map<TopicPartition, Long> ends) {
		Map<TopicPartition, Long> now = this.offsets;
		return ends.entrySet().stream().allMatch((end) -> now.getOrDefault(end.getKey(), 0L) >= end.getValue());
	}

}
