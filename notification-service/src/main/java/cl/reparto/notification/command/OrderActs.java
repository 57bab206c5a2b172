package cl.reparto.notification.command;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import cl.reparto.model.OrderProgress.Step;
import cl.reparto.model.Status;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.notification.status.StatusSettings;
import cl.reparto.notification.status.StatusView;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.service.web.Connections;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * What people do to orders, each until it is known what came of it (decision 27).
 * Processing-service decides; a refusal is its word.
 */
public final class OrderActs {

	private final StatusView view;

	private final CommandLog log;

	private final Outcomes outcomes;

	private final Duration patience;

	private final Duration answerWithin;

	private final InstantSource clock;

	/** Each who waits holds a connection; watchers have half of all. */
	private final Semaphore places;

	OrderActs(StatusView view, CommandLog log, Outcomes outcomes, StatusSettings status, CommandSettings settings,
			InstantSource clock) {
		this.view = view;
		this.log = log;
		this.outcomes = outcomes;
		this.patience = status.patience();
		this.answerWithin = settings.answerWithin();
		this.clock = clock;
		this.places = new Semaphore(Math.min(settings.atOnce(), Connections.most() / 4));
	}

	/**
	 * Does something to an order.
	 * @param act what is to be done
	 * @return the order thereafter, as this instance tells it from now on; empty if it
	 * takes longer to know what came of it
	 * @throws ProblemException if it is refused, or not known to be kept
	 * @throws InterruptedException if interrupted
	 */
	public Optional<StoredStatus> act(OrderAct act) throws InterruptedException {
		if (!this.places.tryAcquire()) {
			throw new ProblemException(ProblemKind.UNAVAILABLE, "Too many act on orders here.");
		}
		try {
			return act(act, find(act.order()));
		}
		finally {
			this.places.release();
		}
	}

	private StoredStatus find(UUID order) throws InterruptedException {
		return this.view.await(order, 0, Status.RECIBIDO, this.patience)
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_ORDER));
	}

	private Optional<StoredStatus> act(OrderAct act, StoredStatus known) throws InterruptedException {
		if (act.versions().isNever()) {
			throw Refusal.stale(known.status(), known.version());
		}
		OrderCommand command = act.command(known.version(), this.clock.instant());
		long deadline = System.nanoTime() + this.answerWithin.toNanos();
		Optional<CommandOutcome> outcome;
		try (Outcomes.Waiter waiter = this.outcomes.register(command.id())) {
			this.log.append(command, known.partition());
			outcome = waiter.await(remaining(deadline));
		}
		if (outcome.isEmpty()) {
			return Optional.empty();
		}
		requireDone(command, outcome.get());
		Optional<StoredStatus> done = this.view.awaitVersion(command.order(), outcome.get().version(),
				remaining(deadline));
		if (act.key() != null) {
			done.ifPresent((order) -> requireSame(command, order.order().history().get(outcome.get().version() - 1)));
		}
		return done;
	}

	private static void requireDone(OrderCommand command, CommandOutcome outcome) {
		if (outcome.action() != command.action()) {
			throw new ProblemException(ProblemKind.IDEMPOTENCY_KEY_REUSED);
		}
		if (outcome.result() != Result.DONE) {
			throw Refusal.of(outcome);
		}
	}

	/** A key that was used to say something else has not said this. */
	private static void requireSame(OrderCommand command, Step done) {
		Duration delay = (command.delay() != null) ? command.delay().truncatedTo(ChronoUnit.MILLIS) : null;
		if (!Objects.equals(command.reason(), done.reason()) || !Objects.equals(delay, done.delay())) {
			throw new ProblemException(ProblemKind.IDEMPOTENCY_KEY_REUSED);
		}
	}

	private static Duration remaining(long deadline) {
		return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
	}

}
