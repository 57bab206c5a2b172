package cl.reparto.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTests {

	private final AtomicLong clock = new AtomicLong();

	private final List<String> hired = new ArrayList<>();

	@Test
	void countAllTurnsOfEachAfterTheWarmUp() throws Exception {
		Turns turns = new Turns(1, Duration.ZERO, Duration.ofSeconds(10), Duration.ofMillis(200), this.clock::get);

		List<Limit> limits = turns.measure(List.of(taking(10, "slow"), taking(5, "fast")));

		assertThat(limits).extracting(Limit::what).containsExactly("slow", "fast");
		assertThat(limits).extracting(Limit::perSecond).containsExactly(100.0, 200.0);
		assertThat(limits).extracting((limit) -> limit.times().getTotalCount()).containsExactly(400L, 800L);
		assertThat(limits).extracting((limit) -> limit.times().getMinValue()).containsExactly(10_000L, 5_000L);
	}

	@Test
	void areTakenOneAfterTheOther() throws Exception {
		new Turns(1, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), this.clock::get)
			.measure(List.of(taking(100, "a"), taking(100, "b")));

		assertThat(this.hired).hasSize(42).startsWith("a", "b", "a", "b");
	}

	private Contender taking(long milliseconds, String what) {
		return new Contender(what, () -> {
			this.hired.add(what);
			return () -> this.clock.addAndGet(Duration.ofMillis(milliseconds).toNanos());
		});
	}

}
