package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTests {

	private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "1000000, 60" })
	void doublesUpToTheLongest(int failures, long seconds) {
		RandomGenerator none = () -> 0;

		assertThat(this.backoff.delay(failures, none)).isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void takesOffUpToAHalf() {
		Random random = new Random(1);

		for (int i = 0; i < 1000; i++) {
			assertThat(this.backoff.delay(1, random)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
		}
	}

	@Test
	void partsThoseWhoFailedTogether() {
		Random random = new Random(1);

		assertThat(this.backoff.delay(5, random)).isNotEqualTo(this.backoff.delay(5, random));
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, PT1S", "PT-1S, PT1S", "PT2S, PT1S" })
	void refusesWaitsThatMakeNoSense(Duration first, Duration longest) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(first, longest))
			.withMessageContaining("reparto.mail.retry");
	}

}
