package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import cl.reparto.model.Topic;
import cl.reparto.service.topics.KafkaFutures;
import cl.reparto.service.topics.StaleLeaderCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that nobody is asked where a partition ends who led it once and does not
 * know that another does.
 */
final class Leaders implements AutoCloseable {

	private static final int TIMEOUT_MS = 2_000;

	private final Map<String, Object> configs;

	private @Nullable Admin admin;

	/**
	 * Asks nothing yet.
	 * @param configured connection and login
	 */
	Leaders(Map<String, Object> configured) {
		this.configs = new HashMap<>(configured);
		this.configs.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
		this.configs.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
	}

	/**
	 * Requires that all brokers know who leads.
	 * @param topic of what
	 * @throws KafkaException if that cannot be said
	 * @throws InterruptedException if interrupted
	 */
	void requireKnown(Topic<?> topic) throws InterruptedException {
		new StaleLeaderCheck(admin()).require(partitions(topic));
	}

	/**
	 * Brokers that know who leads. A client that asks these first believes no older news.
	 * @param topic of what
	 * @return hosts and ports, comma-separated
	 * @throws KafkaException if that cannot be said
	 * @throws InterruptedException if interrupted
	 */
	String bootstrapServers(Topic<?> topic) throws InterruptedException {
		return new StaleLeaderCheck(admin()).upToDate(partitions(topic))
			.stream()
			.map((broker) -> broker.host() + ":" + broker.port())
			.collect(Collectors.joining(","));
	}

	private List<TopicPartitionInfo> partitions(Topic<?> topic) throws InterruptedException {
		return KafkaFutures.get(admin().describeTopics(List.of(topic.name())).allTopicNames())
			.get(topic.name())
			.partitions();
	}

	private synchronized Admin admin() {
		Admin known = (this.admin != null) ? this.admin : Admin.create(this.configs);
		this.admin = known;
		return known;
	}

	@Override
	public synchronized void close() {
		if (this.admin != null) {
			this.admin.close(Duration.ZERO);
		}
	}

}
