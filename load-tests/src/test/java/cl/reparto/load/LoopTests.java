package cl.reparto.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoopTests {

	private static final Loop LOOP = loop(4, 0);

	@Test
	void countsWhatIsDoneAfterTheWarmUp() throws Exception {
		AtomicLong clock = new AtomicLong();
		Loop loop = new Loop(1, Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(200), clock::get);

		Limit limit = loop.measure("work", () -> () -> clock.addAndGet(Duration.ofMillis(10).toNanos()));

		assertThat(limit.times().getTotalCount()).isEqualTo(20);
		assertThat(limit.times().getMinValue()).isEqualTo(10_000);
		assertThat(limit.perSecond()).isEqualTo(100);
	}

	@Test
	void beginsNoSoonerThanIsDue() throws Exception {
		AtomicInteger done = new AtomicInteger();

		loop(1, 10).measure("work", () -> done::incrementAndGet);

		assertThat(done).hasValueBetween(1, 4);
	}

	@Test
	void countsThoseWhoWaitMeanwhile() throws Exception {
		AtomicLong clock = new AtomicLong();
		Loop loop = new Loop(1, Duration.ofMillis(1), Duration.ZERO, Duration.ofMillis(20), clock::get);

		Limit limit = loop.measure("work", () -> () -> clock.addAndGet(Duration.ofMillis(10).toNanos()));

		assertThat(limit.times().getTotalCount()).isEqualTo(10);
		assertThat(limit.times().getMinValue()).isEqualTo(1000);
		assertThat(limit.times().getMaxValue()).isBetween(10_000L, 10_007L);
	}

	@Test
	void makesAWorkerForEachThread() throws Exception {
		AtomicInteger hired = new AtomicInteger();

		LOOP.measure("work", () -> {
			hired.incrementAndGet();
			return Thread::yield;
		});

		assertThat(hired).hasValue(4);
	}

	@Test
	void tellsWhatFailed() {
		assertThatThrownBy(() -> LOOP.measure("work", () -> () -> {
			throw new IllegalArgumentException("no");
		})).hasMessage("work failed").hasRootCauseMessage("no");
	}

	private static Loop loop(int workers, long everyMillis) {
		return new Loop(workers, Duration.ofMillis(everyMillis), Duration.ofMillis(10), Duration.ofMillis(20),
				System::nanoTime);
	}

}
