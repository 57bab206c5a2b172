package cl.reparto.notification.status;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Settles doubts for as long as the service is up. Only a fault of the program itself
 * ends that before, and then the service's liveness is broken.
 */
@Component
final class SettlerLifecycle implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(SettlerLifecycle.class);

	private final DoubtSettler settler;

	private final ApplicationEventPublisher events;

	private @Nullable Thread thread;

	SettlerLifecycle(DoubtSettler settler, ApplicationEventPublisher events) {
		this.settler = settler;
		this.events = events;
	}

	@Override
	public void start() {
		this.thread = Thread.ofVirtual().name("doubt-settler").start(this::run);
	}

	private void run() {
		try {
			this.settler.run();
		}
		catch (InterruptedException ex) {
			// Asked to stop.
		}
		catch (Throwable ex) {
			log.error("The settler of doubts has died; this instance cannot tell unknown orders any more", ex);
			AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
		}
	}

	@Override
	public void stop() {
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
