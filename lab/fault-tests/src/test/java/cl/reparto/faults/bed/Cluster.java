package cl.reparto.faults.bed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import cl.reparto.local.LocalStack;
import cl.reparto.local.StackProcess;
import cl.reparto.local.broker.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What the brokers say of themselves.
 */
public final class Cluster implements AutoCloseable {

	private final LocalStack stack;

	private final Admin admin;

	/**
	 * Asks nothing yet.
	 * @param stack whose brokers to ask
	 */
	public Cluster(LocalStack stack) {
		this.stack = stack;
		this.admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers(), "request.timeout.ms", "3000",
				"default.api.timeout.ms", "6000"));
	}

	/** The broker that leads a partition. */
	public StackProcess leader(String topic, int partition) {
		Node leader = get(this.admin.describeTopics(List.of(topic)).allTopicNames()).get(topic)
			.partitions()
			.get(partition)
			.leader();
		if (leader == null) {
			throw new IllegalStateException(topic + "-" + partition + " has no leader");
		}
		return broker(leader.id());
	}

	/** The broker that coordinates a consumer group. */
	public StackProcess coordinator(String group) {
		return broker(get(this.admin.describeConsumerGroups(List.of(group)).all()).get(group).coordinator().id());
	}

	/** The broker that is the controller. */
	public StackProcess controller() {
		return broker(get(this.admin.describeMetadataQuorum().quorumInfo()).leaderId());
	}

	private StackProcess broker(int id) {
		return this.stack.brokers().get(id - 1);
	}

	/** Gives a topic more partitions, as somebody does who has not asked us. */
	public void grow(String topic, int partitions) {
		get(this.admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
	}

	/** Forgets how far a group has come, as brokers do of one that was away for long. */
	public void forgetOffsets(String group) {
		get(this.admin.deleteConsumerGroups(List.of(group)).all());
	}

	/** Whether a group reads every partition of a topic. */
	public boolean reads(String group, String topic) {
		return get(this.admin.describeConsumerGroups(List.of(group)).all()).get(group)
			.members()
			.stream()
			.flatMap((member) -> member.assignment().topicPartitions().stream())
			.filter((partition) -> partition.topic().equals(topic))
			.count() == partitions(topic);
	}

	/** How many partitions a topic has. */
	public int partitions(String topic) {
		return topics().get(topic).partitions().size();
	}

	/** Whether every replica of every topic has all that its leader has. */
	public boolean isInSync() {
		return topics().values()
			.stream()
			.flatMap((topic) -> topic.partitions().stream())
			.allMatch((partition) -> partition.isr().size() == partition.replicas().size());
	}

	/**
	 * Topics, internal ones included, of which there are not three copies, or an
	 * acknowledged record may be on less than two of them, and what is wrong.
	 */
	public List<String> misreplicated() {
		List<String> wrong = new ArrayList<>();
		Map<String, TopicDescription> topics = topics();
		Map<ConfigResource, Config> configs = get(this.admin.describeConfigs(
				topics.keySet().stream().map((topic) -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList())
			.all());
		configs.forEach((topic, config) -> {
			String min = config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value();
			if (!min.equals("2")) {
				wrong.add(topic.name() + " has min.insync.replicas " + min);
			}
		});
		topics.values()
			.stream()
			.filter((topic) -> topic.partitions().stream().anyMatch((each) -> each.replicas().size() != 3))
			.forEach((topic) -> wrong.add(topic.name() + " has not 3 replicas"));
		return wrong;
	}

	private Map<String, TopicDescription> topics() {
		Set<String> names = get(this.admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
		return get(this.admin.describeTopics(names).allTopicNames());
	}

	/**
	 * How many entries of a topic a group has still to read; markers of transactions are
	 * none.
	 */
	public long lag(String group, String topic) {
		Map<TopicPartition, Long> read = get(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
			.entrySet()
			.stream()
			.filter((each) -> each.getKey().topic().equals(topic))
			.collect(Collectors.toMap(Map.Entry::getKey, (each) -> each.getValue().offset()));
		AtomicLong lag = new AtomicLong();
		try (TopicReader<byte[], byte[]> reader = TopicReader.ofBytes(this.stack.bootstrapServers(), topic)) {
			reader.seek(read).readOn((entry) -> lag.incrementAndGet());
		}
		return lag.get();
	}

	private static <T> T get(KafkaFuture<T> answer) {
		try {
			return answer.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.admin.close();
	}

}
