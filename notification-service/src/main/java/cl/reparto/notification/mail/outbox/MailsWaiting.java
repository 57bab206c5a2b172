package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * The mails of an order that have to wait, since its customer's mailbox takes none now,
 * or since the first tells of an advance that the shop may yet recall.
 *
 * @param order the order at its last version that is to be mailed
 * @param from the first version that is; written as a status before orders could be acted
 * on
 * @param partition the partition of {@code order_processing} that the order is on
 * @param failures how often the first mail was tried in a row
 * @param since when the order began to wait
 * @param due when to try again
 * @param reply what the mail server said when the first mail was last tried, without
 * anything of the customer's; null if it was not, or by an older version
 */
public record MailsWaiting(OrderProgress order, @JsonDeserialize(using = VersionOrStatus.class) int from, int partition,
		int failures, Instant since, Instant due, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reply) {

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
	 * @throws NullPointerException if anything but {@code reply} is null
	 * @throws IllegalArgumentException if the order has no such version as its first mail
	 */
	public MailsWaiting {
		Objects.requireNonNull(order, "order is missing");
		Objects.requireNonNull(since, "since is missing");
		Objects.requireNonNull(due, "due is missing");
		if (from < 1 || from > order.version()) {
			throw new IllegalArgumentException("from must be from 1 to " + order.version());
		}
	}

	/**
	 * Mails that the mail server has said nothing of.
	 * @param order the order at its last version that is to be mailed
	 * @param from the first version that is
	 * @param partition the partition of {@code order_processing} that the order is on
	 * @param failures how often the first mail was tried in a row
	 * @param since when the order began to wait
	 * @param due when to try again
	 */
	public MailsWaiting(OrderProgress order, int from, int partition, int failures, Instant since, Instant due) {
		this(order, from, partition, failures, since, due, null);
	}

	/**
	 * The order as the first mail tells of it.
	 * @return the order at {@link #from()}
	 */
	public OrderProgress first() {
		return this.order.asOf(this.from);
	}

	/**
	 * Whether the first mail waits only for the shop, which may yet recall what it tells.
	 * @return false, too, once the mail was tried
	 */
	public boolean held() {
		return this.failures == 0 && RecallWindow.isRecallable(first());
	}

	/**
	 * Whether what the first mail would tell was recalled. Then neither that nor the
	 * recall is told.
	 * @return whether the second mail would tell of the recall
	 */
	public boolean withdrawn() {
		return this.from < this.order.version() && this.order.history().get(this.from - 1).by() == Actor.SHOP
				&& second().change() == OrderProgress.Change.RECALLED;
	}

	/**
	 * The order as the second mail tells of it.
	 * @return the order at the version after {@link #from()}
	 */
	public OrderProgress second() {
		return this.order.asOf(this.from + 1);
	}

	/**
	 * The same after one more failure.
	 * @param now the time
	 * @param delay how long to wait
	 * @param why what the mail server said
	 * @return what waits
	 */
	public MailsWaiting failed(Instant now, Duration delay, String why) {
		return new MailsWaiting(this.order, this.from, this.partition, this.failures + 1, this.since, now.plus(delay),
				why);
	}

	/**
	 * The same, waiting for longer.
	 * @param earlier since when
	 * @return what waits
	 */
	public MailsWaiting waitingSince(Instant earlier) {
		return new MailsWaiting(this.order, this.from, this.partition, this.failures, earlier, this.due, this.reply);
	}

	/**
	 * The same, and the mail of one more version.
	 * @param known the order at that version
	 * @return what waits; all between, too
	 */
	public MailsWaiting and(OrderProgress known) {
		if (known.version() < this.from) {
			return new MailsWaiting(this.order, known.version(), this.partition, 0, this.since, this.due);
		}
		return (known.version() <= this.order.version()) ? this
				: new MailsWaiting(known, this.from, this.partition, this.failures, this.since, this.due, this.reply);
	}

	/**
	 * What a status tells, where it is one: then versions were the numbers of statuses.
	 */
	private static final class VersionOrStatus extends StdScalarDeserializer<Integer> {

		VersionOrStatus() {
			super(Integer.class);
		}

		@Override
		public Integer deserialize(JsonParser parser, DeserializationContext context) {
			return parser.hasToken(JsonToken.VALUE_STRING) ? Status.of(parser.getString()).number()
					: parser.getIntValue();
		}

	}

}
