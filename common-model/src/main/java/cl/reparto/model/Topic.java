package cl.reparto.model;

import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic and what its records are. The key is always the order's id as a string.
 *
 * @param <V> the event that the topic carries
 * @param name the topic's name, which is contract
 * @param type the event's class
 * @param configs the topic's own settings beside partitions and replicas
 */
public record Topic<V>(String name, Class<V> type, Map<String, String> configs) {

	/**
	 * Writes and reads values of this topic.
	 * @return a serde of JSON that throws {@link UnreadableEventException} at anything
	 * that is not such an event, and takes null for a tombstone
	 */
	public Serde<V> serde() {
		return Serdes.serdeFrom((topic, value) -> (value != null) ? write(value) : null,
				(topic, value) -> (value != null) ? read(value) : null);
	}

	/**
	 * Reads one value.
	 * @param value what the record carries
	 * @return the event
	 * @throws UnreadableEventException if it is not such an event
	 */
	public V read(byte[] value) {
		return Json.read(value, this.type);
	}

	/**
	 * Writes one value.
	 * @param value the event
	 * @return what a record carries
	 */
	public byte[] write(V value) {
		return Json.write(value);
	}

	/**
	 * A record for this topic, as bytes.
	 * @param key the order's id
	 * @param value the event
	 * @return a record that the default partitioner places by its key
	 */
	public ProducerRecord<String, byte[]> record(String key, V value) {
		return new ProducerRecord<>(this.name, key, write(value));
	}

}
