package cl.reparto.notification.status;

import java.nio.ByteBuffer;
import java.util.Arrays;

import cl.reparto.model.Json;
import cl.reparto.model.OrderProgress;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import tools.jackson.databind.json.JsonMapper;

/**
 * An order as the view keeps it: as customers get it. It changes four times, and may be
 * asked for a thousand times.
 *
 * @param version how many statuses it has had
 * @param json its {@link OrderStatus}
 */
public record StoredStatus(int version, Bytes json) {

	static StoredStatus of(OrderProgress order) {
		return new StoredStatus(order.version(), Bytes.wrap(Json.write(OrderStatus.of(order))));
	}

	/**
	 * The order as it was written.
	 * @return what customers get
	 */
	public OrderStatus order() {
		return JsonMapper.shared().readValue(this.json.get(), OrderStatus.class);
	}

	/** A byte for the version, then the JSON. */
	static Serde<StoredStatus> serde() {
		Serializer<StoredStatus> serializer = (topic, order) -> (order != null) ? order.bytes() : null;
		Deserializer<StoredStatus> deserializer = (topic, bytes) -> (bytes != null) ? read(bytes) : null;
		return Serdes.serdeFrom(serializer, deserializer);
	}

	private byte[] bytes() {
		byte[] json = this.json.get();
		return ByteBuffer.allocate(1 + json.length).put((byte) this.version).put(json).array();
	}

	private static StoredStatus read(byte[] bytes) {
		return new StoredStatus(bytes[0], Bytes.wrap(Arrays.copyOfRange(bytes, 1, bytes.length)));
	}

}
