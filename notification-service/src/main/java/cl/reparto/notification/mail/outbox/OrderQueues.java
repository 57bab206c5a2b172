package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which letter is next. Those of one order go out one at a time and as they came, orders
 * side by side. Recipients' domains take turns, and one that is slow, or not known to be
 * quick, gets a quarter of the workers at most; a quick one leaves a quarter to others.
 * Of a slow one that has a crowd here, the last are given out, too, to wait elsewhere.
 * Keeps no clock and no lock: times are nanoseconds as of {@link System#nanoTime()}.
 */
final class OrderQueues {

	/** What is under way for longer is slow. */
	private static final long QUICK = Duration.ofSeconds(1).toNanos();

	/** Of so many orders, letters that have waited are here. */
	private static final int MOST_WAITED = 2_000;

	/** Of so many to one domain: one that is slow leaves room for others. */
	private static final int MOST_WAITED_OF_DOMAIN = 100;

	private final Map<OrderKey, OrderQueue> queues = new HashMap<>();

	private final Map<String, Domain> domains = new HashMap<>();

	/** Those that have a letter and may have one more taken. */
	private final Queue<Domain> turns = new ArrayDeque<>();

	/** By identity: after a rebalance and back, an equal letter may be here once more. */
	private final Map<Letter, Taken> taken = new IdentityHashMap<>();

	private final int quarter;

	private final int most;

	private final int crowd;

	private int waited;

	/**
	 * Empty.
	 * @param workers how many take letters
	 * @param crowd how many orders of a slow domain are a crowd
	 */
	OrderQueues(int workers, int crowd) {
		this.quarter = Math.max(1, workers / 4);
		this.most = Math.max(1, workers - this.quarter);
		this.crowd = crowd;
	}

	/**
	 * Adds a letter behind its order's others.
	 * @param letter the letter
	 */
	void put(Letter letter) {
		OrderQueue queue = this.queues.computeIfAbsent(OrderKey.of(letter), (key) -> begin(key, letter));
		queue.letters.addLast(letter);
		if (queue.letters.size() == 1) {
			queue.domain.ready.addLast(queue);
			takeTurns(queue.domain);
		}
	}

	private OrderQueue begin(OrderKey key, Letter letter) {
		Domain domain = this.domains.computeIfAbsent(letter.domain(), Domain::new);
		OrderQueue queue = new OrderQueue(key, domain, letter.waiting() != null);
		count(queue, 1);
		return queue;
	}

	private void count(OrderQueue queue, int change) {
		if (queue.waited) {
			this.waited += change;
			queue.domain.waited += change;
		}
	}

	/**
	 * Whether there is room for a letter that has waited.
	 * @param letter the letter
	 * @return false if its order has one here, taken or not, or others have many
	 */
	boolean hasRoomFor(Letter letter) {
		Domain domain = this.domains.get(letter.domain());
		return this.waited < MOST_WAITED && (domain == null || domain.waited < MOST_WAITED_OF_DOMAIN)
				&& !this.queues.containsKey(OrderKey.of(letter));
	}

	/**
	 * Takes a letter. Its order's others wait until it is {@link #done} or
	 * {@link #putBack}.
	 * @param now the time
	 * @param aside whether one may be taken to wait elsewhere
	 * @return the letter, or null if none may be taken
	 */
	@Nullable Letter next(long now, boolean aside) {
		while (!this.turns.isEmpty()) {
			Domain domain = this.turns.remove();
			domain.hasTurn = false;
			if (mayHaveOneMore(domain, now)) {
				OrderQueue queue = domain.ready.poll();
				if (queue != null) {
					return take(queue, now, false);
				}
			}
			else if (aside && !domain.quick && domain.ready.size() > this.crowd) {
				OrderQueue queue = lastNew(domain);
				if (queue != null) {
					return take(queue, now, true);
				}
			}
		}
		return null;
	}

	private boolean mayHaveOneMore(Domain domain, long now) {
		int tried = domain.taken - domain.aside;
		return tried < this.quarter || (domain.quick && tried < this.most && slow(domain, now) < this.quarter);
	}

	/** Those that have waited are few. */
	private static @Nullable OrderQueue lastNew(Domain domain) {
		Iterator<OrderQueue> queues = domain.ready.descendingIterator();
		while (queues.hasNext()) {
			OrderQueue queue = queues.next();
			if (!queue.waited) {
				queues.remove();
				return queue;
			}
		}
		return null;
	}

	private Letter take(OrderQueue queue, long now, boolean aside) {
		queue.domain.taken++;
		if (aside) {
			queue.domain.aside++;
		}
		takeTurns(queue.domain);
		Letter letter = queue.letters.getFirst();
		this.taken.put(letter, new Taken(queue, now, aside));
		return letter;
	}

	private long slow(Domain domain, long now) {
		return this.taken.values()
			.stream()
			.filter((each) -> each.queue.domain == domain && !each.aside && now - each.since >= QUICK)
			.count();
	}

	/**
	 * Ends a letter; its order's next one may go out.
	 * @param letter a letter that was taken
	 * @param now the time
	 * @return false if the letter has been forgotten meanwhile
	 */
	boolean done(Letter letter, long now) {
		OrderQueue queue = release(letter, now);
		if (queue == null) {
			return false;
		}
		queue.letters.removeFirst();
		if (queue.letters.isEmpty()) {
			if (this.queues.remove(queue.key, queue)) {
				count(queue, -1);
			}
		}
		else if (stands(queue)) {
			queue.domain.ready.addLast(queue);
		}
		settle(queue.domain);
		return true;
	}

	/**
	 * Puts a letter back to where it was.
	 * @param letter a letter that was taken
	 * @param now the time
	 */
	void putBack(Letter letter, long now) {
		OrderQueue queue = release(letter, now);
		if (queue != null) {
			if (stands(queue)) {
				queue.domain.ready.addFirst(queue);
			}
			settle(queue.domain);
		}
	}

	private @Nullable OrderQueue release(Letter letter, long now) {
		Taken over = this.taken.remove(letter);
		if (over == null) {
			return null;
		}
		Domain domain = over.queue.domain;
		domain.taken--;
		if (over.aside) {
			domain.aside--;
		}
		else {
			domain.quick = now - over.since < QUICK;
		}
		return over.queue;
	}

	private void settle(Domain domain) {
		takeTurns(domain);
		if (domain.taken == 0 && domain.ready.isEmpty() && !domain.hasTurn) {
			this.domains.remove(domain.name, domain);
		}
	}

	private void takeTurns(Domain domain) {
		if (!domain.hasTurn && !domain.ready.isEmpty()) {
			domain.hasTurn = true;
			this.turns.add(domain);
		}
	}

	/**
	 * Gives out no more letters of these partitions.
	 * @param partitions the partitions
	 */
	void withdraw(Collection<Integer> partitions) {
		this.domains.values()
			.forEach((domain) -> domain.ready.removeIf((queue) -> partitions.contains(queue.key.partition)));
		this.queues.values().removeIf((queue) -> {
			boolean ends = partitions.contains(queue.key.partition);
			if (ends) {
				count(queue, -1);
			}
			return ends;
		});
	}

	/**
	 * Whether a letter of these partitions is taken.
	 * @param partitions the partitions
	 * @return whether there is one that is neither done nor put back
	 */
	boolean busy(Collection<Integer> partitions) {
		return this.taken.values().stream().anyMatch((each) -> partitions.contains(each.queue.key.partition));
	}

	/**
	 * Whether a letter is taken.
	 * @param letter the letter
	 * @return false if it is forgotten, too
	 */
	boolean isTaken(Letter letter) {
		return this.taken.containsKey(letter);
	}

	/**
	 * Whether a letter is taken to wait elsewhere.
	 * @param letter the letter
	 * @return false if it is forgotten, too
	 */
	boolean isAside(Letter letter) {
		Taken held = this.taken.get(letter);
		return held != null && held.aside;
	}

	/**
	 * Takes no more note of what becomes of the taken letters of these partitions.
	 * @param partitions the partitions, withdrawn before
	 * @param now the time
	 */
	void forget(Collection<Integer> partitions, long now) {
		for (Letter letter : List.copyOf(this.taken.keySet())) {
			if (partitions.contains(letter.position().partition())) {
				settle(Objects.requireNonNull(release(letter, now)).domain);
			}
		}
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

	private record Taken(OrderQueue queue, long since, boolean aside) {
	}

	private static final class OrderQueue {

		private final OrderKey key;

		private final Domain domain;

		private final boolean waited;

		private final Deque<Letter> letters = new ArrayDeque<>(4);

		OrderQueue(OrderKey key, Domain domain, boolean waited) {
			this.key = key;
			this.domain = domain;
			this.waited = waited;
		}

	}

	private static final class Domain {

		private final String name;

		private final Deque<OrderQueue> ready = new ArrayDeque<>();

		private int taken;

		/** Of those. */
		private int aside;

		private int waited;

		private boolean quick;

		private boolean hasTurn;

		Domain(String name) {
			this.name = name;
		}

	}

}
