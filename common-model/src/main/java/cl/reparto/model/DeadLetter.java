package cl.reparto.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;

/**
 * A record that could not be used. It goes to its topic's dead letter topic as it came,
 * with headers (UTF-8 text) that say {@value #WHY}, and the {@value #TOPIC},
 * {@value #PARTITION} and {@value #OFFSET} that it came from.
 */
public final class DeadLetter {

	/** What is wrong, without repeating the value. */
	public static final String WHY = "why";

	/** The topic that the record was read from. */
	public static final String TOPIC = "topic";

	/** The partition that the record was read from. */
	public static final String PARTITION = "partition";

	/** The offset that the record was read from. */
	public static final String OFFSET = "offset";

	private DeadLetter() {
	}

	/**
	 * Marks a record as a dead letter. Headers of these names that it came with are
	 * replaced: they are not ours.
	 * @param headers the record's headers
	 * @param why what is wrong, without repeating the value
	 * @param topic the topic that it was read from
	 * @param partition the partition that it was read from
	 * @param offset the offset that it was read from
	 */
	public static void mark(Headers headers, String why, String topic, int partition, long offset) {
		set(headers, WHY, why);
		set(headers, TOPIC, topic);
		set(headers, PARTITION, Integer.toString(partition));
		set(headers, OFFSET, Long.toString(offset));
	}

	private static void set(Headers headers, String name, String value) {
		headers.remove(name).add(name, value.getBytes(UTF_8));
	}

}
