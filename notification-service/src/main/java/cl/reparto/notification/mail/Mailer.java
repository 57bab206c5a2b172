package cl.reparto.notification.mail;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Runs intake and lanes for as long as the service is up. Kafka and the mail server may
 * come and go; only a fault of the program itself ends a thread, and then the service's
 * liveness is broken.
 */
final class Mailer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Mailer.class);

	/** For lanes that wait for a mail server: their mails are another's by now. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final Work intake;

	private final Work lane;

	private final int width;

	private final ApplicationEventPublisher events;

	private List<Thread> intakes = List.of();

	private List<Thread> lanes = List.of();

	private volatile boolean running;

	/**
	 * Prepares; starts nothing yet.
	 * @param intake fills the outbox; when interrupted, ends once the lanes are done
	 * @param lane empties the outbox
	 * @param width how many lanes there are
	 * @param events told when a thread has died
	 */
	Mailer(Work intake, Work lane, int width, ApplicationEventPublisher events) {
		this.intake = intake;
		this.lane = lane;
		this.width = width;
		this.events = events;
	}

	@Override
	public void start() {
		this.running = true;
		this.lanes = IntStream.range(0, this.width).mapToObj((i) -> start("mail-lane-" + i, this.lane)).toList();
		this.intakes = List.of(start("mail-intake", this.intake));
	}

	private Thread start(String name, Work work) {
		return Thread.ofPlatform().daemon().name(name).start(() -> {
			try {
				work.run();
			}
			catch (InterruptedException ex) {
				// Asked to stop.
			}
			catch (Throwable ex) {
				log.error("{} has died; this instance mails no more", name, ex);
				AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
			}
		});
	}

	@Override
	public void stop() {
		try {
			this.intakes.forEach(Thread::interrupt);
			for (Thread thread : this.intakes) {
				thread.join();
			}
			this.lanes.forEach(Thread::interrupt);
			for (Thread thread : this.lanes) {
				thread.join(PATIENCE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** What a thread does until it is interrupted. */
	@FunctionalInterface
	interface Work {

		void run() throws InterruptedException;

	}

}
