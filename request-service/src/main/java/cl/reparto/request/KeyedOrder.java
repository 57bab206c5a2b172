package cl.reparto.request;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.service.keys.KeyedRequest;
import cl.reparto.service.keys.KeyedRequests;

/**
 * An order as a request with a key. Prices differ if they are written differently: 10.0
 * is not 10.00. The pace is the shop's, and no part of what is asked for.
 */
final class KeyedOrder {

	private KeyedOrder() {
	}

	/**
	 * The request for an order.
	 * @param order as it is sent, or as it is read back
	 * @return the same for all that ask for the same
	 */
	static KeyedRequest of(OrderRequested order) {
		// In plain notation, as on the wire: 1e3 is read back as 1000.
		Stream<String> content = Stream.of(order.price().toPlainString(), order.name(), order.email());
		Stream<String> wanted = Stream.ofNullable(order.wantedFor()).map(Instant::toString);
		return KeyedRequest.of(order.id(), Stream.concat(content, wanted).toArray(String[]::new));
	}

	/** Most orders are read only to be passed over. */
	static Optional<KeyedRequest> read(ConsumerRecord<String, byte[]> record) {
		if (record.value() == null || !KeyedRequests.mayBeId(record.key())) {
			return Optional.empty();
		}
		OrderRequested order = Topics.ORDER_REQUESTS.read(record.value());
		return order.id().toString().equals(record.key()) ? Optional.of(of(order)) : Optional.empty();
	}

}
