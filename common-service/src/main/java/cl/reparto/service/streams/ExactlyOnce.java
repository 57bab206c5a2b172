package cl.reparto.service.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import cl.reparto.model.DeadLetter;
import cl.reparto.service.topics.TopicLayout;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a state machine runs on Kafka Streams: what a record changes (stores, records out,
 * offset) is committed in one transaction. What the promises rest on is set here and not
 * in a file; what is only tuning can be overridden by
 * {@code spring.kafka.streams.properties}.
 */
public final class ExactlyOnce {

	private ExactlyOnce() {
	}

	/**
	 * The settings of one application.
	 * @param configured what people set
	 * @param application its name, which is that of its consumer group and begins those
	 * of its internal topics
	 * @param layout how internal topics are laid out
	 * @param instance this instance's own name, if it keeps one through restarts: then
	 * its partitions wait for it a moment instead of moving away and back (KIP-345)
	 * @param tick how often it looks at the clock
	 * @return settings for Kafka Streams
	 */
	public static Properties configure(Map<?, ?> configured, String application, TopicLayout layout,
			@Nullable String instance, Duration tick) {
		Properties streams = new Properties();
		streams.putAll(configured);
		streams.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
		streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
		streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, layout.replicas());
		streams.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), layout.minInsyncReplicas());
		streams.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), DeadLetter.LARGEST_REQUEST);
		TimedRecords.readBy(streams);
		if (instance != null) {
			streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
		}
		// An event is to be seen some 10 ms after it came: it can be read once committed.
		streams.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 10);
		// No longer than a tick, or a quiet topic would make the clock coarse.
		streams.putIfAbsent(StreamsConfig.POLL_MS_CONFIG, tick.toMillis());
		// A store that is to be restored waits for the fetch that was begun before it
		// came, for others.
		streams.putIfAbsent(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
		// What a dead instance had waits this long until the others take it over.
		streams.putIfAbsent(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
		BoundedRocksDb.bound(streams);
		// How soon topics are noticed that were given more partitions (PartitionGrowth).
		streams.putIfAbsent(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.METADATA_MAX_AGE_CONFIG), 2_000);
		return streams;
	}

}
