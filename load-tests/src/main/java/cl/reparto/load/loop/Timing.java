package cl.reparto.load.loop;

import java.time.Duration;

/**
 * How long things are done that are measured by turns.
 *
 * @param warmUp how long each is done before it counts
 * @param turns how many turns each has
 * @param connecting how long, at the beginning of each turn, nothing counts
 * @param turn how long a turn counts
 */
public record Timing(Duration warmUp, int turns, Duration connecting, Duration turn) {

	/**
	 * Many turns, and short: so the machine is much the same in one and the next.
	 * @param warmUp how long each is done before it counts
	 */
	public static Timing after(Duration warmUp) {
		return new Timing(warmUp, 20, Duration.ofMillis(500), Duration.ofSeconds(1));
	}

}
