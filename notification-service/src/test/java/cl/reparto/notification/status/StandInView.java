package cl.reparto.notification.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.notification.find.OrderIndex;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.notification.status.absence.AbsenceQuestions;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * A view without Kafka: it has the orders that a test puts into it, and is certain that
 * there are no others.
 */
public final class StandInView {

	private final OrderIndex index = new OrderIndex();

	private final KeyValueStore<UUID, StoredStatus> store = emptyStore(this.index);

	private final Waiters waiters = new Waiters();

	private final AbsenceQuestions questions = new AbsenceQuestions();

	private volatile @Nullable RuntimeException failure;

	private volatile boolean current = true;

	/** The view, whose questions a thread answers from now on. */
	public StatusView view() {
		Thread.startVirtualThread(() -> {
			try {
				while (true) {
					this.questions.await().forEach(AbsenceQuestions.Question::answer);
				}
			}
			catch (InterruptedException ex) {
				// Done with.
			}
		});
		return new StatusView(this::orders, this.waiters, this.questions, () -> this.current, Duration.ofMillis(500));
	}

	private ReadOnlyKeyValueStore<UUID, StoredStatus> orders() {
		RuntimeException trouble = this.failure;
		if (trouble != null) {
			throw trouble;
		}
		return this.store;
	}

	public void put(OrderProgress order) {
		put(order, 0);
	}

	/** As it was read from a partition. */
	public void put(OrderProgress order, int partition) {
		this.store.put(order.id(), StoredStatus.of(order, partition, ShopRules.DEFAULT));
		this.waiters.changed(order.id());
	}

	/** Has no such order any more. */
	public void forget(UUID id) {
		this.store.delete(id);
		this.waiters.changed(id);
	}

	/** Has no orders any more. */
	public void forgetAll() {
		List<UUID> all = new ArrayList<>();
		try (KeyValueIterator<UUID, StoredStatus> orders = this.store.all()) {
			orders.forEachRemaining((order) -> all.add(order.key));
		}
		all.forEach(this::forget);
	}

	/** What finds its orders. */
	public OrderIndex index() {
		return this.index;
	}

	/** How many wait. */
	public int waiting() {
		return this.waiters.count();
	}

	/** Lets all go who wait, as a service does that stops. */
	public void release() {
		this.waiters.release();
	}

	/** Is not caught up. */
	public void fallBehind() {
		this.failure = new InvalidStateStoreException("not caught up");
	}

	/** Cannot prove that it is current. */
	public void becomeOld() {
		this.current = false;
	}

	/** Has a fault. */
	public void fail() {
		this.failure = new IllegalStateException("a fault");
	}

	/** Works again. */
	public void mend() {
		this.failure = null;
		this.current = true;
	}

	static KeyValueStore<UUID, StoredStatus> emptyStore() {
		return emptyStore(new OrderIndex());
	}

	private static KeyValueStore<UUID, StoredStatus> emptyStore(OrderIndex index) {
		KeyValueStore<UUID, StoredStatus> store = Stores
			.keyValueStoreBuilder(index.index(Stores.inMemoryKeyValueStore(ViewTopology.ORDERS), StoredStatus::row),
					Serdes.UUID(), StoredStatus.serde())
			.withLoggingDisabled()
			.build();
		store.init(new MockProcessorContext<>().getStateStoreContext(), store);
		return store;
	}

}
