package cl.reparto.processing.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import cl.reparto.model.command.Stages;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The topology at work, with a clock that the test moves. */
final class Machine implements AutoCloseable {

	static final Duration TICK = Duration.ofMillis(10);

	static final Duration RETENTION = Duration.ofDays(1);

	final TopologyTestDriver driver;

	final TestInputTopic<byte[], byte[]> requests;

	final TestInputTopic<byte[], byte[]> commands;

	final TestOutputTopic<String, OrderProgress> progress;

	final TestOutputTopic<String, CommandOutcome> outcomes;

	final TestOutputTopic<byte[], byte[]> deadLetters;

	final TestOutputTopic<byte[], byte[]> deadCommands;

	private Instant now = TIME;

	Machine(Stages stages, ActionRules rules, MeterRegistry registry, InstantSource scraped) {
		Topology topology = OrderTopology.addTo(new Topology(), new OrderLifecycle(stages, rules, RETENTION), TICK,
				new OrderMetrics(registry), new WaitingOrders(registry, scraped));
		this.driver = new TopologyTestDriver(topology, new Properties(), TIME);
		this.requests = input(Topics.ORDER_REQUESTS.name());
		this.commands = input(CommandTopics.ORDER_COMMANDS.name());
		this.progress = this.driver.createOutputTopic(Topics.ORDER_PROCESSING.name(), new StringDeserializer(),
				Topics.ORDER_PROCESSING.serde().deserializer());
		this.outcomes = this.driver.createOutputTopic(CommandTopics.ORDER_COMMAND_OUTCOMES.name(),
				new StringDeserializer(), CommandTopics.ORDER_COMMAND_OUTCOMES.serde().deserializer());
		this.deadLetters = output(Topics.ORDER_REQUESTS_DLT.name());
		this.deadCommands = output(CommandTopics.ORDER_COMMANDS_DLT.name());
	}

	private TestInputTopic<byte[], byte[]> input(String topic) {
		return this.driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer(), TIME,
				Duration.ZERO);
	}

	private TestOutputTopic<byte[], byte[]> output(String topic) {
		return this.driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	Instant now() {
		return this.now;
	}

	void post(OrderRequested request) {
		post(request, TIME);
	}

	void post(OrderRequested request, Instant at) {
		this.requests.pipeInput(request.id().toString().getBytes(UTF_8), Topics.ORDER_REQUESTS.write(request), at);
	}

	/** What is told of it. */
	List<CommandOutcome> ask(OrderCommand command) {
		this.commands.pipeInput(command.order().toString().getBytes(UTF_8),
				CommandTopics.ORDER_COMMANDS.write(command));
		return this.outcomes.readValuesToList();
	}

	/** Tick by tick. */
	void advance(Duration time) {
		for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
			jump(TICK);
		}
	}

	/** With one tick at its end. */
	void jump(Duration time) {
		this.now = this.now.plus(time);
		this.driver.advanceWallClockTime(time);
	}

	KeyValueStore<UUID, byte[]> orders() {
		return this.driver.getKeyValueStore(OrderTopology.ORDERS);
	}

	KeyValueStore<Bytes, byte[]> timers() {
		return this.driver.getKeyValueStore(OrderTopology.TIMERS);
	}

	KeyValueStore<Bytes, byte[]> remembered() {
		return this.driver.getKeyValueStore(OrderTopology.COMMANDS);
	}

	@Override
	public void close() {
		this.driver.close();
	}

}
