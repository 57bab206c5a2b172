package cl.reparto.service.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import cl.reparto.model.Topic;
import cl.reparto.service.process.CannotGoOnException;
import cl.reparto.service.process.TroubleLog;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives topics that belong together more partitions while they are in use (decision 22).
 * They get as many as the setting says, or as any of them that count has got by hand:
 * Kafka takes none back. Changelogs come first, then what is written, then what is read,
 * from where on records come.
 * <p>
 * Kafka Streams runs only if changelogs have as many partitions as there are tasks. Where
 * the process ends between the two, the next start of any instance goes on.
 */
public final class PartitionGrowth {

	private static final Logger log = LoggerFactory.getLogger(PartitionGrowth.class);

	private static final Duration RETRY = Duration.ofSeconds(1);

	/** Until the members of the group have heard of it and shared out the tasks. */
	private static final Duration HEARD = Duration.ofSeconds(5);

	private final TroubleLog trouble = new TroubleLog(log, "Cannot see whether all topics have enough partitions");

	private final TroubleLog refused = new TroubleLog(log, "Kafka refuses more partitions");

	private final TroubleLog difference = new TroubleLog(log, "Partitions are not as configured");

	private final Supplier<Admin> admins;

	private final TopicLayout layout;

	private final String application;

	private final List<String> written;

	private final List<String> read;

	private final boolean leads;

	/**
	 * Asks nothing yet.
	 * @param admins opens a client
	 * @param layout how many partitions there are to be, and whether to make them
	 * @param application what the reader is called; that begins the names of its
	 * changelogs
	 * @param written the topics that are written to the partition of the number that was
	 * read
	 * @param read the topics that are read; those that are absent do not count
	 * @param leads whether those that are read are grown, too, and not left to others
	 */
	PartitionGrowth(Supplier<Admin> admins, TopicLayout layout, String application, List<Topic<?>> written,
			List<Topic<?>> read, boolean leads) {
		this.admins = admins;
		this.layout = layout;
		this.application = application;
		this.written = written.stream().map(Topic::name).toList();
		this.read = read.stream().map(Topic::name).toList();
		this.leads = leads;
	}

	/**
	 * Makes what is to be made, before Kafka Streams starts. Asks until Kafka answers.
	 * @throws InterruptedException if interrupted
	 * @throws IllegalStateException if Kafka Streams could not run and this service must
	 * not make partitions, saying what to do
	 */
	public void settle() throws InterruptedException {
		while (true) {
			try (Admin admin = this.admins.get()) {
				if (grow(admin, true)) {
					Thread.sleep(HEARD);
				}
				return;
			}
			catch (KafkaException ex) {
				this.trouble.report(KafkaFutures.reason(ex));
				Thread.sleep(RETRY);
			}
		}
	}

	/**
	 * Keeps looking for what somebody else has made, and lets the rest follow, until
	 * interrupted.
	 * @throws InterruptedException when interrupted
	 */
	public void watch() throws InterruptedException {
		while (true) {
			Thread.sleep(RETRY);
			try (Admin admin = this.admins.get()) {
				while (true) {
					grow(admin, false);
					this.trouble.over();
					Thread.sleep(RETRY);
				}
			}
			catch (KafkaException ex) {
				this.trouble.report(KafkaFutures.reason(ex));
			}
		}
	}

	/** Whether anything was made. */
	private boolean grow(Admin admin, boolean starting) throws InterruptedException {
		PartitionPlan plan = PartitionPlan.of(describe(admin), this.written, this.read, this.layout.partitions(),
				this.leads);
		boolean made = !plan.lacking().isEmpty() && this.layout.make() && isMade(admin, plan);
		boolean left = !plan.lacking().isEmpty() && !made;
		if (left && starting && !plan.runs()) {
			throw new CannotGoOnException(plan.toDo());
		}
		say((plan.target() > this.layout.partitions()) ? unasked(plan.target()) : "", left ? plan.toDo() : "");
		return made;
	}

	private String unasked(int partitions) {
		return "the topics of %s have %d, and reparto.topics.partitions is %d; set it to %2$d for all services. "
			.formatted(this.application, partitions, this.layout.partitions());
	}

	private void say(String unasked, String toDo) {
		if (unasked.isEmpty() && toDo.isEmpty()) {
			this.difference.over();
		}
		else {
			this.difference.report((unasked + toDo).strip());
		}
	}

	/** False without the right to, or if Kafka will not, however often it is asked. */
	private boolean isMade(Admin admin, PartitionPlan plan) throws InterruptedException {
		for (Map.Entry<String, Integer> topic : plan.lacking().entrySet()) {
			try {
				KafkaFutures
					.get(admin.createPartitions(Map.of(topic.getKey(), NewPartitions.increaseTo(plan.target()))).all());
				log.warn("{} had {} partitions, now {}", topic.getKey(), topic.getValue(), plan.target());
			}
			catch (KafkaException ex) {
				switch (ex) {
					case AuthorizationException _ -> {
						return false;
					}
					case InvalidPartitionsException _ -> log.debug("Another instance was first", ex);
					case RetriableException _ -> throw ex;
					default -> {
						this.refused.report(KafkaFutures.reason(ex));
						return false;
					}
				}
			}
		}
		this.refused.over();
		return true;
	}

	private boolean isChangelog(String topic) {
		return topic.startsWith(this.application + "-") && topic.endsWith("-changelog");
	}

	/** How many partitions each topic has that is there. */
	private Map<String, Integer> describe(Admin admin) throws InterruptedException {
		List<String> names = new ArrayList<>(KafkaFutures.get(admin.listTopics().names()));
		names.removeIf((topic) -> !isChangelog(topic) && !this.written.contains(topic) && !this.read.contains(topic));
		Map<String, Integer> partitions = new HashMap<>();
		KafkaFutures.get(admin.describeTopics(names).allTopicNames())
			.forEach((topic, found) -> partitions.put(topic, found.partitions().size()));
		return partitions;
	}

}
