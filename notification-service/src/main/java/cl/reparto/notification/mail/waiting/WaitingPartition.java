package cl.reparto.notification.mail.waiting;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.Outbox;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits of a partition, in Kafka and in the store.
 */
final class WaitingPartition implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(WaitingPartition.class);

	private static final Duration POLL = Duration.ofMillis(100);

	/** Of so many orders, it is known what was mailed of what has waited. */
	private static final int RECENT = 10_000;

	/** So many orders are looked at each time. */
	private static final int LOOK = 100;

	private final int number;

	private final WaitingStore store;

	private final WaitingLog written;

	/**
	 * The last outcome of each order, which came too late to be among those that were
	 * read when the partition was taken over.
	 */
	private final Cache<UUID, Integer> settled = Caffeine.newBuilder().maximumSize(RECENT).build();

	private volatile Instant read = Instant.EPOCH;

	private boolean withdrawn;

	private @Nullable MailsWaiting lastHeld;

	private @Nullable MailsWaiting lastDue;

	/**
	 * Another's.
	 * @param number a partition of {@code order_processing}
	 * @param store for what waits of it
	 * @param producers connection and more
	 */
	WaitingPartition(int number, WaitingStore store, Map<String, Object> producers) {
		this.number = number;
		this.store = store;
		this.written = new WaitingLog(producers, number);
	}

	/**
	 * Takes it over.
	 * @param reader to be assigned and used up
	 * @throws KafkaException if that has to be tried again
	 */
	void open(Consumer<byte[], byte[]> reader) {
		this.written.begin();
		this.store.clear(this.number);
		List<TopicPartition> assigned = List.of(partitionOf(MailsWaiting.TOPIC.name()));
		reader.assign(assigned);
		reader.seekToBeginning(assigned);
		long end = reader.endOffsets(assigned).get(assigned.getFirst());
		while (reader.position(assigned.getFirst()) < end) {
			reader.poll(POLL).forEach(this::read);
		}
	}

	private void read(ConsumerRecord<byte[], byte[]> record) {
		try {
			UUID order = UUID.fromString(new String(record.key(), StandardCharsets.UTF_8));
			MailsWaiting waiting = (record.value() != null) ? MailsWaiting.TOPIC.read(record.value()) : null;
			if (waiting == null || waiting.partition() == this.number) {
				this.store.set(this.number, order, waiting);
			}
		}
		catch (UnreadableEventException | IllegalArgumentException | NullPointerException ex) {
			log.warn("Not a waiting mail: {}, partition {}, offset {}", record.topic(), record.partition(),
					record.offset());
		}
	}

	/**
	 * Writes what waits of an order from now on. One writes at a time, so what is known
	 * does not change meanwhile.
	 * @param order the order
	 * @param change makes what waits of what is known to; null for nothing
	 * @throws KafkaException if another has taken it over
	 * @throws InterruptedException if interrupted
	 */
	void write(UUID order, Change change) throws InterruptedException {
		synchronized (this.written) {
			MailsWaiting known = this.store.get(this.number, order);
			MailsWaiting waiting = change.of(known);
			if (!Objects.equals(known, waiting)) {
				write(order, waiting, List.of(), null);
			}
		}
	}

	/**
	 * Writes what became of what has waited, and what waits from now on: both, or
	 * neither.
	 * @param order the order
	 * @param change makes what waits of what is known to; null for nothing
	 * @param outcomes what became
	 * @throws KafkaException if another has taken it over
	 * @throws InterruptedException if interrupted
	 */
	void settle(UUID order, Change change, OrderNotified... outcomes) throws InterruptedException {
		synchronized (this.written) {
			// Before it waits no more.
			this.settled.asMap().merge(order, outcomes[outcomes.length - 1].version(), Math::max);
			write(order, change.of(this.store.get(this.number, order)), Stream.of(outcomes)
				.map((each) -> record(Topics.ORDER_NOTIFICATIONS.name(), order, Topics.ORDER_NOTIFICATIONS.write(each)))
				.toList(), null);
		}
	}

	/**
	 * Writes what waits of an order once a command is done, and that it is: both, or
	 * neither.
	 * @param order the order
	 * @param change makes what waits of what is known to; null for nothing
	 * @param read the command's place
	 * @param otherwise what to write if nothing waits then
	 * @return whether something does
	 * @throws KafkaException if another has taken it over
	 * @throws InterruptedException if interrupted
	 */
	boolean obey(UUID order, Change change, CommandPlace read, List<ProducerRecord<byte[], byte[]>> otherwise)
			throws InterruptedException {
		synchronized (this.written) {
			MailsWaiting waiting = change.of(this.store.get(this.number, order));
			write(order, waiting, (waiting == null) ? otherwise : List.of(), read);
			return waiting != null;
		}
	}

	/**
	 * Commits how far commands are done with, where there is nothing to do.
	 * @param read the place
	 * @throws KafkaException if another has taken the partition over
	 * @throws InterruptedException if interrupted
	 */
	void passOver(CommandPlace read) throws InterruptedException {
		synchronized (this.written) {
			this.written.write(List.of(), read);
		}
	}

	private void write(UUID order, @Nullable MailsWaiting waiting, List<ProducerRecord<byte[], byte[]>> others,
			@Nullable CommandPlace read) throws InterruptedException {
		List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(others);
		records.add(
				record(MailsWaiting.TOPIC.name(), order, (waiting != null) ? MailsWaiting.TOPIC.write(waiting) : null));
		this.written.write(records, read);
		// Before the letter is done: what is offered next is compared with it.
		this.store.set(this.number, order, waiting);
	}

	private ProducerRecord<byte[], byte[]> record(String topic, UUID order, byte @Nullable [] value) {
		return new ProducerRecord<>(topic, this.number, order.toString().getBytes(StandardCharsets.UTF_8), value);
	}

	/**
	 * Whether the mail of a version waits, or has waited since this was taken over.
	 * @param order the order
	 * @param version the version
	 * @return false, too, if only later ones do
	 */
	boolean knows(UUID order, int version) {
		MailsWaiting waiting = this.store.get(this.number, order);
		return (waiting != null && waiting.from() <= version && version <= waiting.order().version())
				|| version <= this.settled.asMap().getOrDefault(order, 0);
	}

	private TopicPartition partitionOf(String topic) {
		return new TopicPartition(topic, this.number);
	}

	/**
	 * Whether mails are held no longer than until a time, but for what is not read yet.
	 * @param time the time
	 * @return false, too, if it was read a moment before
	 */
	boolean awaitsReading(Instant time) {
		return time.isAfter(this.read.plus(POLL)) && !this.store.heldUntil(this.number, time, null, 1).isEmpty();
	}

	/**
	 * Takes note up to when all of the partition is read, so that whatever the shop has
	 * recalled by then is known.
	 * @param time the time
	 */
	void isReadUpTo(Instant time) {
		this.read = time;
	}

	/** Offers no more. */
	synchronized void withdraw() {
		this.withdrawn = true;
	}

	/**
	 * Puts letters into the outbox that are due; what the shop might have recalled, only
	 * as far as the partition is read. Goes on where it ended, so that those whose mail
	 * server is slow do not keep others from their turn.
	 * @param outbox where they go
	 * @param now the time
	 */
	synchronized void offer(Outbox outbox, Instant now) {
		if (!this.withdrawn) {
			List<MailsWaiting> held = this.store.heldUntil(this.number, now.isBefore(this.read) ? now : this.read,
					this.lastHeld, LOOK);
			this.lastHeld = offer(held, outbox);
			List<MailsWaiting> due = this.store.due(this.number, now, this.lastDue, LOOK);
			this.lastDue = offer(due, outbox);
		}
	}

	/** The last one, unless there may be no more. */
	private @Nullable MailsWaiting offer(List<MailsWaiting> mails, Outbox outbox) {
		for (MailsWaiting due : mails) {
			// A worker may have changed it since.
			outbox.offer(Letter.of(due), () -> due.equals(this.store.get(this.number, due.order().id())));
		}
		return (mails.size() < LOOK) ? null : mails.getLast();
	}

	@Override
	public void close() {
		this.written.close();
		this.store.clear(this.number);
	}

	/** What waits instead of what is known to; null for nothing. */
	interface Change {

		@Nullable MailsWaiting of(@Nullable MailsWaiting known);

	}

}
