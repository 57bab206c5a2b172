package cl.reparto.service.streams.view;

import java.util.Collection;
import java.util.Map;

import cl.reparto.model.Topic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka can tell of topics without reading them. Every answer is true for a moment
 * after the question, or a {@link KafkaException} says that there is none.
 */
public interface TopicOffsets extends AutoCloseable {

	/**
	 * Where a topic ends.
	 * @param topic a topic that is there
	 * @return for each partition, the offset after the last record that was acknowledged
	 * to its writer, whether its transaction is over or not
	 * @throws InterruptedException if interrupted
	 */
	Map<TopicPartition, Long> ends(Topic<?> topic) throws InterruptedException;

	/**
	 * Where topics end for those who read only what is committed.
	 * @param topics topics that are there
	 * @return for each partition, the offset up to which anybody can have read
	 * @throws InterruptedException if interrupted
	 */
	Map<TopicPartition, Long> stableEnds(Collection<Topic<?>> topics) throws InterruptedException;

	/**
	 * Where partitions begin.
	 * @param partitions what to ask for
	 * @return for each, the offset of the oldest record that is kept, or of the next to
	 * come
	 * @throws InterruptedException if interrupted
	 */
	Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) throws InterruptedException;

	/**
	 * How far a consumer group has come.
	 * @param group its id
	 * @return the offset of what it processes next, for each partition where it has
	 * processed anything
	 * @throws InterruptedException if interrupted
	 */
	Map<TopicPartition, Long> committed(String group) throws InterruptedException;

	@Override
	void close();

}
