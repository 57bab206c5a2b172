package cl.reparto.service.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import cl.reparto.model.Topic;
import cl.reparto.service.process.TroubleLog;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Sees to the topics at start: makes those that a service writes, waits for those that it
 * reads. A topic that is there stays as it is; above all it gets no more partitions,
 * which would part an order's new records from its old ones.
 */
@Component
public final class TopicSetup {

	private static final Logger log = LoggerFactory.getLogger(TopicSetup.class);

	private static final Duration RETRY = Duration.ofSeconds(1);

	/** At a common start, topics are made while their readers wait. */
	private static final int TRIES_IN_SILENCE = 5;

	private static final int TIMEOUT_MS = 5_000;

	private final KafkaAdmin cluster;

	private final TopicLayout layout;

	/**
	 * Asks nothing yet.
	 * @param cluster how to reach the brokers
	 * @param layout how topics are made
	 */
	public TopicSetup(KafkaAdmin cluster, TopicLayout layout) {
		this.cluster = cluster;
		this.layout = layout;
	}

	/**
	 * Blocks until the cluster has all these topics, however long it is away.
	 * @param written the topics to make where absent
	 * @param read the topics to wait for
	 * @throws InterruptedException if interrupted
	 */
	public void await(List<Topic<?>> written, List<Topic<?>> read) throws InterruptedException {
		List<String> names = Stream.concat(written.stream(), read.stream()).map(Topic::name).toList();
		TroubleLog trouble = new TroubleLog(log, "Waiting for Kafka to have " + String.join(", ", names));
		try (Admin admin = Admin.create(this.cluster.getConfigurationProperties())) {
			for (int tries = 1; !haveAll(admin, written, names, tries, trouble); tries++) {
				Thread.sleep(RETRY);
			}
		}
	}

	private boolean haveAll(Admin admin, List<Topic<?>> written, List<String> names, int tries, TroubleLog trouble)
			throws InterruptedException {
		try {
			make(admin, written);
			admin.describeTopics(names).allTopicNames().get().values().forEach(this::compare);
			return true;
		}
		catch (ExecutionException | KafkaException ex) {
			if (tries >= TRIES_IN_SILENCE) {
				trouble.report(reason((ex.getCause() != null) ? ex.getCause() : ex));
			}
			return false;
		}
	}

	private static String reason(Throwable failure) {
		return (failure instanceof UnknownTopicOrPartitionException) ? "not all are there yet"
				: String.valueOf(failure.getMessage());
	}

	private void make(Admin admin, Collection<Topic<?>> topics) throws InterruptedException, ExecutionException {
		List<NewTopic> wanted = topics.stream().map(this::newTopic).toList();
		Map<String, KafkaFuture<Void>> made = admin
			.createTopics(wanted, new CreateTopicsOptions().timeoutMs(TIMEOUT_MS))
			.values();
		for (KafkaFuture<Void> topic : made.values()) {
			try {
				topic.get();
			}
			catch (ExecutionException ex) {
				if (!(ex.getCause() instanceof TopicExistsException)) {
					throw ex;
				}
			}
		}
	}

	private NewTopic newTopic(Topic<?> topic) {
		Map<String, String> configs = new HashMap<>(topic.configs());
		// On the topic, not only on the brokers: with ELR (KIP-966) the broker's value is
		// no longer enough.
		configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(this.layout.minInsyncReplicas()));
		return new NewTopic(topic.name(), this.layout.partitions(), (short) this.layout.replicas()).configs(configs);
	}

	private void compare(TopicDescription topic) {
		int partitions = topic.partitions().size();
		int replicas = topic.partitions().getFirst().replicas().size();
		if (partitions != this.layout.partitions() || replicas != this.layout.replicas()) {
			log.warn("Topic {} has {} partitions and {} replicas, not {} and {} as configured; it stays as it was made",
					topic.name(), partitions, replicas, this.layout.partitions(), this.layout.replicas());
		}
	}

}
