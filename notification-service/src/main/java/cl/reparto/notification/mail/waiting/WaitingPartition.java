package cl.reparto.notification.mail.waiting;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.Outbox;
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

	/** Of so many orders, the outbox has a letter that has waited. */
	private static final int OFFERED = 20;

	/** Of so many more, one that was held: those come as fast as the shop works. */
	private static final int RELEASED = 100;

	private final int number;

	private final WaitingStore store;

	private final WaitingLog written;

	private volatile Instant read = Instant.EPOCH;

	private boolean withdrawn;

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
	 * Writes what waits of an order from now on, and what became of what has waited, or
	 * neither. One writes at a time, so what is known does not change meanwhile.
	 * @param order the order
	 * @param change makes what waits of what is known to; null for nothing
	 * @param outcomes what became
	 * @return what waits; null for nothing
	 * @throws KafkaException if another has taken it over
	 * @throws InterruptedException if interrupted
	 */
	@Nullable MailsWaiting write(UUID order, Function<@Nullable MailsWaiting, @Nullable MailsWaiting> change,
			OrderNotified... outcomes) throws InterruptedException {
		synchronized (this.written) {
			MailsWaiting known = this.store.get(this.number, order);
			MailsWaiting waiting = change.apply(known);
			if (outcomes.length > 0 || !Objects.equals(known, waiting)) {
				write(order, waiting, outcomes);
			}
			return waiting;
		}
	}

	private void write(UUID order, @Nullable MailsWaiting waiting, OrderNotified... outcomes)
			throws InterruptedException {
		byte[] key = order.toString().getBytes(StandardCharsets.UTF_8);
		List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
		records
			.add(record(MailsWaiting.TOPIC.name(), key, (waiting != null) ? MailsWaiting.TOPIC.write(waiting) : null));
		for (OrderNotified outcome : outcomes) {
			records.add(record(Topics.ORDER_NOTIFICATIONS.name(), key, Topics.ORDER_NOTIFICATIONS.write(outcome)));
		}
		this.written.write(records);
		// Before the letter is done: what is offered next is compared with it.
		this.store.set(this.number, order, waiting);
	}

	private ProducerRecord<byte[], byte[]> record(String topic, byte[] key, byte @Nullable [] value) {
		return new ProducerRecord<>(topic, partitionOf(topic).partition(), key, value);
	}

	private TopicPartition partitionOf(String topic) {
		return new TopicPartition(topic, this.number);
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
	 * as far as the partition is read.
	 * @param outbox where they go
	 * @param now the time
	 */
	synchronized void offer(Outbox outbox, Instant now) {
		if (!this.withdrawn) {
			List<MailsWaiting> held = this.store.heldUntil(this.number, now.isBefore(this.read) ? now : this.read,
					RELEASED);
			List<MailsWaiting> others = this.store.due(this.number, now, OFFERED);
			for (MailsWaiting due : Stream.concat(held.stream(), others.stream()).toList()) {
				// A worker may have changed it since.
				outbox.offer(Letter.of(due), () -> due.equals(this.store.get(this.number, due.order().id())));
			}
		}
	}

	@Override
	public void close() {
		this.written.close();
		this.store.clear(this.number);
	}

}
