package cl.reparto.notification.mail.outbox;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BreakerTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Breaker breaker = new Breaker(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(30)));

	@Test
	void letsAllThroughAtFirst() {
		this.breaker.begin();

		assertThat(this.breaker.isClosed(0)).isTrue();
	}

	@Test
	void waitsAfterAFailureAndThenTriesOne() {
		this.breaker.open(0);

		assertThat(this.breaker.isClosed(0)).isFalse();
		assertThat(this.breaker.untilNext(0)).isBetween(SECOND / 2, SECOND);
		assertThat(this.breaker.isClosed(SECOND)).isTrue();
		this.breaker.begin();
		assertThat(this.breaker.isClosed(SECOND)).isFalse();
	}

	@Test
	void countsFailuresSideBySideAsOne() {
		for (int i = 0; i < 8; i++) {
			this.breaker.open(0);
		}

		assertThat(this.breaker.isClosed(SECOND)).isTrue();
	}

	@Test
	void waitsAMinuteAtMost() {
		long now = 0;
		for (int i = 0; i < 20; i++) {
			this.breaker.open(now);
			now += 60 * SECOND;
			assertThat(this.breaker.isClosed(now)).isTrue();
		}

		this.breaker.open(now);
		assertThat(this.breaker.untilNext(now)).isGreaterThanOrEqualTo(30 * SECOND);
	}

	@Test
	void forgetsWhenTheServerWorks() {
		this.breaker.open(0);

		this.breaker.close();

		assertThat(this.breaker.isClosed(0)).isTrue();
	}

}
