package cl.reparto.load.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.load.result.Baseline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTests {

	private final AtomicLong clock = new AtomicLong();

	private final List<String> connected = new ArrayList<>();

	@Test
	void countAllTurnsOfEachAfterTheWarmUp() throws Exception {
		Turns turns = new Turns(1, Duration.ZERO, timing(200), this.clock::get);

		List<Baseline> measured = turns.measure(List.of(taking(10, "slow"), taking(5, "fast")));

		assertThat(measured).extracting(Baseline::what).containsExactly("slow", "fast");
		assertThat(measured).extracting(Baseline::perSecond).containsExactly(100.0, 200.0);
		assertThat(measured).extracting((each) -> each.times().getTotalCount()).containsExactly(60L, 120L);
		assertThat(measured).extracting((each) -> each.times().getMinValue()).containsExactly(10_000L, 5_000L);
	}

	@Test
	void areTakenOneAfterTheOther() throws Exception {
		new Turns(1, Duration.ZERO, timing(1000), this.clock::get).measure(List.of(taking(100, "a"), taking(100, "b")));

		assertThat(this.connected).hasSize(8).startsWith("a", "b", "a", "b");
	}

	@Test
	void warmUpNoFasterThanTheyMeasure() throws Exception {
		AtomicInteger done = new AtomicInteger();
		Timing timing = new Timing(Duration.ofMillis(20), 1, Duration.ZERO, Duration.ofMillis(20));

		new Turns(1, Duration.ofMillis(10), timing).measure(List.of(new Contender("a", () -> done::incrementAndGet)));

		assertThat(done).hasValueLessThanOrEqualTo(6);
	}

	private static Timing timing(long millis) {
		return new Timing(Duration.ofSeconds(10), 3, Duration.ofMillis(500), Duration.ofMillis(millis));
	}

	private Contender taking(long milliseconds, String what) {
		return new Contender(what, () -> {
			this.connected.add(what);
			return () -> this.clock.addAndGet(Duration.ofMillis(milliseconds).toNanos());
		});
	}

}
