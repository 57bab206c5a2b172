package cl.reparto.service.process;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Warns of a trouble once until it changes or is over: what comes again with each try has
 * the same story to tell.
 */
public final class TroubleLog {

	private final Logger log;

	private final String what;

	private final Duration between;

	private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

	private volatile long quietUntil = System.nanoTime();

	/**
	 * Warns of each change.
	 * @param log where to
	 * @param what what does not work, such as "Cannot read order_requests"
	 */
	public TroubleLog(Logger log, String what) {
		this(log, what, Duration.ZERO);
	}

	/**
	 * Warns of changes, now and then.
	 * @param log where to
	 * @param what what does not work
	 * @param between the least time between two lines
	 */
	public TroubleLog(Logger log, String what, Duration between) {
		this.log = log;
		this.what = what;
		this.between = between;
	}

	/**
	 * There is trouble.
	 * @param reason why; said unless it was the last to be said
	 */
	public void report(String reason) {
		long now = System.nanoTime();
		if (now - this.quietUntil >= 0 && !reason.equals(this.trouble.getAndSet(reason))) {
			this.quietUntil = now + this.between.toNanos();
			this.log.warn("{}: {}", this.what, reason);
		}
	}

	/**
	 * All is well: the next trouble is news. Says so if trouble was said.
	 */
	public void over() {
		if (this.trouble.get() != null && this.trouble.getAndSet(null) != null) {
			this.log.info("Over: {}", this.what);
		}
	}

}
