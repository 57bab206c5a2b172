package cl.reparto.load.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/**
 * Notes what is committed from now on, and when.
 */
final class TopicWatch implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final Queue<ObservedRecord> records = new ConcurrentLinkedQueue<>();

	private final Map<String, Integer> counts = new ConcurrentHashMap<>();

	private final TopicTail tail;

	/**
	 * Begins to read; what is committed after this returns, is seen.
	 * @param bootstrapServers where Kafka is
	 */
	TopicWatch(String bootstrapServers) {
		this.tail = new TopicTail(bootstrapServers, List.of(Topics.ORDER_REQUESTS.name(),
				Topics.ORDER_PROCESSING.name(), Topics.ORDER_NOTIFICATIONS.name()), this::note);
	}

	private void note(ConsumerRecord<String, byte[]> each) {
		this.records.add(new ObservedRecord(Instant.now(), each.topic(), each.key(), each.value()));
		this.counts.merge(each.topic(), 1, Integer::sum);
	}

	/**
	 * Waits until so many orders have been through every status and all mails about them
	 * are noted.
	 * @param orders how many
	 * @param mails how many for each order
	 * @param limit how long to wait
	 * @return all that was seen
	 * @throws org.awaitility.core.ConditionTimeoutException if that takes longer
	 */
	List<ObservedRecord> await(int orders, int mails, Duration limit) {
		Map<String, Integer> due = Map.of(Topics.ORDER_REQUESTS.name(), orders, Topics.ORDER_PROCESSING.name(),
				orders * Status.STEPS.size(), Topics.ORDER_NOTIFICATIONS.name(), orders * mails);
		Awaitility.await("records of all " + orders + " orders: " + due)
			.pollDelay(Duration.ZERO)
			.pollInterval(PAUSE)
			.atMost(limit)
			.until(() -> this.counts,
					(counts) -> due.entrySet()
						.stream()
						.allMatch((each) -> counts.getOrDefault(each.getKey(), 0) >= each.getValue()));
		return List.copyOf(this.records);
	}

	@Override
	public void close() {
		this.tail.close();
	}

}
