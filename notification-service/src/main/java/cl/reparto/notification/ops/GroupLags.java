package cl.reparto.notification.ops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import cl.reparto.service.topics.KafkaFutures;
import cl.reparto.service.streams.view.ViewPosition;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Who reads what, and how far they are, as Kafka's coordinators know it.
 */
@Component
final class GroupLags {

	/** More than a cluster of ours has. */
	private static final int MOST = 50;

	private static final int ANSWER_MS = 2_000;

	private final Map<String, Object> configs;

	private final ViewPosition view;

	GroupLags(KafkaAdmin admin, ViewPosition view) {
		this.configs = new HashMap<>(admin.getConfigurationProperties());
		this.configs.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
		this.configs.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
		this.view = view;
	}

	/**
	 * Asks.
	 * @return each group, and this instance's view as one without a name
	 * @throws KafkaException if Kafka does not answer in time
	 * @throws InterruptedException if interrupted
	 */
	List<Group> read() throws InterruptedException {
		try (Admin admin = Admin.create(this.configs)) {
			List<String> ids = KafkaFutures.get(admin.listGroups(ListGroupsOptions.forConsumerGroups()).valid())
				.stream()
				.map(GroupListing::groupId)
				.sorted()
				.limit(MOST)
				.toList();
			Map<String, ConsumerGroupDescription> described = KafkaFutures.get(admin.describeConsumerGroups(ids).all());
			Map<String, Map<TopicPartition, Long>> committed = committed(admin, ids);
			Map<TopicPartition, Long> ends = ends(admin, committed.values());
			List<Group> groups = new ArrayList<>();
			groups.add(new Group(null, null, List.of(new Member(null, null, partitions(this.view.offsets().keySet()),
					lag(this.view.offsets(), this.view.offsets().keySet(), ends))), List.of(), 0));
			ids.forEach((id) -> groups.add(group(described.get(id), committed.get(id), ends)));
			return groups;
		}
	}

	private static Map<String, Map<TopicPartition, Long>> committed(Admin admin, List<String> ids)
			throws InterruptedException {
		Map<String, ListConsumerGroupOffsetsSpec> question = ids.stream()
			.collect(Collectors.toMap(Function.identity(), (id) -> new ListConsumerGroupOffsetsSpec()));
		Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
		for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> each : KafkaFutures
			.get(admin.listConsumerGroupOffsets(question).all())
			.entrySet()) {
			committed.put(each.getKey(),
					each.getValue()
						.entrySet()
						.stream()
						.filter((offset) -> offset.getValue() != null)
						.collect(Collectors.toMap(Map.Entry::getKey, (offset) -> offset.getValue().offset())));
		}
		return committed;
	}

	/** Of what is there: a group may remember a topic that is not. */
	private Map<TopicPartition, Long> ends(Admin admin, Collection<Map<TopicPartition, Long>> committed)
			throws InterruptedException {
		Set<String> topics = KafkaFutures.get(admin.listTopics().names());
		Set<TopicPartition> all = new HashSet<>(this.view.offsets().keySet());
		committed.forEach((offsets) -> all.addAll(offsets.keySet()));
		Map<TopicPartition, OffsetSpec> question = all.stream()
			.filter((partition) -> topics.contains(partition.topic()))
			.collect(Collectors.toMap(Function.identity(), (partition) -> OffsetSpec.latest()));
		Map<TopicPartition, Long> ends = new HashMap<>();
		for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end : KafkaFutures
			.get(admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
			.entrySet()) {
			ends.put(end.getKey(), end.getValue().offset());
		}
		return ends;
	}

	private static Group group(ConsumerGroupDescription described, Map<TopicPartition, Long> committed,
			Map<TopicPartition, Long> ends) {
		Set<TopicPartition> free = new HashSet<>(committed.keySet());
		List<Member> members = new ArrayList<>();
		for (MemberDescription each : described.members()) {
			Set<TopicPartition> has = each.assignment().topicPartitions();
			free.removeAll(has);
			members.add(new Member(each.clientId(), each.host().replace("/", ""), partitions(has),
					lag(committed, has, ends)));
		}
		members.sort(Comparator.comparing((Member member) -> String.valueOf(member.client())));
		return new Group(described.groupId(), described.groupState().toString(), members, partitions(free),
				lag(committed, free, ends));
	}

	private static long lag(Map<TopicPartition, Long> read, Set<TopicPartition> of, Map<TopicPartition, Long> ends) {
		return of.stream()
			.filter((partition) -> read.containsKey(partition) && ends.containsKey(partition))
			.mapToLong((partition) -> Math.max(0, ends.get(partition) - read.get(partition)))
			.sum();
	}

	/** Each topic with its partitions' numbers. */
	private static List<String> partitions(Set<TopicPartition> partitions) {
		Map<String, Set<Integer>> byTopic = partitions.stream()
			.collect(Collectors.groupingBy(TopicPartition::topic, TreeMap::new,
					Collectors.mapping(TopicPartition::partition, Collectors.toCollection(TreeSet::new))));
		return byTopic.entrySet().stream().map((each) -> each.getKey() + " " + numbers(each.getValue())).toList();
	}

	private static String numbers(Set<Integer> numbers) {
		return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

	/**
	 * A consumer group.
	 *
	 * @param id its name; null for the view, which is none
	 * @param state how its coordinator calls its state; null for the view
	 * @param members who is in it
	 * @param free what it has read, and nobody in it has now
	 * @param freeLag how many records wait there
	 */
	record Group(@Nullable String id, @Nullable String state, List<Member> members, List<String> free, long freeLag) {

		/** Whether anything waits for somebody who is not there. */
		boolean waits() {
			return this.freeLag > 0;
		}

	}

	/**
	 * One who reads.
	 *
	 * @param client the client's id; null for the view
	 * @param host from where; null for the view
	 * @param has what
	 * @param lag how many records wait there
	 */
	record Member(@Nullable String client, @Nullable String host, List<String> has, long lag) {
	}

}
