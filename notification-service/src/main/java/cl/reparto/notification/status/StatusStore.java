package cl.reparto.notification.status;

import java.util.UUID;

import cl.reparto.service.streams.RunningStreams;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The view's store, as far as it can be asked.
 */
final class StatusStore {

	private final RunningStreams running;

	private volatile @Nullable OpenStore open;

	StatusStore(RunningStreams running) {
		this.running = running;
	}

	/**
	 * The orders. While the view catches up they could be read, too, but might be what is
	 * long past.
	 * @return the store
	 * @throws InvalidStateStoreException if the view is not caught up
	 */
	ReadOnlyKeyValueStore<UUID, StoredStatus> orders() {
		KafkaStreams view = this.running.streams();
		if (view == null || view.state() != KafkaStreams.State.RUNNING) {
			throw new InvalidStateStoreException("not caught up");
		}
		OpenStore store = this.open;
		if (store == null || store.view() != view) {
			store = new OpenStore(view, view
				.store(StoreQueryParameters.fromNameAndType(ViewTopology.ORDERS, QueryableStoreTypes.keyValueStore())));
			this.open = store;
		}
		return store.orders();
	}

	/** Kept, so that not every question has to find it. */
	private record OpenStore(KafkaStreams view, ReadOnlyKeyValueStore<UUID, StoredStatus> orders) {
	}

}
