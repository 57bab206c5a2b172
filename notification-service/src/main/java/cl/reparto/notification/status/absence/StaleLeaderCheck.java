package cl.reparto.notification.status.absence;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Whether brokers know who leads. One that led, was replaced and is cut off from the
 * others, or has just gone on after a freeze, answers as if it still did.
 * <p>
 * What its successor acknowledges is on most replicas, and these have heard of the
 * successor before. So a broker that has heard of all that most replicas have heard of
 * knows every successor that has acknowledged anything until now.
 */
final class StaleLeaderCheck {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private static final int LOOKS = 10;

	private StaleLeaderCheck() {
	}

	/**
	 * Requires that of every partition most replicas answer and all that do are up to
	 * date. Waits a moment for those that are not.
	 * @param partitions the partitions
	 * @param brokers tells how far they are
	 * @throws KafkaException if it is not so
	 * @throws InterruptedException if interrupted
	 */
	static void require(Collection<TopicPartitionInfo> partitions, Brokers brokers) throws InterruptedException {
		Set<Integer> replicas = partitions.stream()
			.flatMap((partition) -> partition.replicas().stream())
			.map(Node::id)
			.collect(Collectors.toSet());
		Map<Integer, Long> heard = new HashMap<>(brokers.heard(replicas));
		if (!partitions.stream().allMatch((partition) -> mostAnswer(partition, heard.keySet()))) {
			throw new KafkaException("of brokers " + replicas + " only " + heard.keySet() + " answer");
		}
		long all = Collections.max(heard.values());
		for (int look = 1; !behind(heard, all).isEmpty(); look++) {
			if (look == LOOKS) {
				throw new KafkaException("brokers " + behind(heard, all) + " are cut off from the others");
			}
			Thread.sleep(PAUSE);
			heard.putAll(brokers.heard(heard.keySet()));
		}
	}

	private static List<Integer> behind(Map<Integer, Long> heard, long all) {
		return heard.keySet().stream().filter((broker) -> heard.get(broker) < all).sorted().toList();
	}

	private static boolean mostAnswer(TopicPartitionInfo partition, Set<Integer> answering) {
		long answers = partition.replicas().stream().filter((replica) -> answering.contains(replica.id())).count();
		return 2 * answers > partition.replicas().size();
	}

	/** Brokers that can be asked. */
	interface Brokers {

		/**
		 * Asks how far brokers are in the cluster's metadata, which are a log.
		 * @param ids which brokers
		 * @return the offset that each has applied; without those that do not answer
		 * @throws InterruptedException if interrupted
		 */
		Map<Integer, Long> heard(Set<Integer> ids) throws InterruptedException;

	}

}
