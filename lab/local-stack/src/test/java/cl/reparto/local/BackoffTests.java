package cl.reparto.local;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff backoff = new Backoff();

	@Test
	void doesNotWaitTheFirstTime() {
		assertThat(this.backoff.after(Duration.ofSeconds(1))).isZero();
	}

	@Test
	void waitsLongerEachTimeThatItDiesAtOnce() {
		assertThat(Stream.generate(() -> this.backoff.after(Duration.ofSeconds(1)).toMillis()).limit(8))
			.containsExactly(0L, 500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
	}

	@Test
	void forgivesOneThatRanForAWhile() {
		this.backoff.after(Duration.ofSeconds(1));
		this.backoff.after(Duration.ofSeconds(1));

		assertThat(this.backoff.after(Duration.ofSeconds(10))).isZero();
		assertThat(this.backoff.after(Duration.ofSeconds(1))).hasMillis(500);
	}

}
