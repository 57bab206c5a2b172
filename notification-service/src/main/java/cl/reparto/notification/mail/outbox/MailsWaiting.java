package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The mails of an order that have to wait, since its customer's mailbox takes none now.
 *
 * @param order the order at its last status that is to be mailed
 * @param from the first status that is
 * @param partition the partition of {@code order_processing} that the order is on
 * @param failures how often the first mail was tried in a row
 * @param since when the order began to wait
 * @param due when to try again
 */
public record MailsWaiting(OrderProgress order, Status from, int partition, int failures, Instant since, Instant due) {

	/**
	 * By order; written and read by this service alone. What waits no more ends with a
	 * tombstone. Only what is not in the newest segment is compacted, and whoever takes a
	 * partition over reads all of it.
	 */
	public static final Topic<MailsWaiting> TOPIC = new Topic<>("order_mails_waiting", MailsWaiting.class,
			Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
					TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024)));

	/**
	 * Checks the content.
	 * @throws NullPointerException if anything is null
	 * @throws IllegalArgumentException if the order has not come as far as its first mail
	 */
	public MailsWaiting {
		Objects.requireNonNull(order, "order is missing");
		Objects.requireNonNull(from, "from is missing");
		Objects.requireNonNull(since, "since is missing");
		Objects.requireNonNull(due, "due is missing");
		if (from.compareTo(order.status()) > 0) {
			throw new IllegalArgumentException("from must not come after " + order.status().wireName());
		}
	}

	/**
	 * The order as the first mail tells of it.
	 * @return the order at {@link #from()}
	 */
	public OrderProgress first() {
		return this.order.asOf(this.from.number());
	}

	/**
	 * The same after one more failure.
	 * @param now the time
	 * @param delay how long to wait
	 * @return what waits
	 */
	public MailsWaiting failed(Instant now, Duration delay) {
		return new MailsWaiting(this.order, this.from, this.partition, this.failures + 1, this.since, now.plus(delay));
	}

	/**
	 * The same with later statuses.
	 * @param newer the order by now
	 * @return what waits
	 */
	public MailsWaiting with(OrderProgress newer) {
		return new MailsWaiting(newer, this.from, this.partition, this.failures, this.since, this.due);
	}

}
