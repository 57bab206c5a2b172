package cl.reparto.notification.command;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands in place of processing-service, on a broker: what becomes of the order
 * and what is told of it are one transaction.
 */
final class Decider implements AutoCloseable {

	private final Map<UUID, OrderProgress> orders = new ConcurrentHashMap<>();

	private final Map<UUID, CommandOutcome> decided = new HashMap<>();

	private final List<ConsumerRecord<String, byte[]>> commands = new CopyOnWriteArrayList<>();

	private final ActionRules rules;

	private final KafkaConsumer<String, byte[]> consumer;

	private final KafkaProducer<String, byte[]> producer;

	private final Thread thread;

	private @Nullable Integer outcomesPartition;

	/**
	 * Begins to decide.
	 * @param bootstrapServers where {@code order_commands} is
	 * @param rules what can be done
	 */
	Decider(String bootstrapServers, ActionRules rules) {
		this.rules = rules;
		Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
		this.consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
		List<TopicPartition> partitions = this.consumer.partitionsFor(CommandTopics.ORDER_COMMANDS.name())
			.stream()
			.map((each) -> new TopicPartition(each.topic(), each.partition()))
			.toList();
		this.consumer.assign(partitions);
		this.consumer.seekToEnd(partitions);
		partitions.forEach(this.consumer::position);
		this.producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "decider-" + UUID.randomUUID()),
				new StringSerializer(), new ByteArraySerializer());
		this.producer.initTransactions();
		this.thread = Thread.ofPlatform().daemon().start(this::run);
	}

	/** Takes an order in, into a partition. */
	synchronized void receive(OrderProgress order, int partition) {
		this.orders.put(order.id(), order);
		this.producer.beginTransaction();
		write(order, partition);
		this.producer.commitTransaction();
	}

	/** Tells what comes of commands in a partition; null for where they belong. */
	synchronized void tellIn(@Nullable Integer partition) {
		this.outcomesPartition = partition;
	}

	/** The commands that came, and where. */
	List<ConsumerRecord<String, byte[]>> commands() {
		return this.commands;
	}

	private void run() {
		try (this.consumer) {
			while (true) {
				this.consumer.poll(Duration.ofSeconds(1)).forEach(this::decide);
			}
		}
		catch (WakeupException ex) {
			// Done with.
		}
	}

	private synchronized void decide(ConsumerRecord<String, byte[]> record) {
		this.commands.add(record);
		OrderCommand command = CommandTopics.ORDER_COMMANDS.read(record.value());
		this.producer.beginTransaction();
		CommandOutcome outcome = this.decided.computeIfAbsent(command.id(), (_) -> decide(command, record.partition()));
		this.producer.send(new ProducerRecord<>(CommandTopics.ORDER_COMMAND_OUTCOMES.name(), this.outcomesPartition,
				record.key(), CommandTopics.ORDER_COMMAND_OUTCOMES.write(outcome)));
		this.producer.commitTransaction();
	}

	private CommandOutcome decide(OrderCommand command, int partition) {
		OrderProgress order = this.orders.get(command.order());
		Instant now = Instant.now();
		Result refusal = (command.ifVersion() != null && command.ifVersion() != order.version()) ? Result.STALE
				: this.rules.refusal(command.action(), command.by(), order, now);
		if (refusal == null) {
			order = switch (command.action()) {
				case ADVANCE -> order.advanced(command.by(), now, now.plusSeconds(60));
				case RECALL -> order.recalled(command.by(), now, now.plusSeconds(60));
				case DELAY -> order.delayed(command.by(), now, command.delay());
				case CANCEL -> order.cancelled(command.by(), now, command.reason());
			};
			this.orders.put(order.id(), order);
			write(order, partition);
		}
		return new CommandOutcome(command.id(), order.id(), command.action(), command.by(),
				(refusal != null) ? refusal : Result.DONE, order.version(), order.status(), now);
	}

	private void write(OrderProgress order, int partition) {
		this.producer.send(new ProducerRecord<>(Topics.ORDER_PROCESSING.name(), partition, order.id().toString(),
				Topics.ORDER_PROCESSING.write(order)));
	}

	@Override
	public void close() {
		this.consumer.wakeup();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.producer.close();
	}

}
