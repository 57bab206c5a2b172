package cl.reparto.notification.deadletter;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import cl.reparto.model.Status;
import cl.reparto.notification.status.StatusView;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters as they lie in Kafka, which is asked each time.
 */
final class KafkaDeadLetters implements DeadLetters {

	private static final Logger log = LoggerFactory.getLogger(KafkaDeadLetters.class);

	/** Each may hold some megabytes for a moment. */
	private static final int AT_ONCE = 4;

	private static final Comparator<DeadLetterEntry> BY_AGE = Comparator.comparing(DeadLetterEntry::at)
		.thenComparing((entry) -> entry.id().topic())
		.thenComparing((entry) -> entry.id().partition());

	private final TroubleLog trouble = new TroubleLog(log, "Cannot see to dead letters");

	private final Semaphore places = new Semaphore(AT_ONCE);

	private final Map<String, Object> consumers;

	private final Map<String, Object> producers;

	private final StatusView view;

	private final Duration patience;

	private final InstantSource clock;

	/**
	 * Asks nothing yet.
	 * @param consumers connection and more of consumers, as people set it
	 * @param producers the same of producers
	 * @param view where orders live
	 * @param patience how long to wait until it is certain whether there is an order
	 * @param clock the time
	 */
	KafkaDeadLetters(Map<String, Object> consumers, Map<String, Object> producers, StatusView view, Duration patience,
			InstantSource clock) {
		this.consumers = consumers;
		this.producers = producers;
		this.view = view;
		this.patience = patience;
		this.clock = clock;
	}

	@Override
	public DeadLetterPage page(int limit, @Nullable String after) {
		LetterCursor from = (after != null) ? cursor(after) : null;
		return ask((reader) -> page(reader, limit, from));
	}

	private static LetterCursor cursor(String after) {
		try {
			return LetterCursor.of(after);
		}
		catch (IllegalArgumentException ex) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, Map.of("after", "must be the next of an answer"));
		}
	}

	private static DeadLetterPage page(LetterReader reader, int limit, @Nullable LetterCursor from) {
		Map<String, List<DeadLetterRedriven>> redrives = reader.redrives();
		Map<TopicPartition, Long> ends = reader.ends();
		Map<TopicPartition, Long> bounds = new HashMap<>((from != null) ? from.within(ends).bounds() : ends);
		Map<TopicPartition, Deque<DeadLetterEntry>> last = reader.last(bounds, limit + 1,
				(letter) -> DeadLetterEntry.of(letter, of(redrives, DeadLetterEntry.id(letter))));
		List<DeadLetterEntry> page = new ArrayList<>();
		Optional<DeadLetterEntry> newest = newest(last);
		while (newest.isPresent() && page.size() < limit) {
			DeadLetterEntry entry = newest.get();
			page.add(entry);
			bounds.put(entry.id().place(), entry.id().offset());
			last.get(entry.id().place()).removeLast();
			newest = newest(last);
		}
		return new DeadLetterPage(page, newest.isPresent() ? new LetterCursor(bounds).toString() : null);
	}

	private static Optional<DeadLetterEntry> newest(Map<TopicPartition, Deque<DeadLetterEntry>> last) {
		return last.values().stream().filter((each) -> !each.isEmpty()).map(Deque::getLast).max(BY_AGE);
	}

	@Override
	public DeadLetterEntry open(LetterId id) {
		LetterSource.of(id.topic());
		return ask((reader) -> DeadLetterEntry.opened(reader.letter(id), of(reader.redrives(), id)));
	}

	@Override
	public DeadLetterEntry redrive(LetterId id, byte @Nullable [] mended, boolean again) throws InterruptedException {
		LetterSource<?> source = LetterSource.of(id.topic());
		return ask((reader) -> {
			ConsumerRecord<byte[], byte[]> letter = reader.letter(id);
			requireFirst(of(reader.redrives(), id), again);
			ProducerRecord<byte[], byte[]> fresh = fresh(source, letter, mended, reader);
			return DeadLetterEntry.opened(letter, send(id, fresh, mended != null, again));
		});
	}

	private ProducerRecord<byte[], byte[]> fresh(LetterSource<?> source, ConsumerRecord<byte[], byte[]> letter,
			byte @Nullable [] mended, LetterReader reader) throws InterruptedException {
		byte[] value = (mended != null) ? mended : letter.value();
		UUID order = source.order(letter, value, mended != null);
		int partitions = reader.partitions(source.topic().name()).size();
		Optional<StoredStatus> known = this.view.await(order, 0, Status.RECIBIDO, this.patience);
		return source.fresh(letter, value, order, known, partitions, this.clock.instant());
	}

	/** All times that it was sent, this one last. */
	private List<DeadLetterRedriven> send(LetterId id, ProducerRecord<byte[], byte[]> fresh, boolean mended,
			boolean again) {
		DeadLetterRedriven note = null;
		try (RedriveTransaction turn = RedriveTransaction.open(id, this.producers)) {
			List<DeadLetterRedriven> before = redrives(id);
			requireFirst(before, again);
			note = turn.write(fresh, mended, this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
			turn.commit();
			log.info("The shop sent {} again, {}, to {}-{}@{}", id, mended ? "mended" : "as it came", note.topic(),
					note.partition(), note.offset());
			return Stream.concat(before.stream(), Stream.of(note)).toList();
		}
		catch (KafkaException ex) {
			this.trouble.report(ex.toString());
			return settled(id, note, again);
		}
	}

	/** Another has taken the turn, or nobody knows whether it is done: the notes do. */
	private List<DeadLetterRedriven> settled(LetterId id, @Nullable DeadLetterRedriven note, boolean again) {
		List<DeadLetterRedriven> now = redrives(id);
		if (note != null && now.contains(note)) {
			return now;
		}
		requireFirst(now, again);
		throw new ProblemException(ProblemKind.UNAVAILABLE);
	}

	private List<DeadLetterRedriven> redrives(LetterId id) {
		try (LetterReader reader = new LetterReader(this.consumers)) {
			return of(reader.allRedrives(), id);
		}
	}

	private static List<DeadLetterRedriven> of(Map<String, List<DeadLetterRedriven>> redrives, LetterId id) {
		return redrives.getOrDefault(id.toString(), List.of());
	}

	private static void requireFirst(List<DeadLetterRedriven> before, boolean again) {
		if (!again && !before.isEmpty()) {
			DeadLetterRedriven last = before.getLast();
			ProblemException done = new ProblemException(ProblemKind.ALREADY_REDRIVEN,
					"The " + last.by().wireName() + " sent it at " + last.at() + ".");
			done.getBody().setProperty("redrivenAt", last.at());
			done.getBody().setProperty("redrivenBy", last.by());
			throw done;
		}
	}

	private <T, X extends Exception> T ask(Question<T, X> question) throws X {
		if (!this.places.tryAcquire()) {
			throw new ProblemException(ProblemKind.UNAVAILABLE, "Too many look at dead letters here.");
		}
		try (LetterReader reader = new LetterReader(this.consumers)) {
			T answer = question.ask(reader);
			this.trouble.over();
			return answer;
		}
		catch (KafkaException ex) {
			this.trouble.report(ex.toString());
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		finally {
			this.places.release();
		}
	}

	/** What is asked of Kafka. */
	private interface Question<T, X extends Exception> {

		T ask(LetterReader reader) throws X;

	}

}
