package cl.reparto.service.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Whether brokers know who leads. One that led, was replaced and is cut off from the
 * others, or has just gone on after a freeze, answers as if it still did: who believes it
 * takes an old end of a partition for its end.
 * <p>
 * What its successor acknowledges is on most replicas, and these have heard of the
 * successor before. So a broker that has heard of all that most replicas have heard of
 * knows every successor that has acknowledged anything until now.
 */
public final class StaleLeaderCheck {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private static final int LOOKS = 10;

	/** For a broker that may be dead; the others have answered long before. */
	private static final int SILENT_AFTER_MS = 300;

	private final Brokers brokers;

	/**
	 * A check of brokers.
	 * @param admin asks them
	 */
	public StaleLeaderCheck(Admin admin) {
		this((ids) -> heard(admin, ids));
	}

	StaleLeaderCheck(Brokers brokers) {
		this.brokers = brokers;
	}

	/**
	 * Requires that of every partition most replicas answer and all that do are up to
	 * date. Waits a moment for those that are not.
	 * @param partitions the partitions
	 * @throws KafkaException if it is not so
	 * @throws InterruptedException if interrupted
	 */
	public void require(Collection<TopicPartitionInfo> partitions) throws InterruptedException {
		Map<Integer, Long> heard = new HashMap<>(heardByMost(partitions));
		long all = Collections.max(heard.values());
		for (int look = 1; !behind(heard, all).isEmpty(); look++) {
			if (look == LOOKS) {
				throw new KafkaException("brokers " + behind(heard, all) + " are cut off from the others");
			}
			Thread.sleep(PAUSE);
			heard.putAll(this.brokers.heard(heard.keySet()));
		}
	}

	/**
	 * The brokers that are up to date and can be reached.
	 * @param partitions partitions of which most replicas have to answer
	 * @return one of their replicas at least
	 * @throws KafkaException if too few answer, or it is not said where those are
	 * @throws InterruptedException if interrupted
	 */
	public Set<Node> upToDate(Collection<TopicPartitionInfo> partitions) throws InterruptedException {
		Map<Integer, Long> heard = heardByMost(partitions);
		long all = Collections.max(heard.values());
		Set<Node> upToDate = partitions.stream()
			.flatMap((partition) -> partition.replicas().stream())
			.filter((replica) -> heard.getOrDefault(replica.id(), -1L) == all && !replica.isEmpty())
			.collect(Collectors.toSet());
		if (upToDate.isEmpty()) {
			throw new KafkaException("brokers that know who leads have no address yet");
		}
		return upToDate;
	}

	private Map<Integer, Long> heardByMost(Collection<TopicPartitionInfo> partitions) throws InterruptedException {
		Set<Integer> replicas = partitions.stream()
			.flatMap((partition) -> partition.replicas().stream())
			.map(Node::id)
			.collect(Collectors.toSet());
		Map<Integer, Long> heard = this.brokers.heard(replicas);
		if (!partitions.stream().allMatch((partition) -> mostAnswer(partition, heard.keySet()))) {
			throw new KafkaException("of brokers " + replicas + " only " + heard.keySet() + " answer");
		}
		return heard;
	}

	private static List<Integer> behind(Map<Integer, Long> heard, long all) {
		return heard.keySet().stream().filter((broker) -> heard.get(broker) < all).sorted().toList();
	}

	private static boolean mostAnswer(TopicPartitionInfo partition, Set<Integer> answering) {
		long answers = partition.replicas().stream().filter((replica) -> answering.contains(replica.id())).count();
		return 2 * answers > partition.replicas().size();
	}

	private static Map<Integer, Long> heard(Admin admin, Set<Integer> brokers) throws InterruptedException {
		Map<Integer, KafkaFuture<FeatureMetadata>> questions = new HashMap<>();
		for (int broker : brokers) {
			questions.put(broker,
					admin.describeFeatures(new DescribeFeaturesOptions().nodeId(broker).timeoutMs(SILENT_AFTER_MS))
						.featureMetadata());
		}
		Map<Integer, Long> heard = new HashMap<>();
		for (Map.Entry<Integer, KafkaFuture<FeatureMetadata>> question : questions.entrySet()) {
			try {
				KafkaFutures.get(question.getValue())
					.finalizedFeaturesEpoch()
					.ifPresent((offset) -> heard.put(question.getKey(), offset));
			}
			catch (KafkaException ex) {
				// Dead, or cut off from us.
			}
		}
		return heard;
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
