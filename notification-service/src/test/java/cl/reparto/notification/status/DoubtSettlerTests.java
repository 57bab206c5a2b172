package cl.reparto.notification.status;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import cl.reparto.service.process.Worker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

import static cl.reparto.notification.status.FixedLogs.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class DoubtSettlerTests {

	/** Where requests end, how far they are processed, where progress ends. */
	private static final int QUESTIONS_OF_A_PROOF = 3;

	private final FixedLogs logs = new FixedLogs();

	private final AtomicInteger opened = new AtomicInteger();

	private final Doubts doubts = new Doubts();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final Worker settler = new Worker("doubt-settler", new DoubtSettler(this.doubts, () -> {
		this.opened.incrementAndGet();
		return this.logs;
	}, new ViewPosition(), new ViewMetrics(this.registry, new Waiters()))::run, this.events::add);

	@AfterEach
	void stop() {
		this.settler.stop();
	}

	@Test
	void settlesADoubtAndTellsWhoeverRaisedIt() {
		this.settler.start();
		Semaphore told = new Semaphore(0);

		Doubts.Doubt doubt = this.doubts.raise(told::release);

		await().until(told::tryAcquire);
		assertThat(doubt.isSettled()).isTrue();
		await().until(() -> this.registry.get("reparto.status.proof").timer().count() == 1);
	}

	@Test
	void settlesAllDoubtsWithOneProof() {
		List<Doubts.Doubt> all = IntStream.range(0, 1000).mapToObj((i) -> raise()).toList();

		this.settler.start();

		await().until(() -> all.stream().allMatch(Doubts.Doubt::isSettled));
		assertThat(this.logs.questions).hasValue(QUESTIONS_OF_A_PROOF);
	}

	@Test
	void settlesADoubtOnlyWithAProofThatBeganAfterIt() {
		Semaphore answers = new Semaphore(0);
		this.logs.beforeAnswer = answers::acquireUninterruptibly;
		this.settler.start();
		Doubts.Doubt before = raise();
		await().until(() -> this.logs.questions.get() == 1);
		Doubts.Doubt during = raise();

		answers.release(QUESTIONS_OF_A_PROOF);

		await().until(before::isSettled);
		await().until(() -> this.logs.questions.get() == QUESTIONS_OF_A_PROOF + 1);
		assertThat(during.isSettled()).isFalse();
		answers.release(QUESTIONS_OF_A_PROOF);
		await().until(during::isSettled);
	}

	@Test
	void asksNothingWhenNobodyDoubts() {
		this.settler.start();

		Doubts.Doubt doubt = raise();

		await().until(doubt::isSettled);
		await().during(Duration.ofMillis(200))
			.until(() -> this.logs.questions.get() == QUESTIONS_OF_A_PROOF && this.opened.get() == 1);
	}

	@Test
	void goesOnWithAProofUntilItIsGiven() {
		this.logs.ends.put(requests(0), 1L);
		this.settler.start();
		Doubts.Doubt doubt = raise();
		await().until(() -> this.logs.questions.get() > 5);
		assertThat(doubt.isSettled()).isFalse();

		this.logs.processed.put(requests(0), 1L);

		await().until(doubt::isSettled);
	}

	@Test
	void givesUpAProofThatNobodyWaitsFor() {
		this.logs.ends.put(requests(0), 1L);
		this.settler.start();
		Doubts.Doubt hopeless = raise();
		await().until(() -> this.logs.questions.get() > 1);

		hopeless.close();
		this.logs.ends.put(requests(0), 0L);

		await().until(raise()::isSettled);
		assertThat(hopeless.isSettled()).isFalse();
	}

	@Test
	void beginsAgainWithANewClientAfterTrouble() {
		this.logs.beforeAnswer = () -> {
			throw new TimeoutException("no leader");
		};
		this.settler.start();
		Doubts.Doubt doubt = raise();
		await().until(() -> this.opened.get() == 2);

		this.logs.beforeAnswer = () -> {
		};

		await().until(doubt::isSettled);
		assertThat(this.events).isEmpty();
	}

	@Test
	void breaksLivenessWhenItHasDied() {
		this.logs.beforeAnswer = () -> {
			throw new IllegalStateException("a fault");
		};
		this.settler.start();

		raise();

		await().until(() -> this.events.size() == 1);
		assertThat(((AvailabilityChangeEvent<?>) this.events.getFirst()).getState()).isEqualTo(LivenessState.BROKEN);
	}

	private Doubts.Doubt raise() {
		return this.doubts.raise(() -> {
		});
	}

}
