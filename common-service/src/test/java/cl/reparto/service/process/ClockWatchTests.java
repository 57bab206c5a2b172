package cl.reparto.service.process;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class ClockWatchTests {

	private static final long START = Instant.parse("2026-11-27T12:00:00Z").toEpochMilli();

	private static final long AT_LAST = 10_000_000;

	/** Half a second passes from look to look. */
	private final AtomicInteger looks = new AtomicInteger();

	@ParameterizedTest
	@ValueSource(longs = { -3_600_000, -2_001, 2_001, 3_600_000 })
	void failsWhenTheClockIsSet(long step) {
		ClockWatch watch = watching((look) -> (look < 10) ? 0 : step);

		assertThatIllegalStateException().isThrownBy(watch::run).withMessage("the clock was set by " + step + " ms");
		assertThat(this.looks).hasValue(11);
	}

	@Test
	void bearsWithAClockThatIsMadeToRunFasterOrSlower() {
		ClockWatch watch = watching((look) -> (look < 100) ? 50L * look : (look < 200) ? 10_000 - 50L * look : AT_LAST);

		assertThatIllegalStateException().isThrownBy(watch::run);
		assertThat(this.looks).hasValue(201);
	}

	@Test
	void bearsWithAProcessThatStandsStillWhileItLooks() {
		AtomicLong nanos = new AtomicLong();
		AtomicInteger reads = new AtomicInteger();
		ClockWatch watch = new ClockWatch(() -> {
			// Stopped for a minute between the two clocks, each tenth time.
			if (reads.incrementAndGet() % 10 == 0) {
				nanos.addAndGet(Duration.ofMinutes(1).toNanos());
			}
			return Instant.ofEpochMilli(START + nanos.get() / 1_000_000 + ((reads.get() < 55) ? 0 : AT_LAST));
		}, () -> nanos.addAndGet(1_000_000), Duration.ofMillis(1));

		assertThatIllegalStateException().isThrownBy(watch::run);
		assertThat(reads).hasValue(55);
	}

	/** Each look reads the time that has passed before and after the clock. */
	private ClockWatch watching(IntToLongFunction set) {
		AtomicInteger reads = new AtomicInteger();
		return new ClockWatch(() -> {
			int look = this.looks.getAndIncrement();
			return Instant.ofEpochMilli(START + 500L * look + set.applyAsLong(look));
		}, () -> reads.getAndIncrement() / 2 * 500_000_000L, Duration.ofMillis(1));
	}

}
