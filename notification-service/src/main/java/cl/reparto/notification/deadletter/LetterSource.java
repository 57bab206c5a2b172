package cl.reparto.notification.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.notification.status.http.OrderId;
import cl.reparto.service.keys.Placement;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A topic that dead letters come from, and what may go back there: only what its consumer
 * can read, for the order that it is about, and into the partition where that order
 * lives. There a repeated request is known (decision 19); anywhere else it would be
 * cooked once more.
 *
 * @param <E> the event that the topic carries
 * @param topic the topic
 * @param letters where its dead letters are
 * @param order the order that an event is about
 */
record LetterSource<E>(Topic<E> topic, Topic<byte[]> letters, Function<E, UUID> order) {

	static final List<LetterSource<?>> ALL = List.of(
			new LetterSource<>(Topics.ORDER_REQUESTS, Topics.ORDER_REQUESTS_DLT, OrderRequested::id),
			new LetterSource<>(CommandTopics.ORDER_COMMANDS, CommandTopics.ORDER_COMMANDS_DLT, OrderCommand::order),
			new LetterSource<>(Topics.ORDER_PROCESSING, Topics.ORDER_PROCESSING_DLT, OrderProgress::id));

	/**
	 * Where the letters of a topic came from.
	 * @param letters a topic's name
	 * @return the source
	 * @throws ProblemException as {@link ProblemKind#UNKNOWN_DEAD_LETTER} if it is no
	 * topic of orders' dead letters
	 */
	static LetterSource<?> of(String letters) {
		return ALL.stream()
			.filter((source) -> source.letters.name().equals(letters))
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_DEAD_LETTER));
	}

	/**
	 * Whose order it is that would be sent again.
	 * @param letter the dead letter
	 * @param value the value to send, read as its consumer does
	 * @param mended whether that is other than the letter's
	 * @return the order's id
	 * @throws ProblemException as {@link ProblemKind#INVALID_ACTION} if it would come
	 * straight back
	 */
	UUID order(ConsumerRecord<byte @Nullable [], ?> letter, byte @Nullable [] value, boolean mended) {
		if (value == null) {
			throw invalid("is missing: the record is still where it came from, or had none");
		}
		UUID id = this.order.apply(read(value));
		Optional<String> key = DeadLetterEntry.key(letter);
		boolean fits = key.filter(id.toString()::equals).isPresent();
		// Where the key is no order's id at all, a mended record says which order it is.
		if (!fits && !(mended && key.flatMap(OrderId::of).isEmpty())) {
			throw invalid("is of another order than the record's key says");
		}
		return id;
	}

	private E read(byte[] value) {
		try {
			return this.topic.read(value);
		}
		catch (UnreadableEventException ex) {
			throw invalid(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * The record to send.
	 * @param letter the dead letter
	 * @param value the value
	 * @param order the order that it is about
	 * @param known that order as it is known; empty if there certainly is none
	 * @param partitions how many the topic has
	 * @param now the time
	 * @return the record, of the dead letter's time: by that a request is known that was
	 * done long ago
	 * @throws ProblemException as {@link ProblemKind#REDRIVE_REFUSED} if it could do harm
	 */
	ProducerRecord<byte[], byte[]> fresh(ConsumerRecord<?, ?> letter, byte[] value, UUID order,
			Optional<StoredStatus> known, int partitions, Instant now) {
		if (read(value) instanceof OrderProgress progress) {
			requireNext(progress, known.map(StoredStatus::version).orElse(0), now);
		}
		requireNotVoid(letter.headers(), partitions);
		Integer partition = known.map(StoredStatus::partition).orElseGet(() -> DeadLetterEntry.partition(letter));
		if (partition == null || partition >= partitions) {
			throw refused("It does not say in which partition it was.");
		}
		Long time = (letter.timestamp() < 0) ? null : letter.timestamp();
		return new ProducerRecord<>(this.topic.name(), partition, time, order.toString().getBytes(UTF_8), value,
				headers(letter));
	}

	/**
	 * A version that comes after a newer one would outlive it once the topic is
	 * compacted, as one of a forgotten order would; and one that leaves another out is
	 * refused again.
	 */
	private static void requireNext(OrderProgress progress, int known, Instant now) {
		if (known == 0 && progress.version() > 1) {
			throw refused("Of this order nothing is known: what comes first is missing, or it is forgotten.");
		}
		if (progress.version() <= known) {
			throw refused("The order has come further, to version " + known + ": this is known, or out of date.");
		}
		if (progress.skipsAVersionAfter(known, now)) {
			throw refused("What comes first is missing: of this order, version " + known + " is known, and this is "
					+ progress.version() + ".");
		}
	}

	/**
	 * A request with a key may have been void where it was, and placed anew elsewhere
	 * (decision 22). With as many partitions as there are, it was not.
	 */
	private static void requireNotVoid(Headers headers, int partitions) {
		Placement placement = Placement.read(headers);
		if (placement != null && placement.by() < partitions) {
			throw refused("Its key had another place since there are more partitions, so it may be a second one. "
					+ "Post the order anew.");
		}
	}

	private static Headers headers(ConsumerRecord<?, ?> letter) {
		Headers headers = new RecordHeaders();
		Header placed = letter.headers().lastHeader(Placement.HEADER);
		if (placed != null) {
			headers.add(placed);
		}
		return headers.add(DeadLetterEntry.REDRIVE_OF, DeadLetterEntry.id(letter).toString().getBytes(UTF_8));
	}

	private static ProblemException refused(String why) {
		return new ProblemException(ProblemKind.REDRIVE_REFUSED, why);
	}

	private static ProblemException invalid(String why) {
		return new ProblemException(ProblemKind.INVALID_ACTION, Map.of("value", why));
	}

}
