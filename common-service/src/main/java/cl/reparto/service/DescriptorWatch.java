package cl.reparto.service;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Breaks liveness when the process can open nothing any more (file descriptors, memory
 * for sockets) three times in a row: it would linger, taking no connection and finding no
 * broker, and still look alive.
 */
final class DescriptorWatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(DescriptorWatch.class);

	private static final int TIMES = 3;

	private final ApplicationEventPublisher events;

	private final Attempt attempt;

	private final Duration between;

	private @Nullable Thread thread;

	/**
	 * Watches whether sockets can be opened, once a second.
	 * @param events told when they cannot
	 */
	DescriptorWatch(ApplicationEventPublisher events) {
		this(events, () -> DatagramChannel.open().close(), Duration.ofSeconds(1));
	}

	DescriptorWatch(ApplicationEventPublisher events, Attempt attempt, Duration between) {
		this.events = events;
		this.attempt = attempt;
		this.between = between;
	}

	@Override
	public void start() {
		this.thread = Thread.ofVirtual().name("descriptor-watch").start(this::watch);
	}

	private void watch() {
		try {
			int failures = 0;
			while (failures < TIMES) {
				Thread.sleep(this.between);
				failures = succeeds() ? 0 : failures + 1;
			}
			log.error(
					"Nothing can be opened any more; raise the limit of open files. This process must be started again");
			AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean succeeds() {
		try {
			this.attempt.open();
			return true;
		}
		catch (IOException ex) {
			return false;
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

	/** Opens and closes something. */
	interface Attempt {

		void open() throws IOException;

	}

}
