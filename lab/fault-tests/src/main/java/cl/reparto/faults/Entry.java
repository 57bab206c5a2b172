package cl.reparto.faults;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A committed record of a topic, read without the classes that wrote it.
 *
 * @param topic the topic
 * @param place where it stands, for people
 * @param key the key; null if there is none
 * @param value what it says; missing for a tombstone
 */
record Entry(String topic, String place, @Nullable String key, JsonNode value) {

	private static final JsonMapper JSON = new JsonMapper();

	static Entry of(ConsumerRecord<String, byte[]> entry) {
		byte[] value = entry.value();
		return new Entry(entry.topic(), entry.topic() + "-" + entry.partition() + "@" + entry.offset(), entry.key(),
				(value != null) ? JSON.readTree(value) : MissingNode.getInstance());
	}

	String text(String field) {
		return this.value.path(field).asString("");
	}

	int version() {
		return this.value.path("version").asInt(0);
	}

}
