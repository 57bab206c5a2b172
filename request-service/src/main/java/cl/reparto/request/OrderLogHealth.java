package cl.reparto.request;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;

import org.springframework.beans.BeansException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

import cl.reparto.model.Topics;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.topics.TopicLayout;

/**
 * Whether orders can be kept: every partition has a leader and enough replicas in sync,
 * and every order with a key before this start is known.
 */
@Component("orderLog")
final class OrderLogHealth implements HealthIndicator {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final Admin admin;

	private final KeyedRequests keys;

	private final int minInsyncReplicas;

	OrderLogHealth(@Lazy Admin admin, KeyedRequests keys, TopicLayout layout) {
		this.admin = admin;
		this.keys = keys;
		this.minInsyncReplicas = layout.minInsyncReplicas();
	}

	@Override
	public Health health() {
		if (!this.keys.isCaughtUp()) {
			return no("order_requests is not read back yet");
		}
		try {
			List<Integer> stuck = describe().partitions()
				.stream()
				.filter((partition) -> !takesOrders(partition))
				.map(TopicPartitionInfo::partition)
				.toList();
			return stuck.isEmpty() ? Health.up().build() : no("no leader or too few replicas: partitions " + stuck);
		}
		catch (ExecutionException | BeansException ex) {
			return no("Kafka does not answer: " + NestedExceptionUtils.getMostSpecificCause(ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return no("interrupted");
		}
	}

	private TopicDescription describe() throws ExecutionException, InterruptedException {
		DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) TIMEOUT.toMillis());
		String topic = Topics.ORDER_REQUESTS.name();
		return this.admin.describeTopics(List.of(topic), options).topicNameValues().get(topic).get();
	}

	private boolean takesOrders(TopicPartitionInfo partition) {
		return partition.leader() != null && partition.isr().size() >= this.minInsyncReplicas;
	}

	private static Health no(String reason) {
		return Health.outOfService().withDetail("reason", reason).build();
	}

}
