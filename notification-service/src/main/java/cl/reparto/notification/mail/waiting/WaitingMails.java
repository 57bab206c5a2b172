package cl.reparto.notification.mail.waiting;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.MailCommand;
import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.notification.mail.outbox.Letter;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.RecallWindow;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The mails that wait for their mailboxes, or until what they tell cannot be recalled any
 * more, by order: an order's later mails wait behind its first (decision 18). Besides
 * people's commands, only the worker that has a letter of an order changes what waits of
 * it. For all threads.
 */
public final class WaitingMails implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(100);

	private final Map<Integer, WaitingPartition> partitions = new ConcurrentHashMap<>();

	private final Map<Integer, ReentrantLock> openings = new ConcurrentHashMap<>();

	private final WaitingStore store;

	private final Map<String, Object> producers;

	private final Outbox outbox;

	private final Backoff backoff;

	private final Duration giveUpAfter;

	private final RecallWindow window;

	private final InstantSource clock;

	/**
	 * None, of no partition.
	 * @param folder where they are to be; one process has it at a time
	 * @param producers connection and more
	 * @param outbox where those go that are due
	 * @param backoff how long they wait
	 * @param giveUpAfter how long an order's mails wait in all
	 * @param window how long the shop may recall what it has done
	 * @param clock the time
	 */
	public WaitingMails(Path folder, Map<String, Object> producers, Outbox outbox, Backoff backoff,
			Duration giveUpAfter, RecallWindow window, InstantSource clock) {
		this.store = new WaitingStore(folder);
		this.producers = producers;
		this.outbox = outbox;
		this.backoff = backoff;
		this.giveUpAfter = giveUpAfter;
		this.window = window;
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
		try {
			takeOver(number, reader);
		}
		finally {
			lock.unlock();
		}
	}

	private void takeOver(int number, Consumer<byte[], byte[]> reader) throws InterruptedException {
		WaitingPartition partition = new WaitingPartition(number, this.store, this.producers);
		boolean opened = false;
		try {
			partition.open(reader);
			opened = publish(number, partition);
		}
		finally {
			if (!opened) {
				partition.close();
			}
		}
	}

	/** Unless it is given up meanwhile. */
	private synchronized boolean publish(int number, WaitingPartition partition) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		this.partitions.put(number, partition);
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
			.forEach(WaitingPartition::withdraw);
	}

	/**
	 * Forgets these partitions: they are another's now.
	 * @param numbers the partitions
	 */
	public synchronized void forget(Collection<Integer> numbers) {
		for (Integer number : numbers) {
			WaitingPartition partition = this.partitions.remove(number);
			if (partition != null) {
				partition.close();
			}
		}
	}

	/**
	 * Whether the mail of a version waits, or has waited here.
	 * @param number the order's partition
	 * @param order the order
	 * @param version the version
	 * @return false, too, if only later ones do
	 */
	public boolean knows(int number, UUID order, int version) {
		WaitingPartition partition = this.partitions.get(number);
		return partition != null && partition.knows(order, version);
	}

	/**
	 * Whether mails of a partition wait until it is read up to a time.
	 * @param number the partition
	 * @param time the time
	 * @return whether they could go out then
	 */
	public boolean awaitsReading(int number, Instant time) {
		WaitingPartition partition = this.partitions.get(number);
		return partition != null && partition.awaitsReading(time);
	}

	/**
	 * Takes note up to when all of a partition is read.
	 * @param number the partition
	 * @param time the time
	 */
	public void isReadUpTo(int number, Instant time) {
		WaitingPartition partition = this.partitions.get(number);
		if (partition != null) {
			partition.isReadUpTo(time);
		}
	}

	/**
	 * Lets a letter wait if others of its order do, if it tells of an advance that the
	 * shop may yet recall, or if it is crowded out.
	 * @param letter a letter just read
	 * @param crowdedOut whether it is to wait in any case
	 * @return false if it may go out
	 * @throws InterruptedException if interrupted
	 */
	public boolean keeps(Letter letter, boolean crowdedOut) throws InterruptedException {
		OrderProgress order = letter.order();
		int number = letter.position().partition();
		MailsWaiting waiting = this.store.get(number, order.id());
		if (waiting == null && !crowdedOut && !this.window.holds(order)) {
			return false;
		}
		Instant now = this.clock.instant();
		partition(letter).write(order.id(),
				(known) -> (known != null) ? known.and(order) : fresh(order, order.version(), number, now));
		return true;
	}

	/** Mails that were not tried yet. */
	private MailsWaiting fresh(OrderProgress order, int from, int number, Instant now) {
		Instant end = this.window.end(order.asOf(from));
		return new MailsWaiting(order, from, number, 0, now, end.isAfter(now) ? end : now);
	}

	/**
	 * Lets a letter wait that its mailbox did not take.
	 * @param letter a letter
	 * @param why what the mail server said
	 * @return false if it has waited for too long
	 * @throws InterruptedException if interrupted
	 */
	public boolean defer(Letter letter, String why) throws InterruptedException {
		Instant now = this.clock.instant();
		OrderProgress order = letter.order();
		MailsWaiting waited = letter.waiting();
		if (waited != null && !now.isBefore(waited.since().plus(this.giveUpAfter))) {
			return false;
		}
		MailsWaiting first = (waited != null) ? waited
				: new MailsWaiting(order, order.version(), letter.position().partition(), 0, now, now);
		Duration delay = this.backoff.delay(first.failures() + 1, ThreadLocalRandom.current());
		partition(letter).write(order.id(),
				(known) -> (known == null || known.equals(waited)) ? first.failed(now, delay, why) : known.and(order));
		return true;
	}

	/**
	 * Writes the outcomes of letters that have waited. Their order's next one is due at
	 * once, unless it has to wait for the shop. What people have asked for meanwhile
	 * stands.
	 * @param letter the first letter
	 * @param outcomes its outcome, and those of the next ones that go with it
	 * @throws InterruptedException if interrupted
	 */
	public void settle(Letter letter, OrderNotified... outcomes) throws InterruptedException {
		WaitingPartition partition = partition(letter);
		OrderNotified last = outcomes[outcomes.length - 1];
		Instant now = this.clock.instant();
		partition.settle(letter.order().id(), (known) -> next(known, letter, last, now), outcomes);
	}

	private @Nullable MailsWaiting next(@Nullable MailsWaiting known, Letter letter, OrderNotified last, Instant now) {
		boolean asked = known != null && !known.equals(letter.waiting());
		if (asked && (known.from() < letter.order().version() || known.from() > last.version())) {
			return known;
		}
		if (known == null || last.version() == known.order().version()) {
			return null;
		}
		MailsWaiting next = fresh(known.order(), last.version() + 1, known.partition(), now);
		return (asked || last.outcome() == Outcome.EXPIRED) ? next.waitingSince(known.since()) : next;
	}

	/**
	 * Does what a person asks, and commits that it is done: both, or neither. If a worker
	 * has a letter of the order, it holds for what comes after that.
	 * @param order the order
	 * @param command what to do
	 * @param read the command's place
	 * @param otherwise what to write if there is nothing to do here
	 * @return whether there was something to do
	 * @throws IllegalStateException if the order's partition is given up
	 * @throws InterruptedException if interrupted
	 */
	boolean obey(UUID order, MailCommand command, CommandPlace read, List<ProducerRecord<byte[], byte[]>> otherwise)
			throws InterruptedException {
		int number = read.partition().partition();
		Instant now = this.clock.instant();
		return partition(number).obey(order, (known) -> switch (command.action()) {
			case SEND -> waiting(number, order, command, now, known);
			case GIVE_UP -> (known != null)
					? new MailsWaiting(known.order(), known.from(), number, 0, now.minus(this.giveUpAfter), now) : null;
		}, read, otherwise);
	}

	/**
	 * Commits how far commands are done with, where there is nothing to do.
	 * @param read the place
	 * @throws IllegalStateException if its partition is given up
	 * @throws InterruptedException if interrupted
	 */
	void passOver(CommandPlace read) throws InterruptedException {
		partition(read.partition().partition()).passOver(read);
	}

	/**
	 * What is owed already, and what the order has come to since it was asked for, is
	 * mailed, too.
	 */
	private static MailsWaiting waiting(int number, UUID id, MailCommand command, Instant now,
			@Nullable MailsWaiting known) {
		OrderProgress order = Objects.requireNonNull(command.order());
		if (!order.id().equals(id)) {
			throw new IllegalArgumentException("key is not the order's id");
		}
		MailsWaiting waiting = new MailsWaiting(order,
				(command.from() != null) ? first(order, command.from()) : order.version(), number, 0, now, now);
		return (known != null) ? waiting.and(known.first()).and(known.order()) : waiting;
	}

	/** The first version in a status. */
	private static int first(OrderProgress order, Status status) {
		return IntStream.range(0, order.version())
			.filter((step) -> order.history().get(step).status() == status)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("the order was never " + status.wireName())) + 1;
	}

	/**
	 * The partitions that this instance has taken over.
	 * @return their numbers
	 */
	Set<Integer> partitions() {
		return Set.copyOf(this.partitions.keySet());
	}

	private WaitingPartition partition(Letter letter) {
		return partition(letter.position().partition());
	}

	private WaitingPartition partition(int number) {
		WaitingPartition partition = this.partitions.get(number);
		if (partition == null) {
			throw new IllegalStateException("Partition " + number + " is given up");
		}
		return partition;
	}

	/**
	 * Puts letters into the outbox when they are due, until interrupted.
	 * @throws InterruptedException if interrupted
	 */
	public void offer() throws InterruptedException {
		while (true) {
			this.partitions.values().forEach((partition) -> partition.offer(this.outbox, this.clock.instant()));
			Thread.sleep(POLL);
		}
	}

	/**
	 * How many orders' mails wait for their mailbox.
	 * @return of all partitions
	 */
	public int size() {
		return this.partitions.keySet().stream().mapToInt(this.store::size).sum() - held();
	}

	/**
	 * How many orders' mails wait until what they tell cannot be recalled any more.
	 * @return of all partitions
	 */
	public int held() {
		return this.partitions.keySet().stream().mapToInt(this.store::held).sum();
	}

	@Override
	public void close() {
		forget(List.copyOf(this.partitions.keySet()));
		this.store.close();
	}

}
