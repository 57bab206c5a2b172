package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Where the consumer of progress leaves letters and mail workers take them. Letters are
 * given out only under a lease: while it is known that they are nobody else's. For all
 * threads (decision 3).
 */
public final class Outbox {

	private final OrderQueues queues = new OrderQueues();

	private final UnfinishedOffsets unfinished;

	private final Backoff backoff;

	private MailLease lease = MailLease.ended();

	/**
	 * An empty outbox, without a lease.
	 * @param unfinished told of each letter until it is done
	 * @param backoff how long failed letters wait
	 */
	public Outbox(UnfinishedOffsets unfinished, Backoff backoff) {
		this.unfinished = unfinished;
		this.backoff = backoff;
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
	 * Goes on giving out letters.
	 * @param renewed until this lease ends
	 */
	public synchronized void renew(MailLease renewed) {
		this.lease = renewed;
		notifyAll();
	}

	/**
	 * Takes the next letter. It must be ended by {@link #done} or {@link #retry}.
	 * @param patience how long to wait for one
	 * @return the letter, or null if none was to be had for so long
	 * @throws InterruptedException if interrupted while waiting
	 */
	public synchronized @Nullable Letter take(Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		while (true) {
			long now = System.nanoTime();
			boolean leased = this.lease.isHeld(now);
			Letter letter = leased ? this.queues.next(now) : null;
			long left = deadline - now;
			if (letter != null || left <= 0) {
				return letter;
			}
			await(leased ? Math.min(left, this.queues.untilNext(now).orElse(left)) : left);
		}
	}

	/**
	 * Ends a letter for good. Does nothing for one that was forgotten.
	 * @param letter a letter that was taken
	 */
	public synchronized void done(Letter letter) {
		if (this.queues.done(letter)) {
			this.unfinished.remove(letter.position());
		}
		notifyAll();
	}

	/**
	 * Lets a letter that failed wait for its next turn, and its order's later ones with
	 * it. Does nothing for one that was withdrawn.
	 * @param letter a letter that was taken
	 */
	public synchronized void retry(Letter letter) {
		Duration delay = this.backoff.delay(this.queues.failed(letter), ThreadLocalRandom.current());
		this.queues.until(letter, System.nanoTime() + delay.toNanos());
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
		this.queues.forget(partitions);
		this.unfinished.forget(partitions);
	}

	private void await(long nanos) throws InterruptedException {
		TimeUnit.NANOSECONDS.timedWait(this, nanos);
	}

}
