package cl.reparto.notification.command;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import cl.reparto.model.command.CommandOutcome;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Those who wait for what comes of their commands. Whoever registers before the command
 * is sent misses nothing.
 */
final class Outcomes {

	/** No more than may wait at once, so that nobody has to be found fast. */
	private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

	private volatile boolean released;

	/**
	 * Begins to listen.
	 * @param command the command's id, which several may have: one request sent twice
	 * @return to wait with; closed by whoever waits
	 */
	Waiter register(UUID command) {
		Waiter waiter = new Waiter(command);
		this.waiters.add(waiter);
		return waiter;
	}

	/**
	 * Tells of an outcome, which mostly another instance waits for.
	 * @param outcome what came of a command
	 */
	void decided(CommandOutcome outcome) {
		this.waiters.stream()
			.filter((waiter) -> waiter.command.equals(outcome.command()))
			.forEach((waiter) -> waiter.outcome.complete(Optional.of(outcome)));
	}

	/** Lets everyone go, now and from now on: the service stops. */
	@EventListener(ContextClosedEvent.class)
	void release() {
		this.released = true;
		this.waiters.forEach((waiter) -> waiter.outcome.complete(Optional.empty()));
	}

	/**
	 * How many wait.
	 * @return waiters, not commands
	 */
	int count() {
		return this.waiters.size();
	}

	/** One who waits. */
	final class Waiter implements AutoCloseable {

		private final UUID command;

		private final CompletableFuture<Optional<CommandOutcome>> outcome = new CompletableFuture<>();

		private Waiter(UUID command) {
			this.command = command;
		}

		/**
		 * Waits for the outcome.
		 * @param most how long to wait at most
		 * @return empty if there is none in time
		 * @throws InterruptedException if interrupted
		 */
		Optional<CommandOutcome> await(Duration most) throws InterruptedException {
			try {
				return Outcomes.this.released ? this.outcome.getNow(Optional.empty())
						: this.outcome.get(most.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (TimeoutException ex) {
				return Optional.empty();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void close() {
			Outcomes.this.waiters.remove(this);
		}

	}

}
