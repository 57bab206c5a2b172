package cl.reparto.notification.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonValue;
import org.apache.kafka.common.TopicPartition;

/**
 * A dead letter's id, which is where it lies. As text, such as
 * {@code order_requests_dlt/3-42}, it is the end of its address.
 *
 * @param topic a dead letter topic
 * @param partition the partition there
 * @param offset the offset there
 */
public record LetterId(String topic, int partition, long offset) {

	private static final Pattern TEXT = Pattern.compile("([a-z_]{1,100})/([0-9]{1,9})-([0-9]{1,18})");

	/**
	 * Reads an id.
	 * @param text as {@link #toString()} writes it
	 * @return empty if it is none
	 */
	public static Optional<LetterId> of(String text) {
		Matcher parts = TEXT.matcher(text);
		return parts.matches()
				? Optional
					.of(new LetterId(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
				: Optional.empty();
	}

	/** The partition that it lies in. */
	TopicPartition place() {
		return new TopicPartition(this.topic, this.partition);
	}

	@JsonValue
	@Override
	public String toString() {
		return this.topic + "/" + this.partition + "-" + this.offset;
	}

}
