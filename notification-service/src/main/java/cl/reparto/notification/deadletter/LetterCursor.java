package cl.reparto.notification.deadletter;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * How far a list has been read: of each partition, what lies before this offset is still
 * to come. What comes in later is beyond, so that nothing comes twice and nothing is left
 * out.
 *
 * @param bounds an offset for each partition
 */
record LetterCursor(Map<TopicPartition, Long> bounds) {

	/**
	 * Reads a cursor.
	 * @param text as {@link #toString()} writes it
	 * @return the cursor
	 * @throws IllegalArgumentException if it is none
	 */
	static LetterCursor of(String text) {
		String[] topics = new String(Base64.getUrlDecoder().decode(text), US_ASCII).split(";", -1);
		if (topics.length != LetterSource.ALL.size()) {
			throw new IllegalArgumentException("no cursor");
		}
		Map<TopicPartition, Long> bounds = new HashMap<>();
		for (int i = 0; i < topics.length; i++) {
			String[] offsets = topics[i].isEmpty() ? new String[0] : topics[i].split(",", -1);
			for (int partition = 0; partition < offsets.length; partition++) {
				bounds.put(new TopicPartition(LetterSource.ALL.get(i).letters().name(), partition),
						Long.parseLong(offsets[partition]));
			}
		}
		return new LetterCursor(bounds);
	}

	/**
	 * The same, of what there is.
	 * @param ends where partitions end
	 * @return a bound for each of those; nothing is to come of one that was not there
	 */
	LetterCursor within(Map<TopicPartition, Long> ends) {
		return new LetterCursor(ends.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(end) -> Math.clamp(this.bounds.getOrDefault(end.getKey(), 0L), 0L, end.getValue()))));
	}

	@Override
	public String toString() {
		String text = LetterSource.ALL.stream()
			.map((source) -> offsets(source.letters().name()).mapToObj(Long::toString).collect(Collectors.joining(",")))
			.collect(Collectors.joining(";"));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
	}

	private LongStream offsets(String topic) {
		return Stream
			.iterate(new TopicPartition(topic, 0), this.bounds::containsKey,
					(each) -> new TopicPartition(topic, each.partition() + 1))
			.mapToLong(this.bounds::get);
	}

}
