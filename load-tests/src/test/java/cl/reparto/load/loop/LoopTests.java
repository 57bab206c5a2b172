package cl.reparto.load.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.load.result.Baseline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoopTests {

	@Test
	void beginsNoSoonerThanIsDue() throws Exception {
		AtomicInteger done = new AtomicInteger();

		loop(1, 10).measure("work", () -> done::incrementAndGet);

		assertThat(done).hasValueBetween(1, 4);
	}

	@Test
	void makesUpForWhoWasWokenLate() {
		Loop loop = new Loop(1, Duration.ofNanos(10), Duration.ZERO, Duration.ZERO, () -> 0);

		assertThat(loop.dueAfter(100, 107)).isEqualTo(110);
		assertThat(loop.dueAfter(100, 113)).isEqualTo(113);
	}

	@Test
	void countsThoseWhoWaitMeanwhile() throws Exception {
		AtomicLong clock = new AtomicLong();
		Loop loop = new Loop(1, Duration.ofMillis(1), Duration.ZERO, Duration.ofMillis(20), clock::get);

		Baseline baseline = loop.measure("work", () -> () -> clock.addAndGet(Duration.ofMillis(10).toNanos()));

		assertThat(baseline.times().getTotalCount()).isEqualTo(20);
		assertThat(baseline.times().getMinValue()).isEqualTo(1000);
		assertThat(baseline.times().getMaxValue()).isBetween(10_000L, 10_007L);
	}

	@Test
	void countsWhoIsStillWaitingAtTheEnd() throws Exception {
		AtomicLong clock = new AtomicLong();
		Loop loop = new Loop(1, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMillis(20), clock::get);

		Baseline baseline = loop.measure("work", () -> () -> clock.addAndGet(Duration.ofMillis(30).toNanos()));

		assertThat(baseline.times().getTotalCount()).isEqualTo(1);
	}

	@Test
	void makesAClientForEachThread() throws Exception {
		AtomicInteger connected = new AtomicInteger();

		loop(4, 0).measure("work", () -> {
			connected.incrementAndGet();
			return Thread::yield;
		});

		assertThat(connected).hasValue(4);
	}

	@Test
	void tellsWhatFailed() {
		Loop timeless = new Loop(1, Duration.ZERO, Duration.ZERO, Duration.ofMillis(20), () -> 0);

		assertThatThrownBy(() -> timeless.measure("work", () -> () -> {
			throw new IllegalArgumentException("no");
		})).hasMessage("work failed: java.lang.IllegalArgumentException: no").hasRootCauseMessage("no");
	}

	private static Loop loop(int workers, long everyMillis) {
		return new Loop(workers, Duration.ofMillis(everyMillis), Duration.ofMillis(10), Duration.ofMillis(20),
				System::nanoTime);
	}

}
