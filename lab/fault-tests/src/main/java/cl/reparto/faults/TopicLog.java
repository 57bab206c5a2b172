package cl.reparto.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A topic, read committed, from its very beginning on.
 */
final class TopicLog implements AutoCloseable {

	private final KafkaConsumer<String, byte[]> consumer;

	private final Set<TopicPartition> partitions;

	TopicLog(String bootstrapServers, String topic) {
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
				new StringDeserializer(), new ByteArrayDeserializer());
		this.partitions = this.consumer.partitionsFor(topic)
			.stream()
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.collect(Collectors.toSet());
		this.consumer.assign(this.partitions);
		this.consumer.seekToBeginning(this.partitions);
	}

	/**
	 * Reads on to the present end.
	 * @param reader told of each entry, in the order of its partition
	 */
	void readOn(Consumer<Entry> reader) {
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.partitions);
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			this.consumer.poll(Duration.ofMillis(100)).forEach((entry) -> reader.accept(Entry.of(entry)));
		}
	}

	/**
	 * What a group of consumers has still to read.
	 * @param committed how far it has come
	 * @return how many entries; markers of transactions are none
	 */
	long lag(Map<TopicPartition, OffsetAndMetadata> committed) {
		Map<TopicPartition, Long> back = new HashMap<>();
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.partitions);
		this.partitions.forEach((each) -> back.put(each, this.consumer.position(each)));
		long lag = 0;
		for (TopicPartition partition : this.partitions) {
			OffsetAndMetadata offset = committed.get(partition);
			this.consumer.seek(partition, (offset != null) ? offset.offset() : 0);
		}
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			lag += this.consumer.poll(Duration.ofMillis(100)).count();
		}
		back.forEach(this.consumer::seek);
		return lag;
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
