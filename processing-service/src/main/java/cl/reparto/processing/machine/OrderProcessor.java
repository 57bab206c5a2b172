package cl.reparto.processing.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.streams.timers.NextLook;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes orders in, carries commands out and walks orders on when they are due, one after
 * the other: so all that happens to an order is in one order. What a call changes
 * (stores, records out, offset) is committed in one transaction, or not at all.
 */
final class OrderProcessor implements Processor<byte @Nullable [], byte @Nullable [], Object, Object> {

	private static final Logger log = LoggerFactory.getLogger(OrderProcessor.class);

	private final OrderLifecycle lifecycle;

	private final Duration tick;

	private final OrderMetrics metrics;

	private final WaitingOrders waiting;

	private ProcessorContext<Object, Object> context;

	private TaskOrders orders;

	private CommandMemory commands;

	private ToldPartitions told;

	private NextLook nextLook;

	OrderProcessor(OrderLifecycle lifecycle, Duration tick, OrderMetrics metrics, WaitingOrders waiting) {
		this.lifecycle = lifecycle;
		this.tick = tick;
		this.metrics = metrics;
		this.waiting = waiting;
	}

	@Override
	public void init(ProcessorContext<Object, Object> context) {
		this.context = context;
		KeyValueStore<UUID, byte[]> kept = context.getStateStore(OrderTopology.ORDERS);
		KeyValueStore<Bytes, byte[]> timers = context.getStateStore(OrderTopology.TIMERS);
		KeyValueStore<Bytes, byte[]> outcomes = context.getStateStore(OrderTopology.COMMANDS);
		this.orders = new TaskOrders(this.lifecycle, this.metrics, kept, new OrderTimers(timers, this.waiting.inTask()),
				(order, event) -> tell(order, event, OrderTopology.PROGRESS));
		this.commands = new CommandMemory(outcomes, OrderTimers.ofCommands(timers), this.lifecycle.retention());
		this.told = new ToldPartitions(timers);
		this.nextLook = new NextLook(context, this.tick, this::look);
	}

	/** Does what is due, and tells when something is next. */
	private @Nullable Instant look(Instant now) {
		this.commands.forget(now, this.orders::isShown);
		Instant order = this.orders.tick(now);
		Instant command = this.commands.next();
		return (order == null || (command != null && command.isBefore(order))) ? command : order;
	}

	@Override
	public void process(Record<byte @Nullable [], byte @Nullable []> record) {
		try {
			if (isCommand()) {
				command(read(record, CommandTopics.ORDER_COMMANDS, OrderCommand::order));
			}
			else {
				request(read(record, Topics.ORDER_REQUESTS, OrderRequested::id), record);
			}
		}
		catch (UnreadableEventException ex) {
			refuse(record, ex.getMessage());
		}
		this.nextLook.by(this.orders.next(now()));
	}

	private boolean isCommand() {
		return this.context.recordMetadata()
			.map(RecordMetadata::topic)
			.filter(CommandTopics.ORDER_COMMANDS.name()::equals)
			.isPresent();
	}

	private void request(OrderRequested request, Record<byte @Nullable [], byte @Nullable []> record) {
		if (hasKey(request) && this.told.voids(record.headers())) {
			this.metrics.repeated();
			return;
		}
		byte[] known = this.orders.stored(request.id());
		if (known == null || StoredOrder.endedBefore(known, record.timestamp())) {
			begin(request, record);
		}
		else if (StoredOrder.isOf(known, request) || hasKey(request)) {
			this.metrics.repeated();
		}
		else {
			refuse(record, "another order has this id");
		}
	}

	/**
	 * Whether it was sent with a key. Of two orders under one key at the same moment, the
	 * customer of the later one was told that it is none (decision 20).
	 */
	private static boolean hasKey(OrderRequested request) {
		return KeyedRequests.mayBeId(request.id().toString());
	}

	/** An order that is not remembered may be one that was finished and forgotten. */
	private void begin(OrderRequested request, Record<byte @Nullable [], byte @Nullable []> record) {
		Instant now = now();
		if (record.timestamp() < now.minus(Topics.REMEMBERED).toEpochMilli()) {
			refuse(record, "older than orders are remembered");
		}
		else {
			this.orders.begin(request, now);
		}
	}

	/** One outcome each: whoever asks again hears the first one again. */
	private void command(OrderCommand command) {
		byte[] before = this.commands.outcomeOf(command);
		if (before != null) {
			this.metrics.repeatedCommand();
			tell(command.order(), before, OrderTopology.OUTCOMES);
			return;
		}
		Instant now = now();
		CommandOutcome outcome = this.orders.carryOut(command, now);
		byte[] event = CommandTopics.ORDER_COMMAND_OUTCOMES.write(outcome);
		this.commands.remember(outcome, event, now);
		tell(command.order(), event, OrderTopology.OUTCOMES);
		this.metrics.decided(outcome);
	}

	private void tell(UUID order, byte @Nullable [] event, String sink) {
		this.context.forward(new Record<>(PlacedKey.of(order, this.context), event, now().toEpochMilli()), sink);
	}

	@Override
	public void close() {
		this.orders.close();
	}

	private void refuse(Record<byte @Nullable [], byte @Nullable []> record, String why) {
		RecordMetadata from = this.context.recordMetadata().orElseThrow();
		DeadLetter letter = DeadLetter.of(record.key(), record.value(), record.headers(), why, from.topic(),
				from.partition(), from.offset());
		long time = DeadLetter.time(record.timestamp(), now());
		boolean command = isCommand();
		this.context.forward(new Record<>(letter.key(), letter.value(), time, letter.headers()),
				command ? OrderTopology.DEAD_COMMANDS : OrderTopology.DEAD_LETTERS);
		this.metrics.deadLetter(from.topic());
		log.warn("Refused the record at {}-{} offset {}, now in {}: {}", from.topic(), from.partition(), from.offset(),
				(command ? CommandTopics.ORDER_COMMANDS_DLT : Topics.ORDER_REQUESTS_DLT).name(), why);
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.context.currentSystemTimeMs());
	}

	private static <E> E read(Record<byte @Nullable [], byte @Nullable []> record, Topic<E> topic,
			Function<E, UUID> order) {
		byte[] key = record.key();
		byte[] value = record.value();
		if (key == null || value == null) {
			throw new UnreadableEventException("no " + ((key == null) ? "key" : "value"));
		}
		E event = topic.read(value);
		if (!order.apply(event).toString().equals(new String(key, UTF_8))) {
			throw new UnreadableEventException("the key is not the order's id");
		}
		return event;
	}

}
