package cl.reparto.processing.machine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.OrderRules;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.Stages;
import cl.reparto.service.streams.timers.TimerIndex;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OrderTopologyTests {

	private static final Duration TICK = Machine.TICK;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private SimpleMeterRegistry registry = new SimpleMeterRegistry();

	/** When the metrics are looked at. */
	private Instant scraped = TIME;

	private Machine machine = machine(new Stages(MINUTE, MINUTE, MINUTE));

	@AfterEach
	void stop() {
		this.machine.close();
	}

	@Test
	void walksAnOrderThroughItsFourStatusesInTime() {
		OrderRequested request = anOrder().requested();

		this.machine.post(request);
		this.machine.advance(MINUTE.multipliedBy(3).plus(TICK.multipliedBy(3)));

		List<OrderProgress> steps = this.machine.progress.readValuesToList();
		assertThat(steps).extracting(OrderProgress::status).containsExactlyElementsOf(Status.STEPS);
		assertThat(steps).allSatisfy((step) -> assertThat(step.request()).isEqualTo(request));
		assertThat(Duration.between(TIME, steps.getLast().reachedAt())).isBetween(MINUTE.multipliedBy(3),
				MINUTE.multipliedBy(3).plus(TICK.multipliedBy(3)));
	}

	@Test
	void changesNothingForARepeatedRequest() {
		OrderRequested request = anOrder().requested();
		this.machine.post(request);
		this.machine.progress.readValuesToList();

		this.machine.post(again(request, TIME.plusSeconds(5)));

		assertThat(this.machine.progress.isEmpty()).isTrue();
		assertThat(this.machine.deadLetters.isEmpty()).isTrue();
		assertThat(this.registry.get("reparto.orders.repeated").counter().count()).isEqualTo(1);
	}

	@Test
	void refusesAnotherOrderOfTheSameId() {
		OrderBuilder request = anOrder();
		this.machine.post(request.requested());

		this.machine.post(request.named("13 sopaipillas").requested());

		assertThat(this.machine.progress.readValuesToList()).hasSize(1);
		assertThat(whyOf(this.machine.deadLetters.readRecord())).isEqualTo("another order has this id");
	}

	@Test
	void passesOverTheLaterOfTwoOrdersUnderOneKey() {
		OrderBuilder request = anOrder().id(UUID.fromString("0bba5b0c-8ca9-81dc-894a-2b63a51650a0"));
		this.machine.post(request.requested());

		this.machine.post(request.named("13 sopaipillas").requested());

		assertThat(this.machine.progress.readValuesToList()).hasSize(1);
		assertThat(this.machine.deadLetters.isEmpty()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("poison")
	void sendsPoisonToTheDeadLettersAndGoesOn(byte @Nullable [] key, byte @Nullable [] value, String why) {
		TestRecord<byte[], byte[]> poison = new TestRecord<>(key, value);
		poison.headers().add(DeadLetter.WHY, "forged".getBytes(UTF_8));

		this.machine.requests.pipeInput(poison);
		this.machine.post(anOrder().requested());

		TestRecord<byte[], byte[]> dead = this.machine.deadLetters.readRecord();
		assertThat(dead.key()).isEqualTo(key);
		assertThat(dead.value()).isEqualTo(value);
		assertThat(whyOf(dead)).contains(why);
		assertThat(dead.headers().headers(DeadLetter.WHY)).hasSize(1);
		assertThat(new String(dead.headers().lastHeader(DeadLetter.OFFSET).value(), UTF_8)).isEqualTo("0");
		assertThat(this.machine.deadLetters.isEmpty()).isTrue();
		assertThat(this.machine.progress.readValuesToList()).hasSize(1);
	}

	static Stream<@Nullable Object[]> poison() {
		UUID id = UUID.randomUUID();
		byte[] key = id.toString().getBytes(UTF_8);
		byte[] good = Topics.ORDER_REQUESTS.write(anOrder().requested());
		return Stream.of(new @Nullable Object[] { null, good, "no key" },
				new @Nullable Object[] { key, null, "no value" }, new Object[] { key, new byte[0], "malformed JSON" },
				new Object[] { key, "{".getBytes(UTF_8), "malformed" },
				new Object[] { key, "null".getBytes(UTF_8), "null" },
				new Object[] { key, good, "the key is not the order's id" },
				new Object[] { key,
						("{\"id\":\"" + id + "\",\"name\":\"a\",\"price\":-1,\"email\":\"a@b.cl\"}").getBytes(UTF_8),
						"price must be above 0" },
				new Object[] { key,
						("{\"id\":\"" + id + "\",\"name\":\"a\",\"price\":\"1\",\"email\":\"a@b.cl\"}").getBytes(UTF_8),
						"price" });
	}

	@Test
	void forgetsAFinishedOrderAfterTheRetentionAndTellsTheViews() {
		OrderRequested request = finished();

		this.machine.driver.advanceWallClockTime(Machine.RETENTION.plus(TICK));

		KeyValue<String, @Nullable OrderProgress> tombstone = this.machine.progress.readKeyValue();
		assertThat(tombstone.key).isEqualTo(request.id().toString());
		assertThat(tombstone.value).isNull();
	}

	@Test
	void remembersAForgottenOrderForAsLongAsItsRequestCanComeAgain() {
		OrderRequested request = finished();
		this.machine.driver.advanceWallClockTime(Machine.RETENTION.plus(TICK));
		this.machine.progress.readKeyValuesToList();

		this.machine.post(request);
		this.machine.driver.advanceWallClockTime(Topics.REMEMBERED.minus(TICK));
		this.machine.post(request);

		assertThat(this.machine.progress.isEmpty()).isTrue();
		assertThat(this.machine.deadLetters.isEmpty()).isTrue();
		assertThat(this.machine.orders().get(request.id())).hasSizeLessThan(40);
		this.machine.driver.advanceWallClockTime(TICK.multipliedBy(2));
		assertThat(this.machine.orders().get(request.id())).isNull();
		assertThat(this.machine.timers().approximateNumEntries()).isZero();
	}

	@Test
	void refusesWhatIsOlderThanOrdersAreRemembered() {
		OrderRequested request = anOrder().requested();

		this.machine.post(request, TIME.minus(Topics.REMEMBERED).minusMillis(1));

		assertThat(whyOf(this.machine.deadLetters.readRecord())).isEqualTo("older than orders are remembered");
		assertThat(this.machine.progress.isEmpty()).isTrue();
	}

	/** A key of long ago that is used again. */
	@Test
	void beginsAnewWhatIsAskedForLongAfterItWasForgotten() {
		OrderBuilder order = anOrder();
		finished(order.requested());
		this.machine.driver.advanceWallClockTime(Machine.RETENTION.plus(TICK));
		this.machine.progress.readKeyValuesToList();
		Instant later = TIME.plus(Machine.RETENTION).plus(Duration.ofDays(2));

		this.machine.driver.advanceWallClockTime(Duration.ofDays(2));
		this.machine.post(order.priced("1").requested(), later);
		assertThat(this.machine.progress.readValuesToList()).hasSize(4);
		this.machine.driver.advanceWallClockTime(Topics.REMEMBERED.minus(Duration.ofDays(1)));
		this.machine.post(order.priced("1").requested(), later);

		assertThat(this.machine.progress.readKeyValuesToList()).as("its tombstone").hasSize(1);
		assertThat(this.machine.deadLetters.isEmpty()).isTrue();
	}

	/** A version may come that lets longer names in, and go again. */
	@Test
	void walksAnOrderThatTheDoorWouldNotLetIn() {
		this.machine.post(anOrder().named("a".repeat(OrderRules.MAX_NAME + 1)).requested());

		this.machine.advance(MINUTE.multipliedBy(3).plus(TICK.multipliedBy(3)));

		assertThat(this.machine.progress.readValuesToList()).extracting(OrderProgress::status)
			.containsExactlyElementsOf(Status.STEPS);
	}

	@Test
	void anOrderThatCannotBeReadWaitsForAVersionThatCanAndHoldsUpNoOther(CapturedOutput output) {
		OrderRequested strange = anOrder().requested();
		OrderRequested usual = anOrder().requested();
		this.machine.post(strange);
		this.machine.post(usual);
		this.machine.progress.readValuesToList();
		byte[] readable = this.machine.orders().get(strange.id());
		this.machine.orders()
			.put(strange.id(), new String(readable, UTF_8).replace("recibido", "demorado").getBytes(UTF_8));

		this.machine.advance(MINUTE.plus(TICK));
		assertThat(this.machine.progress.readValuesToList()).extracting(OrderProgress::id).containsExactly(usual.id());
		assertThat(this.registry.get("reparto.orders.unreadable").counter().count()).isEqualTo(1);
		assertThat(output).containsOnlyOnce("version that can read them: order " + strange.id());
		this.machine.post(strange);
		this.machine.orders().put(strange.id(), readable);
		this.machine.driver.advanceWallClockTime(MINUTE);

		assertThat(this.machine.progress.readValuesToList()).extracting(OrderProgress::id).contains(strange.id());
		assertThat(whyOf(this.machine.deadLetters.readRecord())).contains("status must be one of");
	}

	/** The version before kept finished orders whole. */
	@Test
	void remembersAndForgetsWhatWasKeptWhole() {
		OrderBuilder order = anOrder();
		OrderProgress old = order.at(Status.FINALIZADO);
		this.machine.orders().put(old.id(), Topics.ORDER_PROCESSING.write(old));
		new TimerIndex(this.machine.timers(), 1).add(new TimerIndex.Entry(TIME.plus(MINUTE),
				Bytes.wrap(ByteBuffer.allocate(16)
					.putLong(old.id().getMostSignificantBits())
					.putLong(old.id().getLeastSignificantBits())
					.array()),
				(byte) 4));

		this.machine.post(order.requested());
		this.machine.driver.advanceWallClockTime(MINUTE.plus(TICK));
		this.machine.post(order.requested());

		assertThat(this.machine.progress.readKeyValuesToList()).singleElement()
			.satisfies((tombstone) -> assertThat(tombstone.value).isNull());
		assertThat(this.machine.deadLetters.isEmpty()).isTrue();
		assertThat(this.machine.orders().get(old.id())).hasSizeLessThan(40);
	}

	private OrderRequested finished() {
		OrderRequested request = anOrder().requested();
		finished(request);
		return request;
	}

	private void finished(OrderRequested request) {
		start(new Stages(Duration.ZERO, Duration.ZERO, Duration.ZERO));
		this.machine.post(request);
		this.machine.progress.readValuesToList();
	}

	@Test
	void countsTheOrdersThatWait() {
		this.machine.post(anOrder().requested());
		this.machine.post(anOrder().requested());
		this.machine.advance(MINUTE.plus(TICK));

		assertThat(waiting(Status.RECIBIDO)).isZero();
		assertThat(waiting(Status.PREPARANDO)).isEqualTo(2);
	}

	@Test
	void tellsForHowLongTheOldestOrderHasBeenDue() {
		Stream.generate(() -> anOrder().requested()).limit(1_000).forEach(this.machine::post);
		this.machine.driver.advanceWallClockTime(MINUTE);

		this.scraped = TIME.plus(MINUTE).plusSeconds(30);

		assertThat(overdue()).as("a tick does not take them all").isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void tellsThatAnOrderIsDueThoughNobodyTicks() {
		this.machine.post(anOrder().requested());
		this.machine.driver.advanceWallClockTime(TICK);

		this.scraped = TIME.plus(MINUTE).plusSeconds(7);

		assertThat(overdue()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void hasNoOrderOverdueWhileAllGoOnInTime() {
		this.machine.post(anOrder().requested());
		this.machine.advance(MINUTE.plus(TICK));

		this.scraped = TIME.plus(MINUTE).plus(TICK);

		assertThat(overdue()).isZero();
	}

	@Test
	void walksOnMoreOrdersThanFitIntoOneTick() {
		Stream.generate(() -> anOrder().requested()).limit(1_000).forEach(this.machine::post);
		this.machine.progress.readValuesToList();

		this.machine.advance(MINUTE.plus(TICK.multipliedBy(6)));

		assertThat(this.machine.progress.readValuesToList()).hasSize(1_000)
			.allSatisfy((step) -> assertThat(step.status()).isEqualTo(Status.PREPARANDO));
	}

	@Test
	void aTickDoesNotReadTheOrdersThatWait() {
		TimerIndex timers = new TimerIndex(this.machine.timers(), 0);
		IntStream.range(0, 100_000)
			.forEach((i) -> timers.add(new TimerIndex.Entry(TIME.plus(Duration.ofHours(1)).plusMillis(i),
					Bytes.wrap(new byte[2 * Long.BYTES]), (byte) Status.RECIBIDO.number())));
		IntStream.range(1, 100)
			.forEach((tick) -> timers.add(new TimerIndex.Entry(TIME.plus(TICK.multipliedBy(tick)),
					OrderTimers.subject(UUID.randomUUID()), (byte) Status.RECIBIDO.number())));
		Duration readingThemAll = timeOf(() -> timers.read(Integer.MAX_VALUE, (entry) -> {
		}));

		Duration aHundredTicks = timeOf(() -> this.machine.advance(TICK.multipliedBy(100)));

		assertThat(aHundredTicks).isLessThan(readingThemAll.multipliedBy(10));
	}

	private static Duration timeOf(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private void start(Stages stages) {
		this.machine.close();
		this.registry = new SimpleMeterRegistry();
		this.machine = machine(stages);
	}

	private Machine machine(Stages stages) {
		return new Machine(stages, ActionRules.DEFAULT, this.registry, () -> this.scraped);
	}

	private double waiting(Status status) {
		return this.registry.get("reparto.orders.waiting").tag("status", status.wireName()).gauge().value();
	}

	private Duration overdue() {
		return Duration.ofMillis((long) this.registry.get("reparto.orders.overdue").timeGauge().value(MILLISECONDS));
	}

	private static OrderRequested again(OrderRequested request, Instant at) {
		return new OrderRequested(request.id(), request.name(), request.price(), request.email(), at);
	}

	private static String whyOf(TestRecord<byte[], byte[]> dead) {
		return new String(dead.headers().lastHeader(DeadLetter.WHY).value(), UTF_8);
	}

}
