package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a letter waits before it is tried again: twice as long each time, less a
 * random part of up to a half, so that those who failed together do not come back
 * together.
 *
 * @param first the longest first wait
 * @param longest the longest wait of all
 */
public record Backoff(@DefaultValue("1s") Duration first, @DefaultValue("30m") Duration longest) {

	/**
	 * Checks the waits.
	 * @throws IllegalArgumentException if they make no sense
	 */
	public Backoff {
		if (!first.isPositive() || longest.compareTo(first) < 0) {
			throw new IllegalArgumentException("reparto.mail.retry needs longest >= first > 0, not first=" + first
					+ ", longest=" + longest + "; set e.g. first=1s, longest=30m");
		}
	}

	/**
	 * The wait after a failure.
	 * @param failures how often it has failed in a row, at least 1
	 * @param random decides the random part
	 * @return the wait
	 */
	public Duration delay(int failures, RandomGenerator random) {
		Duration full = this.first;
		for (int i = 1; i < failures && full.compareTo(this.longest) < 0; i++) {
			full = full.multipliedBy(2);
		}
		long nanos = ((full.compareTo(this.longest) < 0) ? full : this.longest).toNanos();
		return Duration.ofNanos(nanos - random.nextLong(nanos / 2 + 1));
	}

}
