package cl.reparto.notification.status;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import cl.reparto.model.Status;
import cl.reparto.notification.status.absence.AbsenceQuestions;
import cl.reparto.service.streams.ReadersInTurn;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Where every order is, as far as this instance knows (decision 1).
 */
public final class StatusView {

	private final Supplier<ReadOnlyKeyValueStore<UUID, StoredStatus>> orders;

	private final ReadersInTurn readers = new ReadersInTurn();

	private final Waiters waiters;

	private final AbsenceQuestions questions;

	private final BooleanSupplier current;

	private final Duration patience;

	/**
	 * Looks into a store.
	 * @param orders the store; may throw {@link InvalidStateStoreException} while it is
	 * not open
	 * @param waiters told of every change to it
	 * @param questions answered once the store has every order accepted before
	 * @param current whether the store has all that any other instance can have shown
	 * @param patience how long to wait at least until it is certain whether there is an
	 * order, or for what was seen elsewhere
	 */
	StatusView(Supplier<ReadOnlyKeyValueStore<UUID, StoredStatus>> orders, Waiters waiters, AbsenceQuestions questions,
			BooleanSupplier current, Duration patience) {
		this.orders = orders;
		this.waiters = waiters;
		this.questions = questions;
		this.current = current;
		this.patience = patience;
	}

	/**
	 * The order, as soon as it has reached a status or a later one. Nothing older than
	 * was seen is told, and nothing that may be older than what another instance tells,
	 * unless the order is at its end, which is never left.
	 * @param id the order
	 * @param seen the newest version that whoever asks has seen; 0 if none
	 * @param status the status to wait for
	 * @param most how long to wait for it at most
	 * @return where the order is at the end, reached or not; empty if no such order had
	 * been accepted before this call, or if it is forgotten
	 * @throws ViewNotReadyException if this instance cannot tell
	 * @throws InterruptedException if interrupted
	 */
	public Optional<StoredStatus> await(UUID id, int seen, Status status, Duration most) throws InterruptedException {
		Optional<StoredStatus> order = find(id);
		Predicate<StoredStatus> wanted = (found) -> hasReached(found, status);
		if (order.filter(seen(seen).and(wanted)).isEmpty()) {
			order = awaitChange(id, seen, wanted, most);
		}
		order.ifPresent((answer) -> requireCurrent(answer, seen));
		return order;
	}

	/**
	 * The order, as soon as it is newer than what was told of it.
	 * @param id the order
	 * @param told the version that was told
	 * @param most how long to wait at most
	 * @return where the order is at the end, newer or not; empty if it is forgotten
	 * @throws ViewNotReadyException if this instance cannot tell
	 * @throws InterruptedException if interrupted
	 */
	public Optional<StoredStatus> awaitNewer(UUID id, int told, Duration most) throws InterruptedException {
		Optional<StoredStatus> order = awaitChange(id, told, seen(told + 1), most);
		order.ifPresent((answer) -> requireCurrent(answer, told));
		return order;
	}

	/**
	 * The order at a version that it is known to have, as soon as this instance has it.
	 * @param id the order
	 * @param version the version
	 * @param most how long to wait at most
	 * @return the order at that version or a later one; empty if this instance has not
	 * got so far in time
	 * @throws InterruptedException if interrupted
	 */
	public Optional<StoredStatus> awaitVersion(UUID id, int version, Duration most) throws InterruptedException {
		long deadline = System.nanoTime() + most.toNanos();
		Predicate<StoredStatus> enough = seen(version).and(this::isCurrent);
		try (Waiters.Waiter waiter = this.waiters.register(id)) {
			Optional<StoredStatus> order = find(id);
			while (order.filter(enough).isEmpty() && waiter.await(remaining(deadline))) {
				order = find(id);
			}
			return order.filter(enough);
		}
		catch (ViewNotReadyException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Whether an order is known to have come so far.
	 * @param id the order
	 * @param seen the newest version that whoever asks has seen; 0 if none
	 * @param status how far
	 * @return false, too, while this instance cannot tell
	 */
	public boolean has(UUID id, int seen, Status status) {
		try {
			return find(id).filter(seen(seen)).filter((order) -> hasReached(order, status)).isPresent();
		}
		catch (ViewNotReadyException ex) {
			return false;
		}
	}

	/**
	 * The order as it is here, without a wait.
	 * @param id the order
	 * @return empty if it is not known
	 * @throws ViewNotReadyException if this instance cannot tell
	 */
	public Optional<StoredStatus> now(UUID id) {
		return find(id);
	}

	/**
	 * Sees to it that what is told of several orders is not older than what another
	 * instance tells.
	 * @throws ViewNotReadyException if it may be
	 */
	public void requireCurrent() {
		open();
		if (!this.current.getAsBoolean()) {
			throw new ViewNotReadyException();
		}
	}

	/**
	 * Whether the service stops, so that nobody is to wait any more.
	 * @return whether every wait ends at once from now on
	 */
	public boolean isEnding() {
		return this.waiters.areReleased();
	}

	private Optional<StoredStatus> awaitChange(UUID id, int seen, Predicate<StoredStatus> wanted, Duration most)
			throws InterruptedException {
		long deadline = System.nanoTime() + most.toNanos();
		long patient = System.nanoTime() + Math.max(most.toNanos(), this.patience.toNanos());
		try (Waiters.Waiter waiter = this.waiters.register(id)) {
			Optional<StoredStatus> order = find(id);
			if (order.isEmpty()) {
				order = awaitCertainty(id, waiter, patient);
			}
			boolean goOn = order.isPresent();
			while (goOn && order.filter(seen(seen).and(wanted)).isEmpty()) {
				goOn = waiter.await(remaining(order.filter(seen(seen)).isPresent() ? deadline : patient));
				order = find(id);
			}
			return order;
		}
	}

	private void requireCurrent(StoredStatus order, int seen) {
		if (order.version() < seen || !isCurrent(order)) {
			throw new ViewNotReadyException();
		}
	}

	private boolean isCurrent(StoredStatus order) {
		return order.status().isEnd() || this.current.getAsBoolean();
	}

	/**
	 * The order, as soon as it is known; empty as soon as it is certain that there is
	 * none.
	 */
	private Optional<StoredStatus> awaitCertainty(UUID id, Waiters.Waiter waiter, long deadline)
			throws InterruptedException {
		try (AbsenceQuestions.Question question = this.questions.ask(waiter::wake)) {
			while (waiter.await(remaining(deadline))) {
				// Before the look: the view of that moment is what is certain.
				boolean certain = question.isAnswered();
				Optional<StoredStatus> order = find(id);
				if (certain || order.isPresent()) {
					return order;
				}
			}
		}
		throw new ViewNotReadyException();
	}

	private static Duration remaining(long deadline) {
		return Duration.ofNanos(deadline - System.nanoTime());
	}

	private Optional<StoredStatus> find(UUID id) {
		try {
			return Optional.ofNullable(this.readers.ask(() -> open().get(id)));
		}
		catch (InvalidStateStoreException ex) {
			throw new ViewNotReadyException();
		}
	}

	private ReadOnlyKeyValueStore<UUID, StoredStatus> open() {
		try {
			return this.orders.get();
		}
		catch (InvalidStateStoreException ex) {
			throw new ViewNotReadyException();
		}
	}

	private static Predicate<StoredStatus> seen(int version) {
		return (order) -> order.version() >= version;
	}

	/** At an end there is nothing more to wait for. */
	private static boolean hasReached(StoredStatus order, Status status) {
		return order.status().isEnd() || order.status().number() >= status.number();
	}

}
