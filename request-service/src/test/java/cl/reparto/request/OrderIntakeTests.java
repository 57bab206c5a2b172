package cl.reparto.request;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

import cl.reparto.model.OrderRequested;
import cl.reparto.request.shop.StandInShop;
import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.keys.IdempotencySettings;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OrderIntakeTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private static final NewOrder ORDER = new NewOrder("Empanadas", BigDecimal.TEN, "ana@example.cl", null);

	private static final Optional<IdempotencyKey> KEY = Optional.of(new IdempotencyKey("a key"));

	private static final AcknowledgedLog LOG = new AcknowledgedLog(
			new KafkaTemplate<>(new MockProducerFactory<>(MockProducer::new)), "orders",
			new SimpleMeterRegistry().timer("append"));

	private static final RequestSettings SETTINGS = new RequestSettings(Duration.ofMillis(50), 1);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<OrderRequested> log = new ArrayList<>();

	@Test
	void keepsAnOrderWithoutAKeyAndWaitsForNothingElse() {
		UUID id = intake(this.log::add).take(ORDER, Optional.empty());

		assertThat(this.log).containsExactly(ORDER.requested(id, NOW, null));
		assertThat(count("reparto.orders.accepted")).isOne();
	}

	@Test
	void keepsNoOrderWithAKeyBeforeItKnowsTheKeys() {
		refused(intake(this.log::add), KEY);

		assertThat(this.log).isEmpty();
		assertThat(count("reparto.orders.accepted")).isZero();
	}

	@Test
	void refusesAtOnceWhatComesWhileItHasEnoughInHand() {
		AtomicReference<OrderIntake> self = new AtomicReference<>();
		self.set(intake((order) -> {
			if (this.log.isEmpty()) {
				this.log.add(order);
				refused(self.get(), Optional.empty());
			}
		}));

		self.get().take(ORDER, Optional.empty());

		assertThat(self.get().take(ORDER, Optional.empty())).isNotNull();
	}

	private static void refused(OrderIntake intake, Optional<IdempotencyKey> key) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> intake.take(ORDER, key))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ProblemKind.UNAVAILABLE));
	}

	private double count(String counter) {
		return this.meters.get(counter).counter().count();
	}

	/** Its keys are not read. */
	private OrderIntake intake(Consumer<OrderRequested> append) {
		KeyedRequests keys = new RequestConfiguration().keyedRequests(
				new IdempotencySettings("0123456789abcdef", List.of(), Duration.ofDays(3), null, Path.of("unused")),
				new DefaultKafkaConsumerFactory<>(Map.of()), LOG, CLOCK);
		return new OrderIntake(new OrderIds(new TopicLayout(1, 1, 1, true), CLOCK), keys, append::accept,
				new StandInShop().shop(), SETTINGS, new IntakeMetrics(this.meters), CLOCK);
	}

}
