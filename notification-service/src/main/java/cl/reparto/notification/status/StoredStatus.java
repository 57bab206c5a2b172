package cl.reparto.notification.status;

import java.nio.ByteBuffer;

import cl.reparto.model.Json;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.notification.find.IndexRow;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import tools.jackson.databind.json.JsonMapper;

/**
 * An order as the view keeps it: as customers get it. It changes a few times, and may be
 * asked for a thousand times.
 *
 * @param version how many steps it has taken
 * @param status where it is
 * @param partition where it lives: the partition of {@code order_processing} from which
 * it was read
 * @param json its {@link OrderStatus}
 */
public record StoredStatus(int version, Status status, int partition, Bytes json) {

	/** What is kept of another layout is read from Kafka anew ({@link StateAge}). */
	static final String LAYOUT = "version, status, partition, JSON; indexed by place and due time";

	private static final int HEAD = 2 + Integer.BYTES;

	static StoredStatus of(OrderProgress order, int partition, ShopRules rules) {
		return new StoredStatus(order.version(), order.status(), partition,
				Bytes.wrap(Json.write(OrderStatus.of(order, rules))));
	}

	/**
	 * The order as it was written.
	 * @return what customers get
	 */
	public OrderStatus order() {
		return JsonMapper.shared().readValue(this.json.get(), OrderStatus.class);
	}

	/** A byte each for the version and the status, four for the partition, the JSON. */
	static Serde<StoredStatus> serde() {
		Serializer<StoredStatus> serializer = (topic, order) -> (order != null) ? order.bytes() : null;
		Deserializer<StoredStatus> deserializer = (topic, bytes) -> (bytes != null) ? read(ByteBuffer.wrap(bytes))
				: null;
		return Serdes.serdeFrom(serializer, deserializer);
	}

	/**
	 * What the order is found by.
	 * @return its row in the index
	 */
	public IndexRow row() {
		OrderStatus order = order();
		return IndexRow.of(order.id(), order.history().getFirst().at(), this.status, order.nextStatusAt(),
				order.name());
	}

	static IndexRow row(byte[] bytes) {
		return read(ByteBuffer.wrap(bytes)).row();
	}

	private byte[] bytes() {
		byte[] text = this.json.get();
		return ByteBuffer.allocate(HEAD + text.length)
			.put((byte) this.version)
			.put((byte) this.status.number())
			.putInt(this.partition)
			.put(text)
			.array();
	}

	private static StoredStatus read(ByteBuffer bytes) {
		int version = bytes.get();
		Status status = Status.values()[bytes.get() - 1];
		int partition = bytes.getInt();
		byte[] text = new byte[bytes.remaining()];
		bytes.get(text);
		return new StoredStatus(version, status, partition, Bytes.wrap(text));
	}

}
