package cl.reparto.service.process;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Fails when the clock is set by more than two seconds. Kafka's clients and Kafka Streams
 * take their times from it: set back, they commit nothing, and no timer ends, until it is
 * again what it was. A process that starts anew knows no other time. A clock that is made
 * to run faster or slower is followed, and so is a process that stood still.
 */
final class ClockWatch implements Worker.Work {

	private static final Duration MOST = Duration.ofSeconds(2);

	private final InstantSource clock;

	private final LongSupplier nanos;

	private final Duration between;

	/** Compares the system's clock with its time since the start, twice a second. */
	ClockWatch() {
		this(InstantSource.system(), System::nanoTime, Duration.ofMillis(500));
	}

	ClockWatch(InstantSource clock, LongSupplier nanos, Duration between) {
		this.clock = clock;
		this.nanos = nanos;
		this.between = between;
	}

	/**
	 * Watches until interrupted.
	 * @throws IllegalStateException if the clock was set
	 */
	@Override
	public void run() throws InterruptedException {
		Duration before = beyondWhatPassed();
		while (true) {
			Thread.sleep(this.between);
			Duration now = beyondWhatPassed();
			Duration step = now.minus(before);
			if (step.abs().compareTo(MOST) > 0) {
				throw new CannotGoOnException("the clock was set by " + step.toMillis() + " ms");
			}
			before = now;
		}
	}

	/**
	 * What the clock says beyond the time that has passed. Looked at again if the process
	 * stood still meanwhile, which would look as if the clock had been set.
	 */
	private Duration beyondWhatPassed() {
		while (true) {
			long start = this.nanos.getAsLong();
			long wall = this.clock.millis();
			Duration took = Duration.ofNanos(this.nanos.getAsLong() - start);
			if (took.compareTo(MOST.dividedBy(4)) < 0) {
				return Duration.ofMillis(wall).minusNanos(start);
			}
		}
	}

}
