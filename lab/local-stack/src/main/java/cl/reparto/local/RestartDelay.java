package cl.reparto.local;

import java.time.Duration;

/**
 * How long to wait before a process that died is started again: not at all at first, but
 * longer and longer for one that dies again and again as soon as it is started.
 */
final class RestartDelay {

	private static final Duration HEALTHY = Duration.ofSeconds(10);

	private static final Duration FIRST = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private Duration next = Duration.ZERO;

	/**
	 * The wait before the next start.
	 * @param lived how long the process ran
	 * @return zero to 10 seconds
	 */
	Duration after(Duration lived) {
		Duration wait = (lived.compareTo(HEALTHY) >= 0) ? Duration.ZERO : this.next;
		Duration longer = wait.isZero() ? FIRST : wait.multipliedBy(2);
		this.next = (longer.compareTo(LONGEST) < 0) ? longer : LONGEST;
		return wait;
	}

}
