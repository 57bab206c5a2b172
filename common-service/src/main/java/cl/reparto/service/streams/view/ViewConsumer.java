package cl.reparto.service.streams.view;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer that fills the view. It notes its position at the beginning of each poll:
 * by then Kafka Streams has put all that the polls before returned into the store
 * ({@code GlobalStreamThread.StateConsumer.pollAndUpdate}, and likewise
 * {@code GlobalStateManagerImpl.reprocessState} when it restores). The position is exact
 * where the store's newest record is not: it also passes aborted records and the markers
 * of transactions.
 */
final class ViewConsumer extends KafkaConsumer<byte[], byte[]> {

	private static final Logger log = LoggerFactory.getLogger(ViewConsumer.class);

	private final ViewPosition position;

	/** Null until it is known. */
	private @Nullable Boolean restores;

	ViewConsumer(Map<String, Object> configs, ViewPosition position) {
		super(configs, new ByteArrayDeserializer(), new ByteArrayDeserializer());
		this.position = position;
	}

	@Override
	public void assign(Collection<TopicPartition> partitions) {
		super.assign(partitions);
		this.restores = null;
	}

	@Override
	public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
		readMore();
		this.position.note(positions());
		return super.poll(timeout);
	}

	/**
	 * Kafka Streams looks only once how many partitions the topic has, but takes records
	 * of any. While it restores, it reads one partition after the other.
	 */
	private void readMore() {
		Set<TopicPartition> read = assignment();
		Set<TopicPartition> all = present(read);
		if (all.isEmpty()) {
			return;
		}
		if (this.restores == null) {
			this.restores = read.size() == 1 && all.size() > 1;
		}
		if (!this.restores && !read.containsAll(all)) {
			super.assign(all);
			all.removeAll(read);
			seekToBeginning(all);
			log.info("Reads {}, too", all);
		}
	}

	/** As far as is known, without asking. */
	private Set<TopicPartition> present(Set<TopicPartition> read) {
		Set<TopicPartition> present = new HashSet<>();
		try {
			for (String topic : read.stream().map(TopicPartition::topic).distinct().toList()) {
				partitionsFor(topic, Duration.ZERO)
					.forEach((partition) -> present.add(new TopicPartition(topic, partition.partition())));
			}
		}
		catch (TimeoutException ex) {
			return Set.of();
		}
		return present;
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
