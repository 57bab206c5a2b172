package cl.reparto.local;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartDelayTests {

	private final RestartDelay delay = new RestartDelay();

	@Test
	void doesNotWaitTheFirstTime() {
		assertThat(this.delay.after(Duration.ofSeconds(1))).isZero();
	}

	@Test
	void waitsLongerEachTimeThatItDiesAtOnce() {
		assertThat(Stream.generate(() -> this.delay.after(Duration.ofSeconds(1)).toMillis()).limit(8))
			.containsExactly(0L, 500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
	}

	@Test
	void forgivesOneThatRanForAWhile() {
		this.delay.after(Duration.ofSeconds(1));
		this.delay.after(Duration.ofSeconds(1));

		assertThat(this.delay.after(Duration.ofSeconds(10))).isZero();
		assertThat(this.delay.after(Duration.ofSeconds(1))).hasMillis(500);
	}

}
