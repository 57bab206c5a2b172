package cl.reparto.processing.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.command.ActionRules;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import cl.reparto.processing.lifecycle.Stages;
import cl.reparto.service.streams.TimerIndex;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A processor that ends and another that goes on with the same stores. */
class OrderProcessorRestartTests {

	private static final Duration TICK = Duration.ofMillis(10);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final OrderMetrics metrics = new OrderMetrics(this.registry);

	private final WaitingOrders waiting = new WaitingOrders(this.registry, InstantSource.system());

	private final KeyValueStore<UUID, byte[]> orders = Stores
		.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(OrderTopology.ORDERS), Serdes.UUID(), Serdes.ByteArray())
		.withLoggingDisabled()
		.build();

	private final KeyValueStore<Bytes, byte[]> timers = Stores
		.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(OrderTopology.TIMERS), Serdes.Bytes(), Serdes.ByteArray())
		.withLoggingDisabled()
		.build();

	private final KeyValueStore<Bytes, byte[]> commands = Stores
		.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(OrderTopology.COMMANDS), Serdes.Bytes(), Serdes.ByteArray())
		.withLoggingDisabled()
		.build();

	private MockProcessorContext<Object, Object> context = new MockProcessorContext<>();

	private OrderProcessor processor = aProcessor(new Stages(MINUTE, MINUTE, MINUTE));

	@BeforeEach
	void start() {
		this.context.setCurrentSystemTimeMs(TIME.toEpochMilli());
		this.orders.init(this.context.getStateStoreContext(), this.orders);
		this.timers.init(this.context.getStateStoreContext(), this.timers);
		this.commands.init(this.context.getStateStoreContext(), this.commands);
		this.processor.init(this.context);
	}

	@Test
	void keepsTime() {
		OrderProgress before = post(anOrder().requested());

		restart(new Stages(MINUTE, MINUTE, MINUTE));

		assertThat(tickAt(before.dueAt().minus(TICK))).isEmpty();
		assertThat(tickAt(before.dueAt())).extracting(OrderProgress::status).containsExactly(Status.PREPARANDO);
	}

	@Test
	void neitherStrandsNorRushesWaitingOrdersWhenADurationHasChanged() {
		OrderProgress before = post(anOrder().requested());

		restart(new Stages(Duration.ofHours(9), Duration.ofHours(1), Duration.ZERO));

		assertThat(tickAt(before.dueAt().minus(TICK))).isEmpty();
		assertThat(tickAt(before.dueAt())).singleElement()
			.satisfies((step) -> assertThat(step.dueAt()).isEqualTo(before.dueAt().plus(Duration.ofHours(1))));
	}

	@Test
	void changesNothingForARequestThatWasKnownBefore() {
		OrderRequested request = anOrder().requested();
		post(request);

		restart(new Stages(MINUTE, MINUTE, MINUTE));
		this.context.resetForwards();
		this.processor.process(record(request));

		assertThat(this.context.forwarded()).isEmpty();
	}

	@Test
	void countsTheOrdersThatWaitAnew() {
		post(anOrder().requested());
		post(anOrder().requested());

		restart(new Stages(MINUTE, MINUTE, MINUTE));

		assertThat(waiting()).isEqualTo(2);
		this.processor.close();
		assertThat(waiting()).isZero();
	}

	@Test
	void startsWithTimersOfAStatusThatItDoesNotKnow() {
		new TimerIndex(this.timers, 0).add(new TimerIndex.Entry(TIME, Bytes.wrap(new byte[2 * Long.BYTES]), (byte) 9));

		restart(new Stages(MINUTE, MINUTE, MINUTE));

		assertThat(waiting()).isZero();
		assertThat(tickAt(TIME)).isEmpty();
	}

	private double waiting() {
		return this.registry.get("reparto.orders.waiting").tag("status", "recibido").gauge().value();
	}

	private OrderProcessor aProcessor(Stages stages) {
		return new OrderProcessor(new OrderLifecycle(stages, ActionRules.DEFAULT, Duration.ofDays(1)), TICK,
				this.metrics, this.waiting);
	}

	private void restart(Stages stages) {
		this.processor.close();
		this.context = new MockProcessorContext<>();
		this.context.setCurrentSystemTimeMs(TIME.toEpochMilli());
		this.context.addStateStore(this.orders);
		this.context.addStateStore(this.timers);
		this.context.addStateStore(this.commands);
		this.processor = aProcessor(stages);
		this.processor.init(this.context);
	}

	private OrderProgress post(OrderRequested request) {
		this.processor.process(record(request));
		return forwarded().getLast();
	}

	private static Record<byte[], byte[]> record(OrderRequested request) {
		return new Record<>(request.id().toString().getBytes(UTF_8),
				Topics.ORDER_REQUESTS.serializer().serialize("", request), TIME.toEpochMilli());
	}

	private List<OrderProgress> tickAt(Instant now) {
		this.context.resetForwards();
		this.context.scheduledPunctuators().getFirst().getPunctuator().punctuate(now.toEpochMilli());
		return forwarded();
	}

	private List<OrderProgress> forwarded() {
		return this.context.forwarded()
			.stream()
			.map((each) -> Topics.ORDER_PROCESSING.read((byte[]) each.record().value()))
			.toList();
	}

}
