package cl.reparto.processing.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A processor alone, which can end while another goes on with its stores. */
final class Bench {

	static final Duration TICK = Duration.ofMillis(10);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final OrderMetrics metrics = new OrderMetrics(this.registry);

	private final WaitingOrders waiting = new WaitingOrders(this.registry, InstantSource.system());

	final KeyValueStore<UUID, byte[]> orders = Stores
		.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(OrderTopology.ORDERS), Serdes.UUID(), Serdes.ByteArray())
		.withLoggingDisabled()
		.build();

	final KeyValueStore<Bytes, byte[]> timers = store(OrderTopology.TIMERS);

	private final KeyValueStore<Bytes, byte[]> commands = store(OrderTopology.COMMANDS);

	private MockProcessorContext<Object, Object> context = new MockProcessorContext<>();

	private OrderProcessor processor;

	private Instant now = TIME;

	Bench(OrderLifecycle lifecycle) {
		this.orders.init(this.context.getStateStoreContext(), this.orders);
		this.timers.init(this.context.getStateStoreContext(), this.timers);
		this.commands.init(this.context.getStateStoreContext(), this.commands);
		this.processor = processor(lifecycle);
	}

	private static KeyValueStore<Bytes, byte[]> store(String name) {
		return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
			.withLoggingDisabled()
			.build();
	}

	private OrderProcessor processor(OrderLifecycle lifecycle) {
		OrderProcessor started = new OrderProcessor(lifecycle, TICK, this.metrics, this.waiting);
		this.context.setCurrentSystemTimeMs(this.now.toEpochMilli());
		started.init(this.context);
		return started;
	}

	void stop() {
		this.processor.close();
	}

	void restart(OrderLifecycle lifecycle) {
		stop();
		this.context = new MockProcessorContext<>();
		this.context.addStateStore(this.orders);
		this.context.addStateStore(this.timers);
		this.context.addStateStore(this.commands);
		this.processor = processor(lifecycle);
	}

	List<OrderProgress> post(OrderRequested request) {
		return post(request, new RecordHeaders());
	}

	List<OrderProgress> post(OrderRequested request, Headers headers) {
		process(Topics.ORDER_REQUESTS.name(), request.id(), Topics.ORDER_REQUESTS.write(request), headers);
		return progress();
	}

	/** The order's steps stay to be seen. */
	List<CommandOutcome> ask(OrderCommand command) {
		process(CommandTopics.ORDER_COMMANDS.name(), command.order(), CommandTopics.ORDER_COMMANDS.write(command),
				new RecordHeaders());
		return forwarded(OrderTopology.OUTCOMES).stream()
			.map((record) -> CommandTopics.ORDER_COMMAND_OUTCOMES.read((byte[]) record.value()))
			.toList();
	}

	private void process(String topic, UUID order, byte[] value, Headers headers) {
		this.context.resetForwards();
		this.context.setRecordMetadata(topic, 0, 0);
		this.processor.process(new Record<>(order.toString().getBytes(UTF_8), value, TIME.toEpochMilli(), headers));
	}

	List<OrderProgress> tickAt(Instant then) {
		this.now = then;
		this.context.resetForwards();
		this.context.setCurrentSystemTimeMs(then.toEpochMilli());
		active().forEach((each) -> each.getPunctuator().punctuate(then.toEpochMilli()));
		return progress();
	}

	/** In how long the clock is looked at again, and again. */
	List<Duration> nextLooks() {
		return active().stream().map(CapturedPunctuator::getInterval).toList();
	}

	private List<CapturedPunctuator> active() {
		return this.context.scheduledPunctuators().stream().filter((each) -> !each.cancelled()).toList();
	}

	Instant now() {
		return this.now;
	}

	/** What the last call has told of orders, without tombstones. */
	List<OrderProgress> progress() {
		return forwarded(OrderTopology.PROGRESS).stream()
			.filter((record) -> record.value() != null)
			.map((record) -> Topics.ORDER_PROCESSING.read((byte[]) record.value()))
			.toList();
	}

	private List<? extends Record<?, ?>> forwarded(String sink) {
		return this.context.forwarded()
			.stream()
			.filter((each) -> each.childName().filter(sink::equals).isPresent())
			.map(MockProcessorContext.CapturedForward::record)
			.toList();
	}

	List<Bytes> timerKeys() {
		List<Bytes> keys = new ArrayList<>();
		try (KeyValueIterator<Bytes, byte[]> entries = this.timers.all()) {
			entries.forEachRemaining((entry) -> keys.add(entry.key));
		}
		return keys;
	}

	long waiting(Status status) {
		return (long) this.registry.get("reparto.orders.waiting").tag("status", status.wireName()).gauge().value();
	}

}
