package cl.reparto.notification.mail;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.model.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.kafka.core.ProducerFactory;

/**
 * A Kafka that takes or refuses each record when a test says so.
 */
public final class MockKafka implements ProducerFactory<byte[], byte[]> {

	public final MockProducer<byte[], byte[]> producer = new MockProducer<>(cluster(), false, null,
			new ByteArraySerializer(), new ByteArraySerializer());

	private static Cluster cluster() {
		List<PartitionInfo> partitions = Stream.of(Topics.ORDER_NOTIFICATIONS, Topics.ORDER_PROCESSING_DLT)
			.flatMap((topic) -> IntStream.range(0, 3)
				.mapToObj((number) -> new PartitionInfo(topic.name(), number, null, new Node[0], new Node[0])))
			.toList();
		return new Cluster("test", List.of(), partitions, Set.of(), Set.of());
	}

	@Override
	public Producer<byte[], byte[]> createProducer() {
		return this.producer;
	}

	@Override
	public ProducerFactory<byte[], byte[]> copyWithConfigurationOverride(Map<String, Object> configs) {
		return this;
	}

}
