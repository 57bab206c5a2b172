package cl.reparto.notification.command;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import cl.reparto.model.UnreadableEventException;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.service.process.TroubleLog;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads {@code order_command_outcomes}, on every instance and all partitions, from where
 * it ends when reading begins: whoever waits for what was decided before waits at another
 * instance, or no more.
 */
final class OutcomeReader {

	private static final Logger log = LoggerFactory.getLogger(OutcomeReader.class);

	private static final String TOPIC = CommandTopics.ORDER_COMMAND_OUTCOMES.name();

	private static final Duration POLL = Duration.ofSeconds(1);

	private static final Duration RETRY = Duration.ofSeconds(1);

	/** After which a partition that is new is known. */
	private static final int METADATA_AGE_MS = 10_000;

	private final ConsumerFactory<byte[], byte[]> consumers;

	private final Outcomes outcomes;

	private final TroubleLog trouble = new TroubleLog(log, "Cannot read " + TOPIC);

	OutcomeReader(ConsumerFactory<byte[], byte[]> consumers, Outcomes outcomes) {
		this.consumers = consumers;
		this.outcomes = outcomes;
	}

	/**
	 * Reads until interrupted. Trouble with Kafka only holds it up.
	 * @param listening run each time when no outcome is missed from now on
	 * @throws InterruptedException when interrupted
	 */
	void run(Runnable listening) throws InterruptedException {
		while (true) {
			try (Consumer<byte[], byte[]> consumer = this.consumers.createConsumer(null, "order-command-outcomes", null,
					configs())) {
				read(consumer, listening);
			}
			catch (KafkaException ex) {
				this.trouble.report(ex.toString());
			}
			Thread.sleep(RETRY);
		}
	}

	private static Properties configs() {
		Properties configs = new Properties();
		configs.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		configs.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
		configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
		configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		configs.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MS);
		return configs;
	}

	private void read(Consumer<byte[], byte[]> consumer, Runnable listening) throws InterruptedException {
		try {
			Set<TopicPartition> known = partitions(consumer);
			consumer.assign(known);
			consumer.seekToEnd(known);
			known.forEach(consumer::position);
			this.trouble.over();
			listening.run();
			while (true) {
				consumer.poll(POLL).forEach(this::tell);
				known = withNew(consumer, known);
			}
		}
		catch (InterruptException ex) {
			// Takes back the interrupt, with which the consumer could not be closed well.
			Thread.interrupted();
			throw new InterruptedException("Reading is over");
		}
	}

	/** Of a partition that was not there, nothing was read yet. */
	private static Set<TopicPartition> withNew(Consumer<?, ?> consumer, Set<TopicPartition> known) {
		Set<TopicPartition> all = partitions(consumer);
		if (known.containsAll(all)) {
			return known;
		}
		Set<TopicPartition> added = new HashSet<>(all);
		added.removeAll(known);
		consumer.assign(all);
		consumer.seekToBeginning(added);
		return all;
	}

	private static Set<TopicPartition> partitions(Consumer<?, ?> consumer) {
		List<PartitionInfo> partitions = consumer.partitionsFor(TOPIC);
		if (partitions.isEmpty()) {
			throw new UnknownTopicOrPartitionException(TOPIC + " is not there");
		}
		return partitions.stream()
			.map((each) -> new TopicPartition(TOPIC, each.partition()))
			.collect(Collectors.toSet());
	}

	private void tell(ConsumerRecord<byte[], byte[]> record) {
		if (record.value() == null) {
			return;
		}
		try {
			this.outcomes.decided(CommandTopics.ORDER_COMMAND_OUTCOMES.read(record.value()));
		}
		catch (UnreadableEventException ex) {
			log.warn("Passing over {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), ex.getMessage());
		}
	}

}
