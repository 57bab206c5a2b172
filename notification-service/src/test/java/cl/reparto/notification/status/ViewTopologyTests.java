package cl.reparto.notification.status;

import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.notification.find.OrderIndex;
import cl.reparto.notification.rules.ShopRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ViewTopologyTests {

	private static final Duration DAY = Duration.ofDays(1);

	private final OrderIndex index = new OrderIndex();

	private final Waiters waiters = new Waiters();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final TopologyTestDriver driver = new TopologyTestDriver(ViewTopology.addTo(new Topology(), this.index,
			ShopRules.DEFAULT, this.waiters, new ViewMetrics(this.registry, this.waiters)), new Properties(),
			OrderBuilder.TIME.plus(DAY));

	private final OrderBuilder order = anOrder();

	private final OrderProgress received = this.order.at(Status.RECIBIDO);

	private final OrderProgress preparing = this.order.at(Status.PREPARANDO);

	private final OrderProgress delivering = this.order.at(Status.ENTREGANDO);

	private final TestInputTopic<byte[], byte[]> progress = this.driver.createInputTopic(Topics.ORDER_PROCESSING.name(),
			new ByteArraySerializer(), new ByteArraySerializer());

	private final KeyValueStore<UUID, StoredStatus> view = this.driver.getKeyValueStore(ViewTopology.ORDERS);

	@AfterEach
	void stop() {
		this.driver.close();
	}

	@Test
	void showsTheNewestProgress() {
		publish(this.received);
		publish(this.preparing);

		assertThat(shown(this.received.id())).isEqualTo(StatusesForTests.stored(this.preparing));
	}

	@Test
	void neverGoesBack() {
		publish(this.preparing);
		publish(this.received);

		assertThat(shown(this.preparing.id())).isEqualTo(StatusesForTests.stored(this.preparing));
	}

	@Test
	void leavesOutNoStatus() {
		publish(this.received);
		publish(this.delivering);

		assertThat(shown(this.received.id())).isEqualTo(StatusesForTests.stored(this.received));
		assertThat(this.registry.get("reparto.status.passed.over").counter().count()).isEqualTo(1);
	}

	@Test
	void goesOnThoughAStatusWasCompactedAway() {
		publish(this.received);

		this.driver.advanceWallClockTime(DAY.multipliedBy(7));
		publish(this.delivering);

		assertThat(shown(this.received.id()).version()).isEqualTo(Status.ENTREGANDO.number());
	}

	@Test
	void forgetsNoOrderForAKeyThatIsWrittenInAnotherWay() {
		OrderProgress lettered = anOrder().id(UUID.fromString("a0000000-0000-4000-8000-00000000000a"))
			.at(Status.RECIBIDO);
		publish(lettered);

		this.progress.pipeInput(lettered.id().toString().toUpperCase(Locale.ROOT).getBytes(UTF_8), (byte[]) null);

		assertThat(shown(lettered.id())).isEqualTo(StatusesForTests.stored(lettered));
	}

	@Test
	void changesNothingForARepeatedRecord() {
		publish(this.received);
		publish(this.received);

		assertThat(shown(this.received.id())).isEqualTo(StatusesForTests.stored(this.received));
		assertThat(this.registry.get("reparto.status.lag").timer().count()).isEqualTo(1);
	}

	@Test
	void forgetsAnOrderAtItsTombstone() {
		OrderProgress finished = this.order.at(Status.FINALIZADO);
		publish(finished);

		this.progress.pipeInput(key(finished.id()), (byte[]) null);

		assertThat(this.view.get(finished.id())).isNull();
	}

	@ParameterizedTest
	@MethodSource("poison")
	void passesOverPoison(byte @Nullable [] key, byte @Nullable [] value) {
		this.progress.pipeInput(key, value);
		publish(this.received);

		assertThat(this.view.all()).toIterable()
			.singleElement()
			.satisfies((entry) -> assertThat(entry.value).isEqualTo(StatusesForTests.stored(this.received)));
	}

	static Stream<@Nullable Object[]> poison() {
		byte[] good = Topics.ORDER_PROCESSING.write(anOrder().at(Status.RECIBIDO));
		return Stream.of(new @Nullable Object[] { null, good }, new @Nullable Object[] { "x".getBytes(UTF_8), null },
				new Object[] { "x".getBytes(UTF_8), good }, new Object[] { key(UUID.randomUUID()), good },
				new Object[] { key(UUID.randomUUID()), "{".getBytes(UTF_8) },
				new Object[] { key(UUID.randomUUID()), new byte[0] });
	}

	private StoredStatus shown(UUID id) {
		return this.view.get(id);
	}

	private void publish(OrderProgress progress) {
		this.progress.pipeInput(key(progress.id()), Topics.ORDER_PROCESSING.write(progress));
	}

	private static byte[] key(UUID id) {
		return id.toString().getBytes(UTF_8);
	}

}
