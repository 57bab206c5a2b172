package cl.reparto.notification.status.absence;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer that fills the view. It notes its position at the beginning of each poll:
 * by then Kafka Streams has put all that the polls before returned into the store
 * ({@code GlobalStreamThread.StateConsumer.pollAndUpdate}, and likewise
 * {@code GlobalStateManagerImpl.reprocessState} when it restores). The position is exact
 * where the store's newest record is not: it also passes aborted records and the markers
 * of transactions.
 */
final class ViewConsumer extends KafkaConsumer<byte[], byte[]> {

	private final ViewPosition position;

	ViewConsumer(Map<String, Object> configs, ViewPosition position) {
		super(configs, new ByteArrayDeserializer(), new ByteArrayDeserializer());
		this.position = position;
	}

	@Override
	public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
		this.position.note(positions());
		return super.poll(timeout);
	}

	private Map<TopicPartition, Long> positions() {
		Map<TopicPartition, Long> positions = new HashMap<>();
		for (TopicPartition partition : assignment()) {
			try {
				positions.put(partition, position(partition, Duration.ZERO));
			}
			catch (TimeoutException ex) {
				// Not known while it is compared with a new leader's log; this poll sees
				// to that.
			}
		}
		return positions;
	}

}
