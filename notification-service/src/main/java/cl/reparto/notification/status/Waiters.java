package cl.reparto.notification.status;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Those who wait for an order to change. Whoever registers first and reads then misses no
 * change: one that comes in between wakes it.
 */
final class Waiters {

	private final Map<UUID, Set<Waiter>> waiters = new ConcurrentHashMap<>();

	private volatile boolean released;

	Waiter register(UUID id) {
		Waiter waiter = new Waiter(id);
		this.waiters.compute(id, (key, others) -> {
			Set<Waiter> all = (others != null) ? others : ConcurrentHashMap.newKeySet();
			all.add(waiter);
			return all;
		});
		return waiter;
	}

	void changed(UUID id) {
		Set<Waiter> waiting = this.waiters.get(id);
		if (waiting != null) {
			waiting.forEach(Waiter::wake);
		}
	}

	/** Lets everyone go, now and from now on: the service stops. */
	@EventListener(ContextClosedEvent.class)
	void release() {
		this.released = true;
		this.waiters.values().forEach((waiting) -> waiting.forEach(Waiter::wake));
	}

	boolean areReleased() {
		return this.released;
	}

	int count() {
		return this.waiters.values().stream().mapToInt(Set::size).sum();
	}

	/** One who waits. Used by one thread, which closes it. */
	final class Waiter implements AutoCloseable {

		private final UUID id;

		private final Semaphore changes = new Semaphore(0);

		private Waiter(UUID id) {
			this.id = id;
		}

		/**
		 * Waits for the next change since registration or since the last wait.
		 * @param most how long to wait at most
		 * @return whether there may be a change; false if it is time to go
		 * @throws InterruptedException if interrupted
		 */
		boolean await(Duration most) throws InterruptedException {
			if (Waiters.this.released || !this.changes.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
				return false;
			}
			this.changes.drainPermits();
			return !Waiters.this.released;
		}

		/** Ends the wait, now or the next time: there may be something to look for. */
		void wake() {
			this.changes.release();
		}

		@Override
		public void close() {
			Waiters.this.waiters.computeIfPresent(this.id, (key, waiting) -> {
				waiting.remove(this);
				return waiting.isEmpty() ? null : waiting;
			});
		}

	}

}
