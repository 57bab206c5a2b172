package cl.reparto.model;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees to the topics at start: makes those that a service writes, waits for those that it
 * reads. A topic that is there stays as it is; above all it gets no more partitions,
 * which would part an order's new records from its old ones.
 */
public final class TopicSetup {

	private static final Duration RETRY = Duration.ofSeconds(1);

	/** At a common start, topics are made while their readers wait. */
	private static final int TRIES_IN_SILENCE = 5;

	private static final int TIMEOUT_MS = 5_000;

	private final Admin admin;

	private final TopicLayout layout;

	private final Consumer<String> log;

	/**
	 * Prepares; asks nothing yet.
	 * @param admin the cluster
	 * @param layout how topics are made
	 * @param log told what is waited for, once for each reason, and what is not as
	 * configured
	 */
	public TopicSetup(Admin admin, TopicLayout layout, Consumer<String> log) {
		this.admin = admin;
		this.layout = layout;
		this.log = log;
	}

	/**
	 * Blocks until the cluster has all these topics, however long it is away.
	 * @param written the topics to make where absent
	 * @param read the topics to wait for
	 * @throws InterruptedException if interrupted
	 */
	public void await(List<Topic<?>> written, List<Topic<?>> read) throws InterruptedException {
		List<String> names = Stream.concat(written.stream(), read.stream()).map(Topic::name).toList();
		String said = "";
		for (int tries = 1;; tries++) {
			try {
				make(written);
				this.admin.describeTopics(names).allTopicNames().get().values().forEach(this::compare);
				return;
			}
			catch (ExecutionException | KafkaException ex) {
				String reason = reason((ex.getCause() != null) ? ex.getCause() : ex);
				if (tries >= TRIES_IN_SILENCE && !reason.equals(said)) {
					this.log.accept("Waiting for Kafka to have " + String.join(", ", names) + ": " + reason);
					said = reason;
				}
				Thread.sleep(RETRY);
			}
		}
	}

	private static String reason(Throwable failure) {
		return (failure instanceof UnknownTopicOrPartitionException) ? "not all are there yet"
				: String.valueOf(failure.getMessage());
	}

	private void make(Collection<Topic<?>> topics) throws InterruptedException, ExecutionException {
		List<NewTopic> wanted = topics.stream().map(this::newTopic).toList();
		Map<String, KafkaFuture<Void>> made = this.admin
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
			this.log.accept("Topic " + topic.name() + " has " + partitions + " partitions and " + replicas
					+ " replicas, not " + this.layout.partitions() + " and " + this.layout.replicas()
					+ " as configured; it stays as it was made");
		}
	}

}
