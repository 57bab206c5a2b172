package cl.reparto.request;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

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
	 * All that a customer asks for.
	 * @param order as it came in
	 * @return the same for all that ask for the same
	 */
	static List<String> content(NewOrder order) {
		return content(order.name(), order.price(), order.email(), order.wantedFor());
	}

	private static List<String> content(String name, BigDecimal price, String email, @Nullable Instant wantedFor) {
		// In plain notation, as on the wire: 1e3 is read back as 1000.
		Stream<String> content = Stream.of(price.toPlainString(), name, email);
		return Stream.concat(content, Stream.ofNullable(wantedFor).map(Instant::toString)).toList();
	}

	/** Most orders are read only to be passed over. */
	static Optional<KeyedRequest> read(ConsumerRecord<String, byte[]> record) {
		if (record.value() == null || !KeyedRequests.mayBeId(record.key())) {
			return Optional.empty();
		}
		return KeyedRequest.read(record.headers())
			.or(() -> Optional.of(of(Topics.ORDER_REQUESTS.read(record.value()))))
			.filter((request) -> request.id().toString().equals(record.key()));
	}

	/** Of an order that an older version, or somebody else, has appended. */
	private static KeyedRequest of(OrderRequested order) {
		List<String> content = content(order.name(), order.price(), order.email(), order.wantedFor());
		return KeyedRequest.of(order.id(), content.toArray(String[]::new));
	}

}
