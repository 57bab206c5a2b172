package cl.reparto.faults.audit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A committed record of a topic, read without the classes that wrote it.
 *
 * @param place where it stands, for people
 * @param key the key; null if there is none
 * @param value what it says; missing for a tombstone and where it is no JSON
 */
public record Entry(String topic, String place, @Nullable String key, JsonNode value) {

	private static final JsonMapper JSON = new JsonMapper();

	/** Reads a record. */
	public static Entry of(ConsumerRecord<String, byte[]> entry) {
		return new Entry(entry.topic(), entry.topic() + "-" + entry.partition() + "@" + entry.offset(), entry.key(),
				read(entry.value()));
	}

	private static JsonNode read(byte @Nullable [] value) {
		try {
			return (value != null) ? JSON.readTree(value) : MissingNode.getInstance();
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

	/** The number of its partition. */
	public String partition() {
		return this.place.substring(this.place.lastIndexOf('-') + 1, this.place.lastIndexOf('@'));
	}

	/** A text; empty if it is not there. */
	public String text(String field) {
		return this.value.path(field).asString("");
	}

	/** The version; 0 if it is not there. */
	public int version() {
		return this.value.path("version").asInt(0);
	}

}
