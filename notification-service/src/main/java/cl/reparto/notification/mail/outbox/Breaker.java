package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Spares a mail server that takes no mail at all. While it does not, one letter at a time
 * is tried, ever less often. Keeps no clock: times are nanoseconds as of
 * {@link System#nanoTime()}.
 */
final class Breaker {

	/** A server that is back is noticed by then, and one that is not is not bothered. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final Backoff backoff;

	private int failures;

	private long until;

	private boolean trying;

	Breaker(Backoff backoff) {
		Duration longest = backoff.longest();
		this.backoff = new Backoff(backoff.first(), (longest.compareTo(LONGEST) < 0) ? longest
				: (backoff.first().compareTo(LONGEST) < 0) ? LONGEST : backoff.first());
	}

	/** Whether a letter may be tried. */
	boolean isClosed(long now) {
		return this.failures == 0 || (!this.trying && now - this.until >= 0);
	}

	/** Whether the server has taken mails, as far as is known. */
	boolean serverWorks() {
		return this.failures == 0;
	}

	/** How long until one may be, unless one is being tried. */
	long untilNext(long now) {
		return (this.trying) ? Long.MAX_VALUE : this.until - now;
	}

	/** A letter is tried. */
	void begin() {
		this.trying = this.failures > 0;
	}

	/** What was tried is over, whatever came of it. */
	void end() {
		this.trying = false;
	}

	/** The server takes mails. */
	void close() {
		this.failures = 0;
	}

	/** The server takes no mail. What was tried beside a failure counts with it. */
	void open(long now) {
		if (this.failures == 0 || now - this.until >= 0) {
			this.failures++;
			this.until = now + this.backoff.delay(this.failures, ThreadLocalRandom.current()).toNanos();
		}
	}

}
