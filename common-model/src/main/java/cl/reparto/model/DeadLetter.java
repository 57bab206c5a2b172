package cl.reparto.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used. It goes to its topic's dead letter topic as it came,
 * with headers (UTF-8 text) that say {@value #WHY}, and the {@value #TOPIC},
 * {@value #PARTITION} and {@value #OFFSET} that it came from. Of a record that is larger
 * than {@link #LARGEST}, only these headers go there: it can be read where it came from.
 *
 * @param key the key to write; null if there is none
 * @param value the value to write; null if there is none
 * @param headers the headers to write
 */
public record DeadLetter(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {

	/** What is wrong, without repeating the value. */
	public static final String WHY = "why";

	/** The topic that the record was read from. */
	public static final String TOPIC = "topic";

	/** The partition that the record was read from. */
	public static final String PARTITION = "partition";

	/** The offset that the record was read from. */
	public static final String OFFSET = "offset";

	/**
	 * The most bytes of key, value and headers that are copied: more than other topics
	 * take, except from who compresses.
	 */
	public static final int LARGEST = 1_572_864;

	/**
	 * The largest request that a producer of dead letters must be able to send, and the
	 * largest batch that their topic takes, in bytes: room for {@link #LARGEST} and the
	 * headers that are added.
	 */
	public static final int LARGEST_REQUEST = 2_097_152;

	/**
	 * How old a record may be, or how far ahead brokers let it be, for its dead letter to
	 * keep its time.
	 */
	private static final Duration OLDEST = Topics.RETENTION.dividedBy(2);

	private static final Duration AHEAD = Duration.ofMinutes(50);

	/** Two lengths of up to five bytes each. */
	private static final int HEADER_OVERHEAD = 10;

	/**
	 * Makes a dead letter of a record. Headers of our names that it came with are
	 * replaced: they are not ours.
	 * @param key the record's key
	 * @param value the record's value
	 * @param headers the record's headers, which are not changed
	 * @param why what is wrong, without repeating the value
	 * @param topic the topic that it was read from
	 * @param partition the partition that it was read from
	 * @param offset the offset that it was read from
	 * @return what to write
	 */
	public static DeadLetter of(byte @Nullable [] key, byte @Nullable [] value, Headers headers, String why,
			String topic, int partition, long offset) {
		long size = size(key, value, headers);
		if (size > LARGEST) {
			String left = why + "; left there, with its " + size + " bytes";
			return new DeadLetter(null, null, marked(new RecordHeaders(), left, topic, partition, offset));
		}
		return new DeadLetter(key, value, marked(new RecordHeaders(headers), why, topic, partition, offset));
	}

	/**
	 * The time that a dead letter is to have. By it, brokers know when to delete it: that
	 * is not to be at once, since somebody has to see to it. One that is far ahead they
	 * refuse.
	 * @param own the record's own time, in milliseconds of the epoch
	 * @param now the time
	 * @return its own, or now if that is too old or too far ahead
	 */
	public static long time(long own, Instant now) {
		boolean keeps = own >= now.minus(OLDEST).toEpochMilli() && own <= now.plus(AHEAD).toEpochMilli();
		return keeps ? own : now.toEpochMilli();
	}

	private static long size(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
		long size = length(key) + length(value);
		for (Header header : headers) {
			size += HEADER_OVERHEAD + header.key().getBytes(UTF_8).length + length(header.value());
		}
		return size;
	}

	private static long length(byte @Nullable [] bytes) {
		return (bytes != null) ? bytes.length : 0;
	}

	private static Headers marked(Headers headers, String why, String topic, int partition, long offset) {
		set(headers, WHY, why);
		set(headers, TOPIC, topic);
		set(headers, PARTITION, Integer.toString(partition));
		set(headers, OFFSET, Long.toString(offset));
		return headers;
	}

	private static void set(Headers headers, String name, String value) {
		headers.remove(name).add(name, value.getBytes(UTF_8));
	}

}
