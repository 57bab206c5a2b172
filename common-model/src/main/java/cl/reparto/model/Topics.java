package cl.reparto.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * The topics. Each has one writer, which also makes it.
 */
public final class Topics {

	/**
	 * How long records are kept: longer than an order is shown anywhere, since
	 * request-service knows a repeated {@code Idempotency-Key} from the topic.
	 */
	public static final Duration RETENTION = Duration.ofDays(60);

	/**
	 * For how long processing-service remembers an order at least: as long as its request
	 * can be read again. Brokers delete whole segments, of up to a week.
	 */
	public static final Duration REMEMBERED = RETENTION.plusDays(15);

	/** For how long {@link #ORDER_PROCESSING} has every single step of an order. */
	public static final Duration COMPACTION_LAG = Duration.ofDays(7);

	/** What customers ordered; written by request-service. */
	public static final Topic<OrderRequested> ORDER_REQUESTS = topic("order_requests", OrderRequested.class);

	/**
	 * Where orders are; written by processing-service. The newest record of a key stays,
	 * and every single step for {@link #COMPACTION_LAG}, for a reader that was away. A
	 * forgotten order ends with a tombstone. Brokers say when each was appended: a mailer
	 * looks for outcomes from then on, whatever a writer says.
	 */
	public static final Topic<OrderProgress> ORDER_PROCESSING = topic("order_processing", OrderProgress.class,
			Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
					TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
					TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, millis(COMPACTION_LAG),
					TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name));

	/** What customers were told; written by notification-service. */
	public static final Topic<OrderNotified> ORDER_NOTIFICATIONS = topic("order_notifications", OrderNotified.class);

	/** Requests that processing-service refused. */
	public static final Topic<byte[]> ORDER_REQUESTS_DLT = deadLetters(ORDER_REQUESTS);

	/** Progress that notification-service refused. */
	public static final Topic<byte[]> ORDER_PROCESSING_DLT = deadLetters(ORDER_PROCESSING);

	/**
	 * The consumer group in which processing-service reads {@link #ORDER_REQUESTS}. What
	 * it has committed there has its outcome in {@link #ORDER_PROCESSING}, or was
	 * refused.
	 */
	public static final String PROCESSING_GROUP = "processing-service";

	private Topics() {
	}

	/**
	 * Where the records of a topic go that its reader has refused.
	 * @param source the topic
	 * @return a topic of records as they came
	 */
	public static Topic<byte[]> deadLetters(Topic<?> source) {
		return topic(source.name() + "_dlt", byte[].class,
				Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DeadLetter.LARGEST_REQUEST)));
	}

	/**
	 * A topic that is kept for {@link #RETENTION}.
	 * @param <V> the event that the topic carries
	 * @param name the topic's name
	 * @param type the event's class
	 * @return the topic
	 */
	public static <V> Topic<V> topic(String name, Class<V> type) {
		return topic(name, type, Map.of());
	}

	private static <V> Topic<V> topic(String name, Class<V> type, Map<String, String> configs) {
		Map<String, String> all = new HashMap<>(configs);
		all.put(TopicConfig.RETENTION_MS_CONFIG, millis(RETENTION));
		return new Topic<>(name, type, Map.copyOf(all));
	}

	private static String millis(Duration duration) {
		return Long.toString(duration.toMillis());
	}

}
