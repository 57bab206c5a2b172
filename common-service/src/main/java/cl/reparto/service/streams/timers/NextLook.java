package cl.reparto.service.streams.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets a task look at the clock when something is due, and seldom otherwise. After each
 * look, Kafka Streams commits in a transaction of its own, whether there was anything to
 * do or not. For the task's thread.
 */
public final class NextLook {

	/** However much later something is due. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final ProcessingContext context;

	private final Duration tick;

	private final UnaryOperator<@Nullable Instant> look;

	private Cancellable scheduled;

	private Instant at;

	/**
	 * Looks for the first time after a tick.
	 * @param context the task's
	 * @param tick the least time between two looks
	 * @param look looks; gets the time, gives when something is due next, or null
	 */
	public NextLook(ProcessingContext context, Duration tick, UnaryOperator<@Nullable Instant> look) {
		this.context = context;
		this.tick = tick;
		this.look = look;
		this.at = now().plus(tick);
		this.scheduled = schedule(tick);
	}

	/**
	 * Looks by then, if not before.
	 * @param due when something is due; null for nothing
	 */
	public void by(@Nullable Instant due) {
		if (due == null || !due.isBefore(this.at)) {
			return;
		}
		Instant now = now();
		Instant next = next(due, now);
		if (next.isBefore(this.at)) {
			lookAt(next, now);
		}
	}

	private void look(Instant now) {
		Instant due = this.look.apply(now);
		lookAt((due != null) ? next(due, now) : now.plus(LONGEST), now);
	}

	private Instant next(Instant due, Instant now) {
		Instant earliest = now.plus(this.tick);
		Instant latest = now.plus(LONGEST);
		return due.isBefore(earliest) ? earliest : due.isAfter(latest) ? latest : due;
	}

	private void lookAt(Instant next, Instant now) {
		this.scheduled.cancel();
		this.at = next;
		this.scheduled = schedule(Duration.between(now, next));
	}

	private Cancellable schedule(Duration in) {
		return this.context.schedule(in, PunctuationType.WALL_CLOCK_TIME,
				(millis) -> look(Instant.ofEpochMilli(millis)));
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.context.currentSystemTimeMs());
	}

}
