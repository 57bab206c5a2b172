package cl.reparto.notification.mail.waiting;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

import cl.reparto.model.MailsWaiting;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.Letter;
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
 * The mails that wait for their mailboxes, by order: an order's later mails wait behind
 * its first. A worker that has a letter of an order is the only one that changes what
 * waits of it. For all threads.
 */
public final class WaitingMails implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(WaitingMails.class);

	private static final Duration POLL = Duration.ofMillis(100);

	/** Of so many orders of a partition, the outbox has a letter that has waited. */
	private static final int OFFERED = 20;

	private final Map<Integer, Partition> partitions = new ConcurrentHashMap<>();

	private final Map<Integer, ReentrantLock> openings = new ConcurrentHashMap<>();

	private final WaitingStore store;

	private final Map<String, Object> producers;

	private final Outbox outbox;

	private final Backoff backoff;

	private final Duration giveUpAfter;

	private final InstantSource clock;

	/**
	 * None, of no partition.
	 * @param folder where they are to be; one process has it at a time
	 * @param producers connection and more
	 * @param outbox where those go that are due
	 * @param backoff how long they wait
	 * @param giveUpAfter how long an order's mails wait in all
	 * @param clock the time
	 */
	public WaitingMails(Path folder, Map<String, Object> producers, Outbox outbox, Backoff backoff,
			Duration giveUpAfter, InstantSource clock) {
		this.store = new WaitingStore(folder);
		this.producers = producers;
		this.outbox = outbox;
		this.backoff = backoff;
		this.giveUpAfter = giveUpAfter;
		this.clock = clock;
	}

	/**
	 * Takes over a partition: nobody else can write any more what waits of it, and all
	 * that waits is read.
	 * @param number a partition of {@code order_processing}
	 * @param reader to be assigned and used up
	 * @throws KafkaException if that has to be tried again
	 * @throws InterruptedException if interrupted: the partition is not wanted any more
	 */
	public void open(int number, Consumer<byte[], byte[]> reader) throws InterruptedException {
		ReentrantLock lock = this.openings.computeIfAbsent(number, (key) -> new ReentrantLock());
		lock.lockInterruptibly();
		WaitingLog written = new WaitingLog(this.producers, number);
		boolean opened = false;
		try {
			written.begin();
			this.store.clear(number);
			read(number, reader, written);
			opened = publish(number, written);
		}
		finally {
			if (!opened) {
				written.close();
			}
			lock.unlock();
		}
	}

	private void read(int number, Consumer<byte[], byte[]> reader, WaitingLog written) {
		String topic = Topics.ORDER_MAILS_WAITING.name();
		TopicPartition partition = new TopicPartition(topic, number % written.partitions(topic));
		List<TopicPartition> assigned = List.of(partition);
		reader.assign(assigned);
		reader.seekToBeginning(assigned);
		long end = reader.endOffsets(assigned).get(partition);
		while (reader.position(partition) < end) {
			reader.poll(POLL).forEach((record) -> read(number, record));
		}
	}

	private void read(int number, ConsumerRecord<byte[], byte[]> record) {
		try {
			UUID order = UUID.fromString(new String(record.key(), StandardCharsets.UTF_8));
			MailsWaiting waiting = (record.value() != null) ? Topics.ORDER_MAILS_WAITING.read(record.value()) : null;
			if (waiting == null || waiting.partition() == number) {
				this.store.set(number, order, waiting);
			}
		}
		catch (UnreadableEventException | IllegalArgumentException | NullPointerException ex) {
			log.warn("Not a waiting mail: {}, partition {}, offset {}", record.topic(), record.partition(),
					record.offset());
		}
	}

	/** Unless it is given up meanwhile. */
	private synchronized boolean publish(int number, WaitingLog written) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		this.partitions.put(number, new Partition(number, written));
		return true;
	}

	/**
	 * Puts no more letters of these partitions into the outbox.
	 * @param numbers the partitions
	 */
	public void withdraw(Collection<Integer> numbers) {
		numbers.stream()
			.map(this.partitions::get)
			.filter((partition) -> partition != null)
			.forEach(Partition::withdraw);
	}

	/**
	 * Forgets these partitions: they are another's now.
	 * @param numbers the partitions
	 */
	public synchronized void forget(Collection<Integer> numbers) {
		for (Integer number : numbers) {
			Partition partition = this.partitions.remove(number);
			if (partition != null) {
				partition.log.close();
				this.store.clear(number);
			}
		}
	}

	/**
	 * Up to which version an order's mails wait.
	 * @param partition its partition
	 * @param order the order
	 * @return a version; 0 if none waits
	 */
	public int version(int partition, UUID order) {
		MailsWaiting waiting = this.store.get(partition, order);
		return (waiting != null) ? waiting.order().version() : 0;
	}

	/**
	 * Lets a letter wait if others of its order do.
	 * @param letter a letter just read
	 * @return false if it may go out
	 * @throws InterruptedException if interrupted
	 */
	public boolean hasJoined(Letter letter) throws InterruptedException {
		Partition partition = this.partitions.get(letter.position().partition());
		MailsWaiting waiting = this.store.get(letter.position().partition(), letter.order().id());
		if (partition == null || waiting == null) {
			return false;
		}
		if (letter.order().version() > waiting.order().version()) {
			partition.write(letter, waiting.with(letter.order()));
		}
		return true;
	}

	/**
	 * Lets a letter wait that its mailbox did not take.
	 * @param letter a letter
	 * @return false if it has waited for too long
	 * @throws InterruptedException if interrupted
	 */
	public boolean defer(Letter letter) throws InterruptedException {
		Instant now = this.clock.instant();
		OrderProgress order = letter.order();
		MailsWaiting waited = letter.waiting();
		if (waited != null && !now.isBefore(waited.since().plus(this.giveUpAfter))) {
			return false;
		}
		MailsWaiting first = (waited != null) ? waited
				: new MailsWaiting(order, order.status(), letter.position().partition(), 0, now, now);
		Duration delay = this.backoff.delay(first.failures() + 1, ThreadLocalRandom.current());
		partition(letter).write(letter, first.failed(now, delay));
		return true;
	}

	/**
	 * Writes the outcome of a letter that has waited. Its order's next one is due at
	 * once.
	 * @param letter the letter
	 * @param outcome its outcome
	 * @throws InterruptedException if interrupted
	 */
	public void settle(Letter letter, OrderNotified outcome) throws InterruptedException {
		partition(letter).write(letter, next(letter, outcome.outcome()), outcome);
	}

	private @Nullable MailsWaiting next(Letter letter, Outcome outcome) {
		MailsWaiting waited = letter.waiting();
		if (waited == null || waited.from() == waited.order().status()) {
			return null;
		}
		Status next = waited.from().next().orElseThrow();
		Instant now = this.clock.instant();
		Instant since = (outcome == Outcome.EXPIRED) ? waited.since() : now;
		return new MailsWaiting(waited.order(), next, waited.partition(), 0, since, now);
	}

	private Partition partition(Letter letter) {
		Partition partition = this.partitions.get(letter.position().partition());
		if (partition == null) {
			throw new IllegalStateException("Partition " + letter.position().partition() + " is given up");
		}
		return partition;
	}

	/**
	 * Puts letters into the outbox when they are due, until interrupted.
	 * @throws InterruptedException if interrupted
	 */
	public void offer() throws InterruptedException {
		while (true) {
			this.partitions.values().forEach(Partition::offer);
			Thread.sleep(POLL);
		}
	}

	/**
	 * How many orders' mails wait.
	 * @return of all partitions
	 */
	public int size() {
		return this.partitions.keySet().stream().mapToInt(this.store::size).sum();
	}

	@Override
	public void close() {
		forget(List.copyOf(this.partitions.keySet()));
		this.store.close();
	}

	/** What waits of a partition. */
	private final class Partition {

		private final int number;

		private final WaitingLog log;

		private boolean withdrawn;

		Partition(int number, WaitingLog log) {
			this.number = number;
			this.log = log;
		}

		void write(Letter letter, @Nullable MailsWaiting waiting, OrderNotified... outcomes)
				throws InterruptedException {
			UUID order = letter.order().id();
			byte[] key = order.toString().getBytes(StandardCharsets.UTF_8);
			List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
			records.add(record(Topics.ORDER_MAILS_WAITING.name(), key,
					(waiting != null) ? Topics.ORDER_MAILS_WAITING.write(waiting) : null));
			for (OrderNotified outcome : outcomes) {
				records.add(record(Topics.ORDER_NOTIFICATIONS.name(), key, Topics.ORDER_NOTIFICATIONS.write(outcome)));
			}
			this.log.write(records);
			// Before the letter is done: what is offered next is compared with it.
			WaitingMails.this.store.set(this.number, order, waiting);
		}

		private ProducerRecord<byte[], byte[]> record(String topic, byte[] key, byte @Nullable [] value) {
			return new ProducerRecord<>(topic, this.number % this.log.partitions(topic), key, value);
		}

		synchronized void withdraw() {
			this.withdrawn = true;
		}

		synchronized void offer() {
			if (this.withdrawn) {
				return;
			}
			WaitingStore store = WaitingMails.this.store;
			Instant now = WaitingMails.this.clock.instant();
			for (MailsWaiting due : store.due(this.number, now, OFFERED)) {
				// A worker may have changed it since.
				WaitingMails.this.outbox.offer(Letter.of(due),
						() -> due.equals(store.get(this.number, due.order().id())));
			}
		}

	}

}
