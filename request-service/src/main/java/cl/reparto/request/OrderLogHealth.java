package cl.reparto.request;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import cl.reparto.model.Topics;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.topics.KafkaFutures;
import cl.reparto.service.topics.TopicLayout;

/**
 * Whether orders can be kept: every partition has a leader and enough replicas in sync,
 * and every order with a key before this start is known.
 */
@Component("orderLog")
final class OrderLogHealth implements HealthIndicator, AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final KafkaAdmin cluster;

	private final KeyedRequests keys;

	private final int minInsyncReplicas;

	private volatile @Nullable Admin admin;

	OrderLogHealth(KafkaAdmin cluster, KeyedRequests keys, TopicLayout layout) {
		this.cluster = cluster;
		this.keys = keys;
		this.minInsyncReplicas = layout.minInsyncReplicas();
	}

	/** Once brokers have been there: without a name that resolves, it could not ask. */
	void open() {
		this.admin = Admin.create(this.cluster.getConfigurationProperties());
	}

	@Override
	public Health health() {
		Admin asked = this.admin;
		if (asked == null || !this.keys.isCaughtUp()) {
			return no("order_requests is not read back yet");
		}
		try {
			List<Integer> stuck = describe(asked).partitions()
				.stream()
				.filter((partition) -> !takesOrders(partition))
				.map(TopicPartitionInfo::partition)
				.toList();
			return stuck.isEmpty() ? Health.up().build() : no("no leader or too few replicas: partitions " + stuck);
		}
		catch (KafkaException ex) {
			return no("Kafka does not answer: " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return no("interrupted");
		}
	}

	private static TopicDescription describe(Admin admin) throws InterruptedException {
		DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) TIMEOUT.toMillis());
		String topic = Topics.ORDER_REQUESTS.name();
		return KafkaFutures.get(admin.describeTopics(List.of(topic), options).topicNameValues().get(topic));
	}

	private boolean takesOrders(TopicPartitionInfo partition) {
		return partition.leader() != null && partition.isr().size() >= this.minInsyncReplicas;
	}

	private static Health no(String reason) {
		return Health.outOfService().withDetail("reason", reason).build();
	}

	@Override
	public void close() {
		Admin opened = this.admin;
		if (opened != null) {
			opened.close(Duration.ZERO);
		}
	}

}
