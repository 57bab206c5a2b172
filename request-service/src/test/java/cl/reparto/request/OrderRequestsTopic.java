package cl.reparto.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Topics;

/**
 * What is in {@code order_requests}, as any reader sees it.
 */
final class OrderRequestsTopic {

	private static final String NAME = Topics.ORDER_REQUESTS.name();

	private final String bootstrapServers;

	OrderRequestsTopic(TestKafka kafka) {
		this.bootstrapServers = kafka.bootstrapServers();
	}

	/**
	 * What was written of an order up to now.
	 * @param id the order's id
	 * @return the values, oldest first
	 */
	List<String> of(UUID id) {
		return all().stream()
			.filter((record) -> id.toString().equals(record.key()))
			.map(ConsumerRecord::value)
			.toList();
	}

	/**
	 * All that was written up to now.
	 * @return the records
	 */
	List<ConsumerRecord<String, String>> all() {
		Map<String, Object> configs = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers,
				ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
				"earliest");
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(configs, new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(NAME)
				.stream()
				.map((partition) -> new TopicPartition(NAME, partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			List<ConsumerRecord<String, String>> records = new ArrayList<>();
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100)).forEach(records::add);
			}
			return records;
		}
	}

	void write(String key, @Nullable String value) throws Exception {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers), new StringSerializer(),
				new StringSerializer())) {
			producer.send(new ProducerRecord<>(NAME, key, value)).get();
		}
	}

}
