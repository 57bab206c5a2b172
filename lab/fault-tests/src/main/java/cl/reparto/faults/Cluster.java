package cl.reparto.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What the brokers say of themselves.
 */
final class Cluster implements AutoCloseable {

	private final Admin admin;

	Cluster(String bootstrapServers) {
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "request.timeout.ms", "3000",
				"default.api.timeout.ms", "6000"));
	}

	/**
	 * Which broker leads a partition.
	 * @return its id; -1 if none does
	 */
	int leader(String topic, int partition) {
		var leader = get(this.admin.describeTopics(List.of(topic)).allTopicNames()).get(topic)
			.partitions()
			.get(partition)
			.leader();
		return (leader != null) ? leader.id() : -1;
	}

	/**
	 * Which broker coordinates a consumer group.
	 * @return its id
	 */
	int coordinator(String group) {
		return get(this.admin.describeConsumerGroups(List.of(group)).all()).get(group).coordinator().id();
	}

	/**
	 * Which broker is the controller.
	 * @return its id
	 */
	int controller() {
		return get(this.admin.describeMetadataQuorum().quorumInfo()).leaderId();
	}

	/**
	 * Whether every replica of every topic has all that its leader has.
	 */
	boolean isInSync() {
		return topics().values()
			.stream()
			.flatMap((topic) -> topic.partitions().stream())
			.allMatch((partition) -> partition.isr().size() == partition.replicas().size());
	}

	/**
	 * Topics that are not replicated as they should be.
	 * @param replicas the copies of each partition
	 * @param inSync how many of them an acknowledged record is on at least
	 * @return the topics and what is wrong; internal ones included
	 */
	List<String> misreplicated(int replicas, int inSync) {
		List<String> wrong = new ArrayList<>();
		Map<String, TopicDescription> topics = topics();
		Map<ConfigResource, Config> configs = get(this.admin.describeConfigs(
				topics.keySet().stream().map((topic) -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList())
			.all());
		configs.forEach((topic, config) -> {
			String min = config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value();
			if (!min.equals(Integer.toString(inSync))) {
				wrong.add(topic.name() + " has min.insync.replicas " + min);
			}
		});
		topics.values()
			.stream()
			.filter((topic) -> topic.partitions().stream().anyMatch((each) -> each.replicas().size() != replicas))
			.forEach((topic) -> wrong.add(topic.name() + " has not " + replicas + " replicas"));
		return wrong;
	}

	private Map<String, TopicDescription> topics() {
		Set<String> names = get(this.admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
		return get(this.admin.describeTopics(names).allTopicNames());
	}

	/**
	 * How far a group of consumers has come.
	 * @return what is committed; partitions of which nothing is are not there
	 */
	Map<TopicPartition, OffsetAndMetadata> committed(String group) {
		return get(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
	}

	/**
	 * How many members a group has.
	 */
	int members(String group) {
		Collection<?> members = get(this.admin.describeConsumerGroups(List.of(group)).all()).get(group).members();
		return members.size();
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
