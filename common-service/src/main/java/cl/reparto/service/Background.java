package cl.reparto.service;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Work on a thread of its own while the service is up. If it fails, the service is no
 * longer live.
 */
public final class Background implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Background.class);

	private final String name;

	private final Work work;

	private final ApplicationEventPublisher events;

	private @Nullable Thread thread;

	private volatile boolean stopped;

	/**
	 * Prepares; starts nothing yet.
	 * @param name what the thread is called
	 * @param work what it does; may end by itself
	 * @param events told if it fails
	 */
	public Background(String name, Work work, ApplicationEventPublisher events) {
		this.name = name;
		this.work = work;
		this.events = events;
	}

	@Override
	public void start() {
		this.stopped = false;
		this.thread = Thread.ofVirtual().name(this.name).start(this::run);
	}

	private void run() {
		try {
			this.work.run();
		}
		catch (InterruptedException ex) {
			// Asked to stop.
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/** Libraries wrap the interruption that stops them. */
	private void failed(Throwable failure) {
		if (!this.stopped) {
			log.error("{} has failed; this process must be started again", this.name, failure);
			AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
		}
	}

	@Override
	public void stop() {
		if (this.thread != null) {
			this.stopped = true;
			this.thread.interrupt();
			this.thread = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** Something to do in the background. */
	@FunctionalInterface
	public interface Work {

		/**
		 * Does it.
		 * @throws InterruptedException when asked to stop
		 */
		void run() throws InterruptedException;

	}

}
