package cl.reparto.service;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationListener;

/**
 * Ends the process, with code 1, when its liveness is broken: a process that ends is
 * started again; one that is half alive is not. Added by {@code main} alone, so that no
 * test's JVM ends.
 */
public final class EndWhenBroken implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {

	/**
	 * On a thread of its own, since whoever publishes may be one that an orderly end
	 * awaits.
	 */
	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
		if (event.getState() == LivenessState.BROKEN) {
			Thread.ofPlatform().name("end").start(() -> System.exit(1));
		}
	}

}
