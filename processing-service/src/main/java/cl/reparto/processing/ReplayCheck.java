package cl.reparto.processing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import cl.reparto.service.process.CannotGoOnException;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.BriefReader;
import cl.reparto.service.topics.KafkaFutures;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before Kafka Streams starts, whether requests would be read from the beginning
 * that were handled before (decision 19). Where the group's committed offsets are gone,
 * that is right as long as the orders are remembered, and on a first start. If what is
 * remembered is gone, too, every order that the topic still has would be walked and
 * mailed once more: then somebody has to say where to begin.
 *
 * @param kafka how to reach the brokers
 * @param group the group that reads the requests
 * @param requests the topic that is read
 * @param progress the topic that is written, each partition from that of the same number
 * @param memory the changelog of what is remembered
 */
record ReplayCheck(Map<String, Object> kafka, String group, String requests, String progress,
		String memory) implements Worker.Work {

	private static final Logger log = LoggerFactory.getLogger(ReplayCheck.class);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(20);

	/**
	 * Asks until Kafka answers.
	 * @throws IllegalStateException if orders would be walked again, saying what to do
	 */
	@Override
	public void run() throws InterruptedException {
		TroubleLog trouble = new TroubleLog(log, "Cannot see yet how far " + this.requests + " was read");
		while (true) {
			try (Admin admin = Admin.create(this.kafka)) {
				check(admin);
				return;
			}
			catch (KafkaException ex) {
				trouble.report(KafkaFutures.reason(ex));
				Thread.sleep(RETRY);
			}
		}
	}

	/**
	 * Another instance may be committing its first transaction: what comes of it is
	 * looked at before what it comes of.
	 */
	private void check(Admin admin) throws InterruptedException {
		Set<Integer> written = written(admin, this.progress);
		Set<Integer> remembered = written(admin, this.memory);
		Set<Integer> forgotten = new TreeSet<>(written);
		forgotten.removeAll(remembered);
		forgotten.removeIf((partition) -> !isToldOf(partition));
		Set<Integer> begun = KafkaFutures
			.get(admin.listConsumerGroupOffsets(this.group).partitionsToOffsetAndMetadata())
			.keySet()
			.stream()
			.filter((each) -> each.topic().equals(this.requests))
			.map(TopicPartition::partition)
			.collect(Collectors.toSet());
		Set<Integer> again = new TreeSet<>(written(admin, this.requests));
		again.removeAll(begun);
		forgotten.retainAll(again);
		if (!forgotten.isEmpty()) {
			throw new CannotGoOnException(("%1$s has no committed offsets of partitions %2$s of %3$s, and %4$s does "
					+ "not remember their orders: all would be walked and mailed again. Say where to begin with "
					+ "kafka-consumer-groups.sh --group %1$s --topic %3$s --reset-offsets --to-latest --execute, or to "
					+ "another place (see the runbook, Offsets lost)")
				.formatted(this.group, forgotten, this.requests, this.memory));
		}
		again.retainAll(written);
		again.retainAll(remembered);
		if (!again.isEmpty()) {
			log.warn(
					"{} has no committed offsets of partitions {} of {}, which are read from the beginning. Orders are "
							+ "remembered, so nothing is done again",
					this.group, again, this.requests);
		}
	}

	/**
	 * What a transaction wrote that was not committed has offsets, too: whoever died in
	 * its first has told of nothing.
	 */
	private boolean isToldOf(int partition) {
		AtomicBoolean told = new AtomicBoolean();
		try (BriefReader reader = new BriefReader(this.kafka, IsolationLevel.READ_COMMITTED, 1, LONGEST, () -> {
		})) {
			reader.read(Set.of(new TopicPartition(this.progress, partition)), null, (record) -> told.set(true));
			return told.get() || !reader.unread().isEmpty();
		}
	}

	/**
	 * The partitions of a topic that have had a record; none if there is no such topic.
	 */
	private static Set<Integer> written(Admin admin, String topic) throws InterruptedException {
		if (!KafkaFutures.get(admin.listTopics().names()).contains(topic)) {
			return Set.of();
		}
		TopicDescription described = KafkaFutures
			.get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
		Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
		IntStream.range(0, described.partitions().size())
			.forEach((partition) -> ends.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
		Map<TopicPartition, ListOffsetsResultInfo> found = KafkaFutures.get(admin.listOffsets(ends).all());
		return found.entrySet()
			.stream()
			.filter((end) -> end.getValue().offset() > 0)
			.map((end) -> end.getKey().partition())
			.collect(Collectors.toSet());
	}

}
