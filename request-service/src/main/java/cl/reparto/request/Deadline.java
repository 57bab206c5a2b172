package cl.reparto.request;

import java.time.Duration;

/**
 * Until when an answer may be waited for.
 *
 * @param nanoTime a time of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

	/**
	 * A deadline from now on.
	 * @param duration how long there is
	 * @return the deadline
	 */
	public static Deadline in(Duration duration) {
		return new Deadline(System.nanoTime() + duration.toNanos());
	}

	/**
	 * The time that is left.
	 * @return zero or less if it is over
	 */
	public Duration left() {
		return Duration.ofNanos(this.nanoTime - System.nanoTime());
	}

}
