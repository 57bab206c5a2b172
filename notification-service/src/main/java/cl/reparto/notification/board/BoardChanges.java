package cl.reparto.notification.board;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Tells all who listen that something has changed, whatever it was. Nobody holds up
 * whoever tells, and nothing is kept for those who are slow: who looks up again sees all
 * there is.
 */
final class BoardChanges {

	private final Set<Semaphore> listeners = ConcurrentHashMap.newKeySet();

	private volatile boolean ended;

	void changed() {
		this.listeners.forEach(BoardChanges::wake);
	}

	/** Lets everyone go, now and from now on: the service stops. */
	@EventListener(ContextClosedEvent.class)
	void end() {
		this.ended = true;
		changed();
	}

	/** One permit is enough for any number of changes. */
	private static void wake(Semaphore listener) {
		if (listener.availablePermits() == 0) {
			listener.release();
		}
	}

	int count() {
		return this.listeners.size();
	}

	Listener listen() {
		Semaphore listener = new Semaphore(0);
		this.listeners.add(listener);
		return new Listener(listener);
	}

	/** One who listens. Used by one thread, which closes it. */
	final class Listener implements AutoCloseable {

		private final Semaphore changes;

		private Listener(Semaphore changes) {
			this.changes = changes;
		}

		/**
		 * Waits for a change since the last time.
		 * @param most how long at most
		 * @return whether there was one
		 * @throws InterruptedException if interrupted
		 */
		boolean await(Duration most) throws InterruptedException {
			boolean changed = isEnded() || this.changes.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
			this.changes.drainPermits();
			return changed;
		}

		boolean isEnded() {
			return BoardChanges.this.ended;
		}

		@Override
		public void close() {
			BoardChanges.this.listeners.remove(this.changes);
		}

	}

}
