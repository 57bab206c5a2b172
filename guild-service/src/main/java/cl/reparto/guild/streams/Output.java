package cl.reparto.guild.streams;

import java.util.Optional;
import java.util.Set;

import cl.reparto.guild.events.Lanes;
import cl.reparto.model.Json;
import cl.reparto.model.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that a role writes; what it is about is its key.
 *
 * @param topic where to
 * @param partition which partition; null for where the key's hash puts it
 * @param value the event; null for a tombstone
 */
public record Output(Topic<?> topic, @Nullable Integer partition, @Nullable Object value) {

	/**
	 * A record to forward.
	 * @param <V> what the topic's records are
	 * @param topic where to
	 * @param key what it is about
	 * @param value the event; null for a tombstone
	 * @param at the record's time, in milliseconds
	 * @return the record
	 */
	public static <V> Record<String, Output> record(Topic<V> topic, String key, @Nullable V value, long at) {
		return new Record<>(key, new Output(topic, null, value), at);
	}

	/**
	 * A record to forward to one lane.
	 * @param <V> what the topic's records are
	 * @param topic where to
	 * @param lane which partition, as of {@link Lanes}
	 * @param key what it is about
	 * @param value the event
	 * @param at the record's time, in milliseconds
	 * @return the record
	 */
	public static <V> Record<String, Output> record(Topic<V> topic, int lane, String key, V value, long at) {
		return new Record<>(key, new Output(topic, lane, value), at);
	}

	/**
	 * Writes all outputs to their topics.
	 * @param outputs what the processors of a role forward
	 */
	public static void write(KStream<String, Output> outputs) {
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
