package cl.reparto.load.trial;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what is committed from now on, as soon as it is there.
 */
public final class TopicTail implements AutoCloseable {

	private final KafkaConsumer<String, byte[]> consumer;

	private final Thread thread;

	/**
	 * Begins to read; what is committed after this returns, is read.
	 * @param bootstrapServers where Kafka is
	 * @param topics what to read
	 * @param taker gets each record, in a thread of this reader
	 */
	public TopicTail(String bootstrapServers, List<String> topics, Consumer<ConsumerRecord<String, byte[]>> taker) {
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
				new StringDeserializer(), new ByteArrayDeserializer());
		List<TopicPartition> partitions = topics.stream()
			.flatMap((topic) -> this.consumer.partitionsFor(topic).stream())
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.toList();
		this.consumer.assign(partitions);
		this.consumer.seekToEnd(partitions);
		// Seeking is put off until then.
		partitions.forEach(this.consumer::position);
		this.thread = Thread.ofPlatform().name("topic-tail").start(() -> read(taker));
	}

	private void read(Consumer<ConsumerRecord<String, byte[]>> taker) {
		try {
			while (true) {
				this.consumer.poll(Duration.ofSeconds(1)).forEach(taker);
			}
		}
		catch (WakeupException ex) {
			// Closed.
		}
	}

	@Override
	public void close() {
		this.consumer.wakeup();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.consumer.close();
	}

}
