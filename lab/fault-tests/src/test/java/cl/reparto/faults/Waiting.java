package cl.reparto.faults;

import java.time.Duration;
import java.util.concurrent.Callable;

import static org.awaitility.Awaitility.await;

/**
 * Time that passes within a fault.
 */
final class Waiting {

	private static final Duration LIMIT = Duration.ofMinutes(3);

	private Waiting() {
	}

	/** Lets a fault last. */
	static void pass(Duration time) throws InterruptedException {
		Thread.sleep(time);
	}

	/** Waits until something holds; whoever cannot be asked just now does not say so. */
	static void until(String what, Callable<Boolean> condition) {
		await(what).atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(500))
			.ignoreExceptions()
			.until(condition);
	}

}
