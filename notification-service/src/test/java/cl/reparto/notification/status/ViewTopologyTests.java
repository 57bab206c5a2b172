package cl.reparto.notification.status;

import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
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

import static cl.reparto.notification.status.Orders.anOrderIn;
import static cl.reparto.notification.status.Orders.next;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ViewTopologyTests {

	private static final Duration DAY = Duration.ofDays(1);

	private final Waiters waiters = new Waiters();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final TopologyTestDriver driver = new TopologyTestDriver(
			ViewTopology.addTo(new Topology(), this.waiters, new ViewMetrics(this.registry, this.waiters)),
			new Properties(), Orders.NOON.plus(DAY));

	private final TestInputTopic<byte[], byte[]> progress = this.driver.createInputTopic(Topics.ORDER_PROCESSING.name(),
			new ByteArraySerializer(), new ByteArraySerializer());

	private final KeyValueStore<UUID, KnownOrder> view = this.driver.getKeyValueStore(ViewTopology.ORDERS);

	@AfterEach
	void stop() {
		this.driver.close();
	}

	@Test
	void showsTheNewestProgress() {
		OrderProgress received = anOrderIn(Status.RECIBIDO);

		publish(received);
		publish(next(received));

		assertThat(shown(received.id())).isEqualTo(KnownOrder.of(next(received)));
	}

	@Test
	void neverGoesBack() {
		OrderProgress preparing = anOrderIn(Status.PREPARANDO);

		publish(preparing);
		publish(anOrderIn(Status.RECIBIDO, preparing.id()));

		assertThat(shown(preparing.id())).isEqualTo(KnownOrder.of(preparing));
	}

	@Test
	void leavesOutNoStatus() {
		OrderProgress received = anOrderIn(Status.RECIBIDO);

		publish(received);
		publish(next(next(received)));

		assertThat(shown(received.id())).isEqualTo(KnownOrder.of(received));
		assertThat(this.registry.get("reparto.status.passed.over").counter().count()).isEqualTo(1);
	}

	@Test
	void goesOnThoughAStatusWasCompactedAway() {
		OrderProgress received = anOrderIn(Status.RECIBIDO);
		publish(received);

		this.driver.advanceWallClockTime(DAY.multipliedBy(7));
		publish(next(next(received)));

		assertThat(shown(received.id()).version()).isEqualTo(Status.ENTREGANDO.version());
	}

	@Test
	void forgetsNoOrderForAKeyThatIsWrittenInAnotherWay() {
		OrderProgress received = anOrderIn(Status.RECIBIDO, UUID.fromString("a0000000-0000-4000-8000-00000000000a"));
		publish(received);

		this.progress.pipeInput(received.id().toString().toUpperCase(Locale.ROOT).getBytes(UTF_8), (byte[]) null);

		assertThat(shown(received.id())).isEqualTo(KnownOrder.of(received));
	}

	@Test
	void changesNothingForARepeatedRecord() {
		OrderProgress received = anOrderIn(Status.RECIBIDO);

		publish(received);
		publish(received);

		assertThat(shown(received.id())).isEqualTo(KnownOrder.of(received));
		assertThat(this.registry.get("reparto.status.lag").timer().count()).isEqualTo(1);
	}

	@Test
	void forgetsAnOrderAtItsTombstone() {
		OrderProgress finished = anOrderIn(Status.FINALIZADO);
		publish(finished);

		this.progress.pipeInput(key(finished.id()), (byte[]) null);

		assertThat(this.view.get(finished.id())).isNull();
	}

	@ParameterizedTest
	@MethodSource("poison")
	void passesOverPoison(byte @Nullable [] key, byte @Nullable [] value) {
		OrderProgress good = anOrderIn(Status.RECIBIDO);

		this.progress.pipeInput(key, value);
		publish(good);

		assertThat(this.view.all()).toIterable()
			.singleElement()
			.satisfies((entry) -> assertThat(entry.value).isEqualTo(KnownOrder.of(good)));
	}

	static Stream<@Nullable Object[]> poison() {
		byte[] good = Topics.ORDER_PROCESSING.serializer().serialize("", anOrderIn(Status.RECIBIDO));
		return Stream.of(new @Nullable Object[] { null, good }, new @Nullable Object[] { "x".getBytes(UTF_8), null },
				new Object[] { "x".getBytes(UTF_8), good }, new Object[] { key(UUID.randomUUID()), good },
				new Object[] { key(UUID.randomUUID()), "{".getBytes(UTF_8) },
				new Object[] { key(UUID.randomUUID()), new byte[0] });
	}

	private KnownOrder shown(UUID id) {
		return this.view.get(id);
	}

	private void publish(OrderProgress order) {
		this.progress.pipeInput(key(order.id()), Topics.ORDER_PROCESSING.serializer().serialize("", order));
	}

	private static byte[] key(UUID id) {
		return id.toString().getBytes(UTF_8);
	}

}
