package cl.reparto.guild.streams;

import java.util.Optional;
import java.util.Set;

import cl.reparto.model.Json;
import cl.reparto.model.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/**
 * A record that a role writes; what it is about is its key.
 *
 * @param topic where to
 * @param partition which partition; null for where the key's hash puts it
 * @param value the event; null for a tombstone
 */
public record Output(Topic<?> topic, @Nullable Integer partition, @Nullable Object value) {

	/** Writes all outputs of a role's processors to their topics. */
	static void write(KStream<String, Output> outputs) {
		outputs.to((key, output, context) -> output.topic().name(),
				Produced.<String, Output>as("outputs")
					.withKeySerde(Serdes.String())
					.withValueSerde(Serdes.serdeFrom((topic, output) -> output.bytes(), (topic, bytes) -> null))
					.withStreamPartitioner((topic, key, output, partitions) -> output.partitions()));
	}

	private byte @Nullable [] bytes() {
		return (this.value != null) ? Json.write(this.value) : null;
	}

	private Optional<Set<Integer>> partitions() {
		return Optional.ofNullable(this.partition).map(Set::of);
	}

}
