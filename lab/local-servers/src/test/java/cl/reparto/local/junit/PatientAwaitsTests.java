package cl.reparto.local.junit;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PatientAwaitsTests {

	@Test
	void waitForLongerThanTenSecondsUnlessTheySayForHowLong() {
		AtomicLong left = new AtomicLong();

		await().conditionEvaluationListener((condition) -> left.set(condition.getRemainingTimeInMS()))
			.until(() -> true);

		assertThat(left).hasValueGreaterThan(20_000);
	}

}
