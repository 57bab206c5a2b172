package cl.reparto.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits for what will come by itself.
 */
final class Patience {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private Patience() {
	}

	/**
	 * Waits until something holds. Whoever cannot be asked just now does not say so.
	 * @param limit how long to wait
	 * @param condition asked every now and then; an exception counts as no
	 * @return whether it came to hold
	 * @throws IllegalStateException if interrupted
	 */
	static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
		long deadline = System.nanoTime() + limit.toNanos();
		while (!holds(condition)) {
			if (System.nanoTime() - deadline > 0) {
				return false;
			}
			pause();
		}
		return true;
	}

	private static boolean holds(BooleanSupplier condition) {
		try {
			return condition.getAsBoolean();
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
