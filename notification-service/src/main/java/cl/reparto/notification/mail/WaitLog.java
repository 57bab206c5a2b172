package cl.reparto.notification.mail;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that something has to wait: once a minute at most, since all that wait together
 * have the same story to tell.
 */
final class WaitLog {

	private static final Logger log = LoggerFactory.getLogger(WaitLog.class);

	private static final Duration QUIET = Duration.ofMinutes(1);

	private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

	private final Outbox outbox;

	WaitLog(Outbox outbox) {
		this.outbox = outbox;
	}

	void warn(Task task, String why) {
		long until = this.quietUntil.get();
		long now = System.nanoTime();
		if (now - until >= 0 && this.quietUntil.compareAndSet(until, now + QUIET.toNanos())) {
			log.warn("{} of {} has to wait: {}; {} in all are not done", task.getClass().getSimpleName(), task.line(),
					why, this.outbox.size());
		}
	}

}
