package cl.reparto.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import cl.reparto.model.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a topic says of some orders, read committed from its beginning on.
 *
 * @param <V> the event that the topic carries
 */
final class Records<V> implements AutoCloseable {

	private final KafkaConsumer<String, V> consumer;

	private final Map<UUID, List<V>> byOrder = new HashMap<>();

	Records(String bootstrapServers, Topic<V> topic) {
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
				new StringDeserializer(), topic.deserializer());
		Collection<TopicPartition> partitions = this.consumer.partitionsFor(topic.name())
			.stream()
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.toList();
		this.consumer.assign(partitions);
		this.consumer.seekToBeginning(partitions);
	}

	/**
	 * Reads on to the present end of the topic.
	 * @return the events of these orders so far, in order
	 */
	List<List<V>> of(Set<UUID> orders) {
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.consumer.assignment());
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			for (ConsumerRecord<String, V> one : this.consumer.poll(Duration.ofMillis(100))) {
				this.byOrder.computeIfAbsent(UUID.fromString(one.key()), (id) -> new ArrayList<>()).add(one.value());
			}
		}
		return orders.stream().map((id) -> List.copyOf(this.byOrder.getOrDefault(id, List.of()))).toList();
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
