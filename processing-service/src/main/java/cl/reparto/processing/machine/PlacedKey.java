package cl.reparto.processing.machine;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.StreamPartitioner;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The key of a record about an order, and the partition that it goes to: that of the
 * number of the task that has the order. So an order stays where it was born, though its
 * id would go elsewhere once topics have more partitions (decision 22).
 *
 * @param id the order
 * @param partition the task's number
 */
record PlacedKey(UUID id, int partition) {

	/**
	 * The key of an order of a task.
	 * @param id the order
	 * @param context the task's
	 * @return the key of what the task says of it
	 */
	static PlacedKey of(UUID id, ProcessorContext<?, ?> context) {
		return new PlacedKey(id, context.taskId().partition());
	}

	/** Writes the id, as text. */
	static Serializer<PlacedKey> serializer() {
		return (topic, key) -> key.id().toString().getBytes(US_ASCII);
	}

	/**
	 * Goes by the key, also to a partition that the producer has not heard of yet and
	 * then waits for.
	 */
	static StreamPartitioner<PlacedKey, byte[]> partitioner() {
		return (topic, key, value, partitions) -> Optional.of(Set.of(key.partition()));
	}

}
