package cl.reparto.notification.status.absence;

import java.util.Collection;
import java.util.Map;

import cl.reparto.model.Topic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka can tell of the orders' way without reading it. Every answer is true for a
 * moment after the question, or a {@link KafkaException} says that there is none.
 */
interface TopicOffsets extends AutoCloseable {

	/**
	 * Where a topic ends.
	 * @param topic a topic that is there
	 * @return for each partition, the offset after the last record that was acknowledged
	 * to its writer, whether its transaction is over or not
	 * @throws InterruptedException if interrupted
	 */
	Map<TopicPartition, Long> ends(Topic<?> topic) throws InterruptedException;

	/**
	 * Where a topic ends for those who read only what is committed.
	 * @param topic a topic that is there
	 * @return for each partition, the offset up to which anybody can have read
	 * @throws InterruptedException if interrupted
	 */
	Map<TopicPartition, Long> stableEnds(Topic<?> topic) throws InterruptedException;

	/**
	 * Where partitions begin.
	 * @param partitions what to ask for
	 * @return for each, the offset of the oldest record that is kept, or of the next to
	 * come
	 * @throws InterruptedException if interrupted
	 */
	Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) throws InterruptedException;

	/**
	 * How far processing-service has come.
	 * @return the offset of the next request to process, for each partition where it has
	 * processed any
	 * @throws InterruptedException if interrupted
	 */
	Map<TopicPartition, Long> processed() throws InterruptedException;

	@Override
	void close();

}
