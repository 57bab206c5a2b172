package cl.reparto.notification.status;

import java.nio.ByteBuffer;
import java.util.Arrays;

import cl.reparto.model.Json;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;

/**
 * An order as the view keeps it: as customers get it. It changes four times, and may be
 * asked for a thousand times.
 *
 * @param version how many statuses it has had
 * @param json its {@link OrderStatus}
 */
record KnownOrder(int version, Bytes json) {

	/** How each value began before there was a version in front: it was the event. */
	private static final byte OBJECT = '{';

	static KnownOrder of(OrderProgress order) {
		return new KnownOrder(order.version(), Bytes.wrap(Json.write(OrderStatus.of(order))));
	}

	/** A byte for the version, then the JSON. */
	static Serde<KnownOrder> serde() {
		Serializer<KnownOrder> serializer = (topic, order) -> (order != null) ? order.bytes() : null;
		Deserializer<KnownOrder> deserializer = (topic, bytes) -> (bytes != null) ? read(bytes) : null;
		return Serdes.serdeFrom(serializer, deserializer);
	}

	private byte[] bytes() {
		byte[] json = this.json.get();
		return ByteBuffer.allocate(1 + json.length).put((byte) this.version).put(json).array();
	}

	private static KnownOrder read(byte[] bytes) {
		if (bytes[0] == OBJECT) {
			return of(Topics.ORDER_PROCESSING.read(bytes));
		}
		return new KnownOrder(bytes[0], Bytes.wrap(Arrays.copyOfRange(bytes, 1, bytes.length)));
	}

}
