package cl.reparto.service.streams.view;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import cl.reparto.model.Topic;
import cl.reparto.service.topics.KafkaFutures;
import cl.reparto.service.topics.StaleLeaderCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the brokers, and gives up on an answer after a second. A new leader does not tell
 * where a partition ends before it knows (KIP-207).
 */
public final class AdminTopicOffsets implements TopicOffsets {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	/** Leaves time to ask another broker where any will do. */
	private static final Duration REQUEST_TIMEOUT = TIMEOUT.dividedBy(2);

	private final Admin admin;

	private AdminTopicOffsets(Admin admin) {
		this.admin = admin;
	}

	/**
	 * Opens a client.
	 * @param configured connection and login
	 * @return a client to close
	 */
	public static AdminTopicOffsets open(Map<String, Object> configured) {
		Map<String, Object> configs = new HashMap<>(configured);
		configs.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
		configs.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
		return new AdminTopicOffsets(Admin.create(configs));
	}

	@Override
	public Map<TopicPartition, Long> ends(Topic<?> topic) throws InterruptedException {
		return ends(List.of(topic), IsolationLevel.READ_UNCOMMITTED);
	}

	@Override
	public Map<TopicPartition, Long> stableEnds(Collection<Topic<?>> topics) throws InterruptedException {
		return ends(topics, IsolationLevel.READ_COMMITTED);
	}

	private Map<TopicPartition, Long> ends(Collection<Topic<?>> topics, IsolationLevel level)
			throws InterruptedException {
		Collection<TopicDescription> found = describe(topics);
		new StaleLeaderCheck(this.admin)
			.require(found.stream().flatMap((topic) -> topic.partitions().stream()).toList());
		return list(found.stream()
			.flatMap((topic) -> topic.partitions()
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition())))
			.toList(), OffsetSpec.latest(), level);
	}

	@Override
	public Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) throws InterruptedException {
		return list(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
	}

	@Override
	public Map<TopicPartition, Long> committed(String group) throws InterruptedException {
		return KafkaFutures.get(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
			.entrySet()
			.stream()
			.filter((committed) -> Objects.nonNull(committed.getValue()))
			.collect(Collectors.toMap(Map.Entry::getKey, (committed) -> committed.getValue().offset()));
	}

	/** Asked each time: who adds partitions to a topic tells nobody here. */
	private Collection<TopicDescription> describe(Collection<Topic<?>> topics) throws InterruptedException {
		return KafkaFutures.get(this.admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames())
			.values();
	}

	private Map<TopicPartition, Long> list(Collection<TopicPartition> partitions, OffsetSpec which,
			IsolationLevel level) throws InterruptedException {
		Map<TopicPartition, OffsetSpec> question = partitions.stream()
			.collect(Collectors.toMap(Function.identity(), (partition) -> which));
		return KafkaFutures.get(this.admin.listOffsets(question, new ListOffsetsOptions(level)).all())
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, AdminTopicOffsets::offset));
	}

	private static long offset(Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> answer) {
		return answer.getValue().offset();
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

}
