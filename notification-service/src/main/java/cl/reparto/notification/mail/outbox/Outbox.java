package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Where the consumer of progress leaves letters and mail workers take them. Letters are
 * given out only under a lease: while it is known that they are nobody else's. For all
 * threads (decision 3).
 */
public final class Outbox {

	/** So many slow domains have a crowd of orders, and four mails of each. */
	private static final int CROWDS = 16;

	private final OrderQueues queues;

	private final UnfinishedOffsets unfinished;

	private final Breaker breaker;

	private MailLease lease = MailLease.ended();

	/**
	 * An empty outbox, without a lease.
	 * @param unfinished told of each letter until it is done
	 * @param backoff how long all wait for a server that takes no mail
	 * @param lanes how many workers there are
	 */
	public Outbox(UnfinishedOffsets unfinished, Backoff backoff, int lanes) {
		this.queues = new OrderQueues(lanes, unfinished.backlog() / CROWDS);
		this.unfinished = unfinished;
		this.breaker = new Breaker(backoff);
	}

	/**
	 * Adds a letter.
	 * @param letter the letter
	 */
	public synchronized void put(Letter letter) {
		this.unfinished.add(letter.position());
		this.queues.put(letter);
		notifyAll();
	}

	/**
	 * Adds a letter that has waited, unless its order has one here, or others have many.
	 * @param letter the letter
	 * @param stillDue asked when nobody has a letter of its order
	 */
	public synchronized void offer(Letter letter, BooleanSupplier stillDue) {
		if (this.queues.hasRoomFor(letter) && stillDue.getAsBoolean()) {
			this.queues.put(letter);
			notifyAll();
		}
	}

	/**
	 * Goes on giving out letters.
	 * @param renewed until this lease ends
	 */
	public synchronized void renew(MailLease renewed) {
		this.lease = renewed;
		notifyAll();
	}

	/**
	 * Takes the next letter. It must be ended by {@link #done}, {@link #putBack} or
	 * {@link #leave}.
	 * @param patience how long to wait for one
	 * @return the letter, or null if none was to be had for so long
	 * @throws InterruptedException if interrupted while waiting
	 */
	public synchronized @Nullable Letter take(Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		while (true) {
			long now = System.nanoTime();
			boolean open = this.breaker.isClosed(now);
			Letter letter = (open && this.lease.isHeld(now)) ? this.queues.next(now, this.breaker.serverWorks()) : null;
			long left = deadline - now;
			if (letter != null) {
				this.breaker.begin();
			}
			if (letter != null || left <= 0) {
				return letter;
			}
			await(open ? left : Math.min(left, this.breaker.untilNext(now)));
		}
	}

	/**
	 * Whether a letter may go out: a last look before it does.
	 * @param letter a letter that was taken
	 * @return false once the lease has ended or the letter was forgotten
	 */
	public synchronized boolean isStillOurs(Letter letter) {
		return this.lease.isHeld(System.nanoTime()) && this.queues.isTaken(letter);
	}

	/**
	 * Whether a letter is to wait elsewhere, untried: its domain is slow, and has many
	 * here.
	 * @param letter a letter that was taken
	 * @return false if it is to be tried
	 */
	public synchronized boolean isCrowdedOut(Letter letter) {
		return this.queues.isAside(letter);
	}

	/**
	 * Goes on after a reply of a mail server that takes mails, if not this one.
	 */
	public synchronized void serverWorks() {
		this.breaker.close();
		notifyAll();
	}

	/**
	 * Ends a letter for good. Does nothing for one that was forgotten.
	 * @param letter a letter that was taken
	 */
	public synchronized void done(Letter letter) {
		this.breaker.end();
		if (this.queues.done(letter, System.nanoTime())) {
			this.unfinished.remove(letter.position());
		}
		notifyAll();
	}

	/**
	 * Takes a letter back from a mail server that takes none, and waits before another is
	 * given out. Forgets it if it was withdrawn.
	 * @param letter a letter that was taken
	 */
	public synchronized void putBack(Letter letter) {
		this.breaker.end();
		long now = System.nanoTime();
		this.breaker.open(now);
		this.queues.putBack(letter, now);
		notifyAll();
	}

	/**
	 * Takes a letter back of which nothing came, neither of the mail server nor of Kafka.
	 * Forgets it if it was withdrawn.
	 * @param letter a letter that was taken
	 */
	public synchronized void leave(Letter letter) {
		this.breaker.end();
		this.queues.putBack(letter, System.nanoTime());
		notifyAll();
	}

	/**
	 * Gives out no more letters of these partitions and waits for those that workers
	 * have.
	 * @param partitions the partitions
	 * @param limit how long to wait
	 * @return false if that was not long enough
	 * @throws InterruptedException if interrupted while waiting
	 */
	public synchronized boolean withdraw(Collection<Integer> partitions, Duration limit) throws InterruptedException {
		this.queues.withdraw(partitions);
		long deadline = System.nanoTime() + limit.toNanos();
		long left = limit.toNanos();
		while (this.queues.busy(partitions) && left > 0) {
			await(left);
			left = deadline - System.nanoTime();
		}
		return !this.queues.busy(partitions);
	}

	/**
	 * Forgets all about these partitions: they are another's now.
	 * @param partitions the partitions
	 */
	public synchronized void forget(Collection<Integer> partitions) {
		this.queues.withdraw(partitions);
		this.queues.forget(partitions, System.nanoTime());
		this.unfinished.forget(partitions);
	}

	private void await(long nanos) throws InterruptedException {
		TimeUnit.NANOSECONDS.timedWait(this, nanos);
	}

}
