package cl.reparto.notification.mail;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Where the intake leaves tasks and lanes take them: {@link Lines} and {@link Pending},
 * shared between threads. It gives tasks out on a lease: while it is known that they are
 * nobody else's.
 */
final class Outbox {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition work = this.lock.newCondition();

	private final Condition settled = this.lock.newCondition();

	private final Lines lines = new Lines();

	private final Pending pending = new Pending();

	private final int backlog;

	private final Backoff backoff;

	/** Until when tasks are given out, in nanoseconds. */
	private long lease = System.nanoTime();

	/**
	 * An empty outbox.
	 * @param backlog with how many tasks it is full
	 * @param backoff how long failed tasks wait
	 */
	Outbox(int backlog, Backoff backoff) {
		this.backlog = backlog;
		this.backoff = backoff;
	}

	/**
	 * Adds a task, also beyond the bound: what was read has to go somewhere.
	 * @param task the task
	 */
	void put(Task task) {
		this.lock.lock();
		try {
			this.pending.add(task.place());
			this.lines.put(task);
			this.work.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Goes on giving out tasks.
	 * @param until how long, in nanoseconds as of {@link System#nanoTime()}
	 */
	void renew(long until) {
		this.lock.lock();
		try {
			this.lease = until;
			this.work.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes the next task. It must be ended by {@link #done} or {@link #retry}.
	 * @param patience how long to wait for one
	 * @return the task, or null if none was to be had for so long
	 * @throws InterruptedException if interrupted while waiting
	 */
	@Nullable Task take(Duration patience) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long deadline = System.nanoTime() + patience.toNanos();
			while (true) {
				long now = System.nanoTime();
				boolean leased = this.lease - now > 0;
				Task task = leased ? this.lines.next(now) : null;
				long left = deadline - now;
				if (task != null || left <= 0) {
					return task;
				}
				this.work.awaitNanos(leased ? Math.min(left, this.lines.untilNext(now).orElse(left)) : left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends a task for good. Does nothing for one that was forgotten.
	 * @param task a task that was taken
	 */
	void done(Task task) {
		this.lock.lock();
		try {
			if (this.lines.done(task)) {
				this.pending.remove(task.place());
			}
			this.work.signal();
			this.settled.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lets a task that failed wait for its next turn, and its line with it. Does nothing
	 * for one that was withdrawn.
	 * @param task a task that was taken
	 * @param retry what is left to do of it: itself or its successor
	 */
	void retry(Task task, Task retry) {
		this.lock.lock();
		try {
			Duration delay = this.backoff.delay(this.lines.failed(task), ThreadLocalRandom.current());
			this.lines.until(task, retry, System.nanoTime() + delay.toNanos());
			this.work.signal();
			this.settled.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Gives out no more tasks of these partitions and waits for those that lanes have.
	 * @param partitions the partitions
	 * @param limit how long to wait
	 * @return false if that was not long enough
	 * @throws InterruptedException if interrupted while waiting
	 */
	boolean withdraw(Collection<Integer> partitions, Duration limit) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			this.lines.withdraw(partitions);
			long left = limit.toNanos();
			while (left > 0 && this.lines.busy(partitions)) {
				left = this.settled.awaitNanos(left);
			}
			return !this.lines.busy(partitions);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forgets all about these partitions: they are another's now.
	 * @param partitions the partitions
	 */
	void forget(Collection<Integer> partitions) {
		this.lock.lock();
		try {
			this.lines.withdraw(partitions);
			this.lines.forget(partitions);
			this.pending.forget(partitions);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The first task of a partition that is not done.
	 * @param partition the partition
	 * @return its offset; empty if all are done
	 */
	OptionalLong lowest(int partition) {
		this.lock.lock();
		try {
			return this.pending.lowest(partition);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How many tasks are not done.
	 * @return those in lanes included
	 */
	int size() {
		this.lock.lock();
		try {
			return this.pending.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isFull() {
		return size() >= this.backlog;
	}

}
