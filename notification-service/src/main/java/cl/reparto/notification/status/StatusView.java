package cl.reparto.notification.status;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Where every order is, as far as this instance knows.
 */
final class StatusView {

	private final Supplier<ReadOnlyKeyValueStore<UUID, OrderProgress>> orders;

	private final Waiters waiters;

	/**
	 * Looks into a store.
	 * @param orders the store; may throw {@link InvalidStateStoreException} while it is
	 * not open
	 * @param waiters told of every change to it
	 */
	StatusView(Supplier<ReadOnlyKeyValueStore<UUID, OrderProgress>> orders, Waiters waiters) {
		this.orders = orders;
		this.waiters = waiters;
	}

	/**
	 * The order, as soon as it has reached a status or a later one.
	 * @param id the order
	 * @param status the status to wait for
	 * @param most how long to wait at most
	 * @return where the order is at the end, reached or not; empty if it is not known
	 * @throws ViewNotReadyException if this instance cannot tell
	 * @throws InterruptedException if interrupted
	 */
	Optional<OrderProgress> await(UUID id, Status status, Duration most) throws InterruptedException {
		Optional<OrderProgress> order = find(id);
		if (hasReached(order, status)) {
			return order;
		}
		long deadline = System.nanoTime() + most.toNanos();
		try (Waiters.Waiter waiter = this.waiters.register(id)) {
			boolean goOn = true;
			order = find(id);
			while (goOn && !hasReached(order, status)) {
				goOn = waiter.await(Duration.ofNanos(deadline - System.nanoTime()));
				order = find(id);
			}
		}
		return order;
	}

	private Optional<OrderProgress> find(UUID id) {
		try {
			return Optional.ofNullable(this.orders.get().get(id));
		}
		catch (InvalidStateStoreException ex) {
			throw new ViewNotReadyException(ex);
		}
	}

	private static boolean hasReached(Optional<OrderProgress> order, Status status) {
		return order.isPresent() && order.get().version() >= status.version();
	}

}
