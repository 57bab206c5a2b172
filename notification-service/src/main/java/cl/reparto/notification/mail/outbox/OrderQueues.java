package cl.reparto.notification.mail.outbox;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which letter is next. Those of one order go out one at a time and as they came, orders
 * side by side; an order whose first letter has failed waits until a time of its own, and
 * no other order waits with it. Keeps no clock and no lock: times are nanoseconds as of
 * {@link System#nanoTime()}.
 */
final class OrderQueues {

	private final Map<OrderKey, OrderQueue> queues = new HashMap<>();

	private final Queue<OrderQueue> ready = new ArrayDeque<>();

	private final Queue<OrderQueue> waiting = new PriorityQueue<>((a, b) -> Long.compare(a.due - b.due, 0));

	/** By identity: after a rebalance and back, an equal letter may be here once more. */
	private final Map<Letter, OrderQueue> taken = new IdentityHashMap<>();

	/**
	 * Adds a letter behind its order's others.
	 * @param letter the letter
	 */
	void put(Letter letter) {
		OrderQueue queue = this.queues.computeIfAbsent(OrderKey.of(letter), OrderQueue::new);
		queue.letters.addLast(letter);
		if (queue.letters.size() == 1) {
			this.ready.add(queue);
		}
	}

	/**
	 * Takes a letter. Its order's others wait until it is {@link #done} or put off
	 * {@link #until}.
	 * @param now the time
	 * @return the letter, or null if none is ready
	 */
	@Nullable Letter next(long now) {
		while (!this.waiting.isEmpty() && this.waiting.peek().due - now <= 0) {
			this.ready.add(this.waiting.remove());
		}
		OrderQueue queue = this.ready.poll();
		if (queue == null) {
			return null;
		}
		Letter letter = queue.letters.getFirst();
		this.taken.put(letter, queue);
		return letter;
	}

	/**
	 * How long until {@link #next} has a letter.
	 * @param now the time
	 * @return nanoseconds, 0 or less if it has one now; empty if nothing is waiting
	 */
	OptionalLong untilNext(long now) {
		if (!this.ready.isEmpty()) {
			return OptionalLong.of(0);
		}
		return this.waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(this.waiting.peek().due - now);
	}

	/**
	 * Ends a letter; its order's next one may go out.
	 * @param letter a letter that was taken
	 * @return false if the letter has been forgotten meanwhile
	 */
	boolean done(Letter letter) {
		OrderQueue queue = this.taken.remove(letter);
		if (queue == null) {
			return false;
		}
		queue.letters.removeFirst();
		queue.failures = 0;
		if (queue.letters.isEmpty()) {
			this.queues.remove(queue.key, queue);
		}
		else if (stands(queue)) {
			this.ready.add(queue);
		}
		return true;
	}

	/**
	 * Counts a failure of a letter.
	 * @param letter a letter that was taken
	 * @return how often it has failed by now
	 */
	int failed(Letter letter) {
		OrderQueue queue = this.taken.get(letter);
		return (queue != null) ? ++queue.failures : 1;
	}

	/**
	 * Puts a letter off.
	 * @param letter a letter that was taken
	 * @param due when to try again
	 */
	void until(Letter letter, long due) {
		OrderQueue queue = this.taken.remove(letter);
		if (queue != null && stands(queue)) {
			queue.due = due;
			this.waiting.add(queue);
		}
	}

	/**
	 * Gives out no more letters of these partitions.
	 * @param partitions the partitions
	 */
	void withdraw(Collection<Integer> partitions) {
		this.ready.removeIf((queue) -> partitions.contains(queue.key.partition));
		this.waiting.removeIf((queue) -> partitions.contains(queue.key.partition));
		this.queues.keySet().removeIf((key) -> partitions.contains(key.partition));
	}

	/**
	 * Whether a letter of these partitions is taken.
	 * @param partitions the partitions
	 * @return whether there is one that is neither done nor put off
	 */
	boolean busy(Collection<Integer> partitions) {
		return this.taken.values().stream().anyMatch((queue) -> partitions.contains(queue.key.partition));
	}

	/**
	 * Takes no more note of what becomes of the taken letters of these partitions.
	 * @param partitions the partitions, withdrawn before
	 */
	void forget(Collection<Integer> partitions) {
		this.taken.values().removeIf((queue) -> partitions.contains(queue.key.partition));
	}

	/** A withdrawn queue stands no more, even if a new one has its key. */
	private boolean stands(OrderQueue queue) {
		return this.queues.get(queue.key) == queue;
	}

	private record OrderKey(int partition, UUID order) {

		static OrderKey of(Letter letter) {
			return new OrderKey(letter.position().partition(), letter.order().id());
		}

	}

	private static final class OrderQueue {

		private final OrderKey key;

		private final Deque<Letter> letters = new ArrayDeque<>(4);

		private int failures;

		private long due;

		OrderQueue(OrderKey key) {
			this.key = key;
		}

	}

}
