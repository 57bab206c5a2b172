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

	/**
	 * What a dead instance had stands still for so long; it is taken for dead, too, if it
	 * is silent for so long (decision 26). The least that brokers allow unless told.
	 */
	private static final Duration SILENCE = Duration.ofSeconds(6);

	/** Others learn by it that they are to take over. */
	private static final Duration HEARTBEAT = Duration.ofMillis(500);

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
		BoundedRocksDb.bound(streams);
		takeOver(streams);
		// How soon topics are noticed that were given more partitions (PartitionGrowth).
		streams.putIfAbsent(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.METADATA_MAX_AGE_CONFIG), 2_000);
		return streams;
	}

	/** By an instance that need not read state back. */
	private static void takeOver(Properties streams) {
		streams.putIfAbsent(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
		streams.putIfAbsent(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
				Math.toIntExact(SILENCE.toMillis()));
		streams.putIfAbsent(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
				Math.toIntExact(HEARTBEAT.toMillis()));
		// What it had begun to write hides what comes after it until it is aborted.
		streams.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
				Math.toIntExact(SILENCE.toMillis()));
		// How soon work goes back to one that came back without state: the least there
		// is.
		streams.putIfAbsent(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
	}

}
