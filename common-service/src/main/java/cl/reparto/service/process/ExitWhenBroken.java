package cl.reparto.service.process;

import java.time.Duration;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationListener;

/**
 * Ends the process, with code 1, when its liveness is broken: a process that ends is
 * started again; one that is half alive is not. An orderly end gets 30 seconds. Added by
 * {@code main} alone, so that no test's JVM ends (decision 5).
 */
public final class ExitWhenBroken implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {

	private static final int BROKEN = 1;

	private final Duration grace;

	/** Ends broken processes. */
	public ExitWhenBroken() {
		this(Duration.ofSeconds(30));
	}

	ExitWhenBroken(Duration grace) {
		this.grace = grace;
	}

	/**
	 * On a thread of its own, since whoever publishes may be one that an orderly end
	 * awaits. Both threads are there before anything ends: what is broken may be that no
	 * class can be loaded any more.
	 */
	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
		if (event.getState() == LivenessState.BROKEN) {
			Thread.ofPlatform().daemon().name("end-at-last").start(this::haltAfterGrace);
			Thread.ofPlatform().name("end").start(() -> System.exit(BROKEN));
		}
	}

	private void haltAfterGrace() {
		try {
			Thread.sleep(this.grace);
		}
		catch (InterruptedException ex) {
			// Then at once.
		}
		Runtime.getRuntime().halt(BROKEN);
	}

}
