package cl.reparto.service.topics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import cl.reparto.model.Topic;
import cl.reparto.service.process.CannotGoOnException;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Sees to the topics at start: makes those that a service writes, waits for those that it
 * reads. One that is there is compared with how it would be made. What can be mended
 * without harm is, what cannot is for a person to decide, and until then the service does
 * not start: its promises would not hold (decision 19). One that is made anew later is
 * another one ({@link #watch}). More partitions are for {@link PartitionGrowth}, since
 * they have to come in an order. With all topics there and as they should be, it needs no
 * right to make or alter any.
 */
@Component
public final class TopicSetup {

	private static final Logger log = LoggerFactory.getLogger(TopicSetup.class);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private static final Duration WATCH = Duration.ofSeconds(2);

	/** At a common start, topics are made while their readers wait. */
	private static final int TRIES_IN_SILENCE = 5;

	private static final int TIMEOUT_MS = 5_000;

	private final Supplier<Admin> admins;

	private final TopicLayout layout;

	/** What sets partitions that no topic may have otherwise; null if it may. */
	private final @Nullable String exactBy;

	private final TopicIds ids;

	/**
	 * Asks nothing yet.
	 * @param cluster how to reach the brokers
	 * @param layout how topics are made
	 */
	@Autowired
	public TopicSetup(KafkaAdmin cluster, TopicLayout layout) {
		this(() -> Admin.create(cluster.getConfigurationProperties()), layout, null, new TopicIds());
	}

	TopicSetup(Supplier<Admin> admins, TopicLayout layout) {
		this(admins, layout, null, new TopicIds());
	}

	private TopicSetup(Supplier<Admin> admins, TopicLayout layout, @Nullable String exactBy, TopicIds ids) {
		this.admins = admins;
		this.layout = layout;
		this.exactBy = exactBy;
		this.ids = ids;
	}

	/**
	 * The same for topics that have another number of partitions.
	 * @param partitions how many they are made with
	 * @return a setup whose topics this one watches, too
	 */
	public TopicSetup withPartitions(int partitions) {
		return new TopicSetup(this.admins, this.layout.withPartitions(partitions), this.exactBy, this.ids);
	}

	/**
	 * The same for a service that chooses partitions itself: it must not begin where a
	 * topic has another number of them.
	 * @param setting the setting that says how many, for people
	 * @return a setup of which {@link #await} fails for such a topic
	 */
	public TopicSetup exactly(String setting) {
		return new TopicSetup(this.admins, this.layout, setting, this.ids);
	}

	/**
	 * Gives the topics of a state machine on Kafka Streams more partitions.
	 * @param application the state machine's name, which begins those of its changelogs
	 * @param written the topics that a task writes to the partition of its own number
	 * @param read the topics that it reads, which are grown last
	 * @return what does it
	 */
	public PartitionGrowth growth(String application, List<Topic<?>> written, List<Topic<?>> read) {
		return new PartitionGrowth(this.admins, this.layout, application, written, read, true);
	}

	/**
	 * Gives topics at least as many partitions as those have that they are about.
	 * @param who what writes them is called
	 * @param written the topics that are written to the partition of the number that was
	 * read
	 * @param read the topics that are read
	 * @return what does it
	 */
	public PartitionGrowth following(String who, List<Topic<?>> written, List<Topic<?>> read) {
		return new PartitionGrowth(this.admins, this.layout, who, written, read, false);
	}

	/**
	 * Blocks until the cluster has all these topics, however long it is away.
	 * @param written the topics to make where absent
	 * @param read the topics to wait for
	 * @throws InterruptedException if interrupted
	 * @throws IllegalStateException if one is not as promises need it, saying what to do
	 */
	public void await(List<Topic<?>> written, List<Topic<?>> read) throws InterruptedException {
		List<String> names = Stream.concat(written.stream(), read.stream()).map(Topic::name).distinct().toList();
		TroubleLog trouble = new TroubleLog(log, "Waiting for Kafka to have " + String.join(", ", names));
		for (int tries = 1; !haveAll(written, names, tries, trouble); tries++) {
			Thread.sleep(RETRY);
		}
	}

	/**
	 * Deletes what was read of topics that were made anew since.
	 * @param state the folder with what was read, before it is opened
	 * @param topics what it was read of, for which {@link #await} has waited
	 */
	public void keepOnlyOf(Path state, List<Topic<?>> topics) {
		this.ids.keepOnlyOf(state, topics);
	}

	/**
	 * Sees to it that each topic stays the one that was waited for, until interrupted.
	 * @throws InterruptedException when interrupted
	 * @throws IllegalStateException if one was made anew: this process knows offsets and
	 * records of the one before
	 */
	public void watch() throws InterruptedException {
		while (true) {
			Thread.sleep(WATCH);
			try {
				watchWith(this.admins.get());
			}
			catch (KafkaException ex) {
				log.debug("Cannot see whether topics are the same; whoever needs Kafka says so", ex);
			}
		}
	}

	private void watchWith(Admin admin) throws InterruptedException {
		try {
			while (true) {
				this.ids.see(describe(admin, List.copyOf(this.ids.names())).values());
				Thread.sleep(WATCH);
			}
		}
		finally {
			admin.close(Duration.ZERO);
		}
	}

	/** With a client of its own: none can be made while no broker's name resolves. */
	private boolean haveAll(List<Topic<?>> written, List<String> names, int tries, TroubleLog trouble)
			throws InterruptedException {
		try {
			Admin admin = this.admins.get();
			try {
				seeTo(admin, written, names);
			}
			finally {
				// Waits for no answer: who is interrupted is to stop, though Kafka be
				// away.
				admin.close(Duration.ZERO);
			}
			return true;
		}
		catch (KafkaException ex) {
			if (tries >= TRIES_IN_SILENCE) {
				trouble.report(reason(ex));
			}
			return false;
		}
	}

	private void seeTo(Admin admin, List<Topic<?>> written, List<String> names) throws InterruptedException {
		Map<String, TopicDescription> there = describe(admin, names);
		if (this.layout.make()) {
			make(admin, written.stream().filter((topic) -> !there.containsKey(topic.name())).toList());
		}
		if (!there.keySet().containsAll(names)) {
			there.putAll(KafkaFutures.get(admin.describeTopics(names).allTopicNames()));
		}
		this.ids.see(there.values());
		there.values().forEach(this::compare);
		TopicMending mending = new TopicMending(admin, this.layout.make());
		for (Topic<?> topic : written) {
			mending.settle(topic.name(), configs(topic));
		}
	}

	private String reason(KafkaException failure) {
		if (failure instanceof UnknownTopicOrPartitionException) {
			return this.layout.make() ? "not all are there yet"
					: "not all are there, and reparto.topics.make is false: somebody else has to make them";
		}
		return KafkaFutures.reason(failure);
	}

	/** Those that are there. */
	private static Map<String, TopicDescription> describe(Admin admin, List<String> names) throws InterruptedException {
		Map<String, TopicDescription> there = new HashMap<>();
		for (var topic : admin.describeTopics(names).topicNameValues().entrySet()) {
			try {
				there.put(topic.getKey(), KafkaFutures.get(topic.getValue()));
			}
			catch (UnknownTopicOrPartitionException ex) {
				// To be made.
			}
		}
		return there;
	}

	private void make(Admin admin, List<Topic<?>> topics) throws InterruptedException {
		if (topics.isEmpty()) {
			return;
		}
		List<NewTopic> wanted = topics.stream().map(this::newTopic).toList();
		Map<String, KafkaFuture<Void>> made = admin
			.createTopics(wanted, new CreateTopicsOptions().timeoutMs(TIMEOUT_MS))
			.values();
		for (KafkaFuture<Void> topic : made.values()) {
			try {
				KafkaFutures.get(topic);
			}
			catch (TopicExistsException ex) {
				// Another instance was first.
			}
		}
	}

	private NewTopic newTopic(Topic<?> topic) {
		return new NewTopic(topic.name(), this.layout.partitions(), (short) this.layout.replicas())
			.configs(configs(topic));
	}

	private Map<String, String> configs(Topic<?> topic) {
		Map<String, String> configs = new HashMap<>(topic.configs());
		configs.putIfAbsent(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
		// On the topic, not only on the brokers: with ELR (KIP-966) the broker's value is
		// no longer enough.
		configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(this.layout.minInsyncReplicas()));
		return configs;
	}

	private void compare(TopicDescription topic) {
		int partitions = topic.partitions().size();
		if (this.exactBy != null && partitions != this.layout.partitions()) {
			throw new CannotGoOnException("Topic " + topic.name() + " has " + partitions + " partitions and "
					+ this.exactBy + " is " + this.layout.partitions() + "; topics keep the number that they were"
					+ " made with, so set " + this.exactBy + "=" + partitions + " again");
		}
		int replicas = topic.partitions().getFirst().replicas().size();
		if (replicas < this.layout.minInsyncReplicas()) {
			throw new CannotGoOnException(
					"%s has %d replicas and needs %d: see kafka-reassign-partitions.sh, or reparto.topics.min-insync-replicas"
						.formatted(topic.name(), replicas, this.layout.minInsyncReplicas()));
		}
		if (partitions != this.layout.partitions() || replicas != this.layout.replicas()) {
			log.warn("Topic {} has {} partitions and {} replicas, not {} and {} as configured; {}", topic.name(),
					partitions, replicas, this.layout.partitions(), this.layout.replicas(), advice(partitions));
		}
	}

	private String advice(int partitions) {
		if (partitions > this.layout.partitions()) {
			return "partitions are not taken back, so set reparto.topics.partitions=" + partitions;
		}
		return (partitions < this.layout.partitions())
				? "processing-service makes more for orders' topics at its start (runbook, More partitions)"
				: "replicas stay as they were made";
	}

}
