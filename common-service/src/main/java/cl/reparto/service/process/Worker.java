package cl.reparto.service.process;

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
 * Work on threads of its own while the service is up. If it fails, the service is no
 * longer live.
 */
public final class Worker implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Worker.class);

	private static final int BEFORE_THE_WEB_SERVER = 0;

	private final String name;

	private final Work work;

	private final ApplicationEventPublisher events;

	private int width = 1;

	private Duration grace = Duration.ofSeconds(5);

	private int phase = DEFAULT_PHASE;

	private List<Thread> threads = List.of();

	private volatile boolean stopped;

	/**
	 * A worker with one thread.
	 * @param name what the thread is called
	 * @param work what it does; may end by itself
	 * @param events told if it fails
	 */
	public Worker(String name, Work work, ApplicationEventPublisher events) {
		this.name = name;
		this.work = work;
		this.events = events;
	}

	/**
	 * Lets several threads do the same work.
	 * @param threads how many
	 * @return this
	 */
	public Worker threads(int threads) {
		this.width = threads;
		return this;
	}

	/**
	 * Bounds how long a stop waits for the work to end.
	 * @param limit 5 seconds unless told otherwise
	 * @return this
	 */
	public Worker stopsWithin(Duration limit) {
		this.grace = limit;
		return this;
	}

	/**
	 * Says when to start and stop (see {@link SmartLifecycle}).
	 * @param value as of {@link SmartLifecycle#getPhase()}; the last to start and the
	 * first to stop unless told otherwise
	 * @return this
	 */
	public Worker phase(int value) {
		this.phase = value;
		return this;
	}

	/**
	 * Lets it start before the web server, and stop when that has answered its last
	 * request.
	 * @return this
	 */
	public Worker outlivesTheWebServer() {
		return phase(BEFORE_THE_WEB_SERVER);
	}

	@Override
	public synchronized void start() {
		this.stopped = false;
		this.threads = IntStream.range(0, this.width).mapToObj(this::start).toList();
	}

	private Thread start(int number) {
		String thread = (this.width == 1) ? this.name : this.name + "-" + number;
		return Thread.ofPlatform().daemon().name(thread).start(this::run);
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
			log.error("{} has failed; this process must be started again: {}", this.name, failure.getMessage(),
					(failure instanceof CannotGoOnException) ? null : failure);
			AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
		}
	}

	@Override
	public synchronized void stop() {
		this.stopped = true;
		this.threads.forEach(Thread::interrupt);
		long deadline = System.nanoTime() + this.grace.toNanos();
		try {
			for (Thread thread : this.threads) {
				thread.join(Duration.ofNanos(deadline - System.nanoTime()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.threads = List.of();
	}

	@Override
	public synchronized boolean isRunning() {
		return !this.threads.isEmpty();
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	/** What a thread does until it is interrupted. */
	@FunctionalInterface
	public interface Work {

		/**
		 * Does it.
		 * @throws InterruptedException when asked to stop
		 */
		void run() throws InterruptedException;

	}

}
