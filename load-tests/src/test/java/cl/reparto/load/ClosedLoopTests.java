package cl.reparto.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClosedLoopTests {

	private static final ClosedLoop LOOP = new ClosedLoop(4, Duration.ofMillis(10), Duration.ofMillis(20));

	@Test
	void countsWhatIsDoneAfterTheWarmUp() throws Exception {
		AtomicLong clock = new AtomicLong();
		ClosedLoop loop = new ClosedLoop(1, Duration.ofMillis(100), Duration.ofMillis(200), clock::get);

		Limit limit = loop.measure("work", () -> () -> clock.addAndGet(Duration.ofMillis(10).toNanos()));

		assertThat(limit.times().getTotalCount()).isEqualTo(20);
		assertThat(limit.times().getMinValue()).isEqualTo(10_000);
		assertThat(limit.perSecond()).isEqualTo(100);
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

}
