package cl.reparto.request.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.process.TroubleLog;

/**
 * Reads the orders with a key, on every instance and from the beginning of
 * {@code order_requests}, into {@link KeyedOrders}.
 */
@Component
public final class KeyedOrdersReader {

	private static final Logger log = LoggerFactory.getLogger(KeyedOrdersReader.class);

	private static final Duration POLL = Duration.ofSeconds(1);

	/** Much at a time costs brokers less than each order by itself. */
	private static final Duration PAUSE = Duration.ofMillis(2);

	/** After the pause, while no customer waits for what would be read. */
	private static final Duration REST = Duration.ofMillis(98);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final ConsumerFactory<String, byte[]> consumers;

	private final KeyedOrders keyedOrders;

	private final TroubleLog trouble = new TroubleLog(log, "order_requests is read from its beginning again");

	private volatile boolean caughtUp;

	KeyedOrdersReader(ConsumerFactory<String, byte[]> consumers, KeyedOrders keyedOrders) {
		this.consumers = consumers;
		this.keyedOrders = keyedOrders;
	}

	/**
	 * Whether everything has been read that was there when reading began.
	 * @return false while there may be keys that are not known yet
	 */
	public boolean isCaughtUp() {
		return this.caughtUp;
	}

	/**
	 * Reads until interrupted. Trouble with Kafka only holds it up: it begins again, and
	 * what it has read before changes nothing.
	 * @throws InterruptedException when interrupted
	 */
	public void run() throws InterruptedException {
		while (true) {
			try (Consumer<String, byte[]> consumer = this.consumers.createConsumer()) {
				read(consumer);
			}
			catch (KafkaException ex) {
				this.caughtUp = false;
				this.trouble.report(ex.toString());
				Thread.sleep(RETRY);
			}
		}
	}

	private void read(Consumer<String, byte[]> consumer) throws InterruptedException {
		try {
			Map<TopicPartition, Long> ends = goToBeginning(consumer);
			while (!hasReached(ends, consumer)) {
				consumer.poll(POLL).forEach(this::read);
			}
			this.caughtUp = true;
			this.trouble.over();
			while (true) {
				readAll(consumer);
				Thread.sleep(PAUSE);
				this.keyedOrders.awaitDemand(REST);
			}
		}
		catch (InterruptException ex) {
			// Takes back the interrupt, with which the consumer could not be closed well.
			Thread.interrupted();
			throw new InterruptedException("Reading is over");
		}
	}

	/**
	 * All that is there, of which a poll has only so much: no rest is to put it behind.
	 */
	private void readAll(Consumer<String, byte[]> consumer) {
		for (var records = consumer.poll(POLL); !records.isEmpty(); records = consumer.poll(Duration.ZERO)) {
			records.forEach(this::read);
		}
	}

	private static Map<TopicPartition, Long> goToBeginning(Consumer<?, ?> consumer) {
		List<TopicPartition> partitions = partitions(consumer);
		consumer.assign(partitions);
		consumer.seekToBeginning(partitions);
		return consumer.endOffsets(partitions);
	}

	private static boolean hasReached(Map<TopicPartition, Long> ends, Consumer<?, ?> consumer) {
		return ends.entrySet().stream().allMatch((end) -> consumer.position(end.getKey()) >= end.getValue());
	}

	private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
		String topic = Topics.ORDER_REQUESTS.name();
		List<PartitionInfo> partitions = consumer.partitionsFor(topic);
		if (partitions.isEmpty()) {
			throw new UnknownTopicOrPartitionException(topic + " is not there");
		}
		return partitions.stream().map((partition) -> new TopicPartition(topic, partition.partition())).toList();
	}

	/** What is not an order is for processing-service to report. */
	private void read(ConsumerRecord<String, byte[]> record) {
		if (record.value() == null || !DerivedIds.mayHave(record.key())) {
			return;
		}
		try {
			OrderRequested request = Topics.ORDER_REQUESTS.read(record.value());
			if (request.id().toString().equals(record.key())) {
				this.keyedOrders.note(request);
			}
		}
		catch (UnreadableEventException ex) {
			log.debug("Passing over {}-{}@{}: {}", record.topic(), record.partition(), record.offset(),
					ex.getMessage());
		}
	}

}
