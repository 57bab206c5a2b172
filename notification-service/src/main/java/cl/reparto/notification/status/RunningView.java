package cl.reparto.notification.status;

import java.util.UUID;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.config.KafkaStreamsCustomizer;

/**
 * The view as far as it can be asked. Its factory could not tell: it answers nobody while
 * the view catches up.
 */
final class RunningView implements KafkaStreamsCustomizer {

	private volatile @Nullable KafkaStreams streams;

	private volatile @Nullable OpenStore open;

	@Override
	public void customize(KafkaStreams streams) {
		this.streams = streams;
	}

	/**
	 * What the view does.
	 * @return its state; null before there is one
	 */
	KafkaStreams.@Nullable State state() {
		KafkaStreams view = this.streams;
		return (view != null) ? view.state() : null;
	}

	/**
	 * The orders. While the view catches up they could be read, too, but might be what is
	 * long past.
	 * @return the store
	 * @throws InvalidStateStoreException if the view is not caught up
	 */
	ReadOnlyKeyValueStore<UUID, KnownOrder> orders() {
		KafkaStreams view = this.streams;
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
	private record OpenStore(KafkaStreams view, ReadOnlyKeyValueStore<UUID, KnownOrder> orders) {
	}

}
