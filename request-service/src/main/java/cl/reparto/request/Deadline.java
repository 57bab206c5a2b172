package cl.reparto.request;

import java.time.Duration;

/**
 * Until when an answer may be waited for.
 *
 * @param nanoTime a time of {@link System#nanoTime()}
 */
record Deadline(long nanoTime) {

	static Deadline in(Duration duration) {
		return new Deadline(System.nanoTime() + duration.toNanos());
	}

	/**
	 * The time that is left.
	 * @return nanoseconds; 0 or less if it is over
	 */
	long nanosLeft() {
		return this.nanoTime - System.nanoTime();
	}

}
