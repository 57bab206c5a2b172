package cl.reparto.notification.status.absence;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import cl.reparto.model.Topics;
import cl.reparto.service.streams.view.TopicOffsets;
import cl.reparto.service.streams.view.ViewPosition;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the view has every order that was accepted before the proof began:
 * processing-service has committed up to where {@code order_requests} then ended, and the
 * view has read up to where {@code order_processing} ended after that. The order of the
 * questions is what makes it one.
 * <p>
 * The end that counts is that of all records, not only of committed ones. A transaction
 * that has committed its offsets may be open in {@code order_processing} for a moment
 * longer, and what comes after its first record there does not count as committed
 * (decision 10).
 */
final class CaughtUpProof {

	private final TopicOffsets offsets;

	private final ViewPosition view;

	private final Map<TopicPartition, Long> accepted;

	private @Nullable Map<TopicPartition, Long> told;

	private CaughtUpProof(TopicOffsets offsets, ViewPosition view, Map<TopicPartition, Long> accepted) {
		this.offsets = offsets;
		this.view = view;
		this.accepted = accepted;
	}

	/**
	 * Begins a proof.
	 * @param offsets tells where topics end
	 * @param view how far the view has read
	 * @return the proof, which is yet to be given
	 * @throws InterruptedException if interrupted
	 */
	static CaughtUpProof begin(TopicOffsets offsets, ViewPosition view) throws InterruptedException {
		return new CaughtUpProof(offsets, view, offsets.ends(Topics.ORDER_REQUESTS));
	}

	/**
	 * Goes on with the proof as far as it can.
	 * @return whether it is given; if not, it may be the next time
	 * @throws InterruptedException if interrupted
	 */
	boolean isGiven() throws InterruptedException {
		if (this.told == null && allAreProcessed()) {
			this.told = this.offsets.ends(Topics.ORDER_PROCESSING);
		}
		return this.told != null && this.view.hasReached(this.told);
	}

	private boolean allAreProcessed() throws InterruptedException {
		Map<TopicPartition, Long> processed = this.offsets.committed(Topics.PROCESSING_GROUP);
		List<TopicPartition> behind = this.accepted.keySet()
			.stream()
			.filter((partition) -> processed.getOrDefault(partition, 0L) < this.accepted.get(partition))
			.toList();
		return behind.isEmpty() || nothingIsLeftIn(behind);
	}

	/** Processing-service commits nothing where retention has left it nothing to read. */
	private boolean nothingIsLeftIn(Collection<TopicPartition> partitions) throws InterruptedException {
		return this.offsets.starts(partitions)
			.entrySet()
			.stream()
			.allMatch((start) -> start.getValue() >= this.accepted.get(start.getKey()));
	}

}
