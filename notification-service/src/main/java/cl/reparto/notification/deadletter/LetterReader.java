package cl.reparto.notification.deadletter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.topics.BriefReader;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads dead letters, and which were sent again, for one question. Whatever it costs to
 * open, questions are rare, and nothing is kept between them that could be old.
 */
final class LetterReader implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LetterReader.class);

	/** Below the time after which the gateway gives up. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Map<String, Object> configured;

	private final BriefReader reader;

	/**
	 * Opens it.
	 * @param configured connection and more, as people set it
	 */
	LetterReader(Map<String, Object> configured) {
		this.configured = configured;
		this.reader = open(IsolationLevel.READ_COMMITTED);
	}

	private BriefReader open(IsolationLevel level) {
		return new BriefReader(this.configured, level, Integer.MAX_VALUE, PATIENCE, () -> {
		});
	}

	/**
	 * The partitions of a topic.
	 * @param topic its name
	 * @return empty if it is not there
	 */
	List<TopicPartition> partitions(String topic) {
		return this.reader.partitions(topic);
	}

	/**
	 * Where all dead letters end.
	 * @return the offset after the last one that can be read, for each partition
	 */
	Map<TopicPartition, Long> ends() {
		return this.reader
			.ends(LetterSource.ALL.stream().flatMap((source) -> partitions(source.letters().name()).stream()).toList());
	}

	/**
	 * The last records before some bounds.
	 * @param <T> what is kept of a record
	 * @param bounds a bound for each partition
	 * @param count how many of each at least, as far as there are that many
	 * @param kept what to keep of a record
	 * @return those of each partition in order
	 */
	<T> Map<TopicPartition, Deque<T>> last(Map<TopicPartition, Long> bounds, int count,
			Function<ConsumerRecord<byte[], byte[]>, T> kept) {
		Map<TopicPartition, Long> starts = this.reader.begins(bounds.keySet());
		Map<TopicPartition, Deque<T>> found = new HashMap<>();
		bounds.keySet().forEach((partition) -> found.put(partition, new ArrayDeque<>()));
		Map<TopicPartition, Long> from = new HashMap<>(bounds);
		// Markers of transactions have offsets of their own.
		for (long span = 2L * count;; span *= 4) {
			Map<TopicPartition, Long> to = new HashMap<>(from);
			to.entrySet()
				.removeIf((each) -> each.getValue() <= starts.get(each.getKey())
						|| found.get(each.getKey()).size() >= count);
			if (to.isEmpty()) {
				return found;
			}
			long back = span;
			to.forEach((partition, end) -> from.put(partition, Math.max(starts.get(partition), end - back)));
			Map<TopicPartition, List<T>> part = new HashMap<>();
			from.keySet().retainAll(to.keySet());
			read(from, to,
					(record) -> part
						.computeIfAbsent(new TopicPartition(record.topic(), record.partition()),
								(_) -> new ArrayList<>())
						.add(kept.apply(record)));
			part.forEach((partition, before) -> before.reversed().forEach(found.get(partition)::addFirst));
		}
	}

	/**
	 * One dead letter.
	 * @param id its id
	 * @return the record
	 * @throws ProblemException as {@link ProblemKind#UNKNOWN_DEAD_LETTER} if there never
	 * was one, or as {@link ProblemKind#DEAD_LETTER_GONE} if it is kept no more
	 */
	ConsumerRecord<byte[], byte[]> letter(LetterId id) {
		TopicPartition partition = id.place();
		if (!partitions(id.topic()).contains(partition)) {
			throw new ProblemException(ProblemKind.UNKNOWN_DEAD_LETTER);
		}
		Set<TopicPartition> one = Set.of(partition);
		if (id.offset() < this.reader.begins(one).get(partition)) {
			throw new ProblemException(ProblemKind.DEAD_LETTER_GONE);
		}
		List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
		if (id.offset() < this.reader.ends(one).get(partition)) {
			read(Map.of(partition, id.offset()), Map.of(partition, id.offset() + 1), found::add);
		}
		return found.stream().findFirst().orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_DEAD_LETTER));
	}

	/**
	 * What was sent again.
	 * @return by the dead letter's id, oldest first
	 */
	Map<String, List<DeadLetterRedriven>> redrives() {
		List<TopicPartition> partitions = redrivesPartitions();
		return redrives(partitions, this.reader.ends(partitions));
	}

	/**
	 * All that was sent again until now. Waits for what is just being sent: others may
	 * have ended behind where a transaction is open.
	 * @return by the dead letter's id, oldest first
	 */
	Map<String, List<DeadLetterRedriven>> allRedrives() {
		List<TopicPartition> partitions = redrivesPartitions();
		try (BriefReader uncommitted = open(IsolationLevel.READ_UNCOMMITTED)) {
			return redrives(partitions, uncommitted.ends(partitions));
		}
	}

	private List<TopicPartition> redrivesPartitions() {
		List<TopicPartition> partitions = partitions(DeadLetterRedriven.TOPIC.name());
		if (partitions.isEmpty()) {
			throw new UnknownTopicOrPartitionException(DeadLetterRedriven.TOPIC.name() + " is not there");
		}
		return partitions;
	}

	private Map<String, List<DeadLetterRedriven>> redrives(List<TopicPartition> partitions,
			Map<TopicPartition, Long> ends) {
		Map<String, List<DeadLetterRedriven>> redrives = new HashMap<>();
		read(this.reader.begins(partitions), ends, (record) -> note(record)
			.ifPresent((note) -> redrives.computeIfAbsent(note.letter(), (_) -> new ArrayList<>()).add(note)));
		redrives.values().forEach((each) -> each.sort(Comparator.comparing(DeadLetterRedriven::at)));
		return redrives;
	}

	private static Optional<DeadLetterRedriven> note(ConsumerRecord<byte[], byte @Nullable []> record) {
		try {
			byte[] value = record.value();
			return (value != null) ? Optional.of(DeadLetterRedriven.TOPIC.read(value)) : Optional.empty();
		}
		catch (UnreadableEventException ex) {
			log.warn("Passing over {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), ex.getMessage());
			return Optional.empty();
		}
	}

	private void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
			Consumer<ConsumerRecord<byte[], byte[]>> taker) {
		this.reader.read(from, to, taker);
		if (!this.reader.unread().isEmpty()) {
			throw new TimeoutException("Not read within " + PATIENCE);
		}
	}

	@Override
	public void close() {
		this.reader.close();
	}

}
