package cl.reparto.request;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import cl.reparto.model.OrderRequested;
import cl.reparto.request.keys.AnySecret;
import cl.reparto.request.keys.DerivedIds;
import cl.reparto.request.keys.Fingerprint;
import cl.reparto.request.keys.IdempotencyKey;
import cl.reparto.request.keys.KeyedOrders;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OrderIntakeTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private static final NewOrder ORDER = new NewOrder("Empanadas", BigDecimal.TEN, "ana@example.cl");

	private static final Optional<IdempotencyKey> KEY = Optional.of(new IdempotencyKey("a key"));

	private static final DerivedIds IDS = AnySecret.ids();

	private static final RequestSettings SETTINGS = new RequestSettings(Duration.ofMillis(50), Duration.ofSeconds(1),
			1);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final KeyedOrders keyedOrders = new KeyedOrders();

	private final List<OrderRequested> log = new ArrayList<>();

	@Test
	void keepsAnOrderWithoutAKeyAndWaitsForNothingElse() {
		UUID id = intake(this.log::add).take(ORDER, Optional.empty());

		assertThat(this.log).containsExactly(ORDER.requested(id, NOW));
		assertThat(count("reparto.orders.accepted")).isOne();
	}

	@Test
	void keepsAnOrderWithAKeyOnceItReadsItBack() {
		UUID id = intake(this::appendAndRead).take(ORDER, KEY);

		assertThat(this.log).containsExactly(ORDER.requested(id, NOW));
		assertThat(count("reparto.orders.accepted")).isOne();
	}

	@Test
	void keepsARepeatedOrderOnce() {
		OrderIntake intake = intake(this::appendAndRead);
		UUID id = intake.take(ORDER, KEY);

		assertThat(intake.take(ORDER, KEY)).isEqualTo(id);
		assertThat(this.log).hasSize(1);
		assertThat(count("reparto.orders.accepted")).isOne();
		assertThat(count("reparto.orders.repeated")).isOne();
	}

	@Test
	void givesWayToAnotherInstanceThatWasFirst() {
		OrderIntake intake = intake((order) -> {
			this.keyedOrders.note(new NewOrder("other", BigDecimal.TEN, "ana@example.cl").requested(order.id(), NOW));
			appendAndRead(order);
		});

		refused(intake, KEY, ProblemKind.IDEMPOTENCY_KEY_REUSED);
		assertThat(count("reparto.orders.accepted")).isZero();
	}

	@Test
	void sharesTheOrderOfAnotherInstanceThatWasFirstWithTheSame() {
		UUID id = intake((order) -> {
			this.keyedOrders.note(ORDER.requested(order.id(), NOW.minusSeconds(1)));
			appendAndRead(order);
		}).take(ORDER, KEY);

		assertThat(this.keyedOrders.first(id)).contains(Fingerprint.of(ORDER.requested(id, NOW)));
	}

	@Test
	void isNotSureOfAnOrderThatItDoesNotReadBack() {
		refused(intake(this.log::add), KEY, ProblemKind.UNAVAILABLE);
	}

	@Test
	void knowsNothingOfAnOrderThatWasNotKept() {
		OrderIntake intake = intake((_) -> {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		});

		refused(intake, KEY, ProblemKind.UNAVAILABLE);
		assertThat(this.keyedOrders.first(id())).isEmpty();
	}

	@Test
	void refusesAtOnceWhatComesWhileItHasEnoughInHand() {
		AtomicReference<OrderIntake> self = new AtomicReference<>();
		self.set(intake((order) -> {
			if (this.log.isEmpty()) {
				this.log.add(order);
				refused(self.get(), Optional.empty(), ProblemKind.UNAVAILABLE);
			}
		}));

		self.get().take(ORDER, Optional.empty());

		assertThat(self.get().take(ORDER, Optional.empty())).isNotNull();
	}

	private void appendAndRead(OrderRequested order) {
		this.log.add(order);
		this.keyedOrders.note(order);
	}

	private void refused(OrderIntake intake, Optional<IdempotencyKey> key, ProblemKind kind) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> intake.take(ORDER, key))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(kind));
	}

	private double count(String counter) {
		return this.meters.get(counter).counter().count();
	}

	private UUID id() {
		return IDS.of(KEY.orElseThrow());
	}

	private OrderIntake intake(Consumer<OrderRequested> append) {
		return new OrderIntake(new OrderIds(new TopicLayout(1, 1, 1), CLOCK), IDS, append::accept, this.keyedOrders,
				SETTINGS, new IntakeMetrics(this.meters), CLOCK);
	}

}
