package cl.reparto.notification.mail;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Who is next. Tasks of one line are done one at a time and in the order they came, lines
 * side by side; a line whose first task has failed waits until a time of its own, and no
 * other line waits with it. Keeps no clock and no lock: times are nanoseconds as of
 * {@link System#nanoTime()}.
 */
final class Lines {

	private final Map<Key, Line> lines = new HashMap<>();

	private final Queue<Line> ready = new ArrayDeque<>();

	private final Queue<Line> waiting = new PriorityQueue<>((a, b) -> Long.compare(a.due - b.due, 0));

	/** By identity: after a rebalance and back, an equal task may be here once more. */
	private final Map<Task, Line> taken = new IdentityHashMap<>();

	/**
	 * Adds a task to the end of its line.
	 * @param task the task
	 */
	void put(Task task) {
		Line line = this.lines.computeIfAbsent(Key.of(task), Line::new);
		line.tasks.addLast(task);
		if (line.tasks.size() == 1) {
			this.ready.add(line);
		}
	}

	/**
	 * Takes a task. Its line stands still until the task is {@link #done} or put off
	 * {@link #until}.
	 * @param now the time
	 * @return the task, or null if none is ready
	 */
	@Nullable Task next(long now) {
		while (!this.waiting.isEmpty() && this.waiting.peek().due - now <= 0) {
			this.ready.add(this.waiting.remove());
		}
		Line line = this.ready.poll();
		if (line == null) {
			return null;
		}
		Task task = line.tasks.getFirst();
		this.taken.put(task, line);
		return task;
	}

	/**
	 * How long until {@link #next} has a task.
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
	 * Ends a task; its line goes on.
	 * @param task a task that was taken
	 * @return false if the task has been forgotten meanwhile
	 */
	boolean done(Task task) {
		Line line = this.taken.remove(task);
		if (line == null) {
			return false;
		}
		line.tasks.removeFirst();
		line.failures = 0;
		if (line.tasks.isEmpty()) {
			this.lines.remove(line.key, line);
		}
		else if (stands(line)) {
			this.ready.add(line);
		}
		return true;
	}

	/**
	 * Counts a failure of a task.
	 * @param task a task that was taken
	 * @return how often the first task of its line has failed by now
	 */
	int failed(Task task) {
		Line line = this.taken.get(task);
		return (line != null) ? ++line.failures : 1;
	}

	/**
	 * Puts a task back at the head of its line.
	 * @param task a task that was taken
	 * @param retry what is left to do of it
	 * @param due when to try again
	 */
	void until(Task task, Task retry, long due) {
		Line line = this.taken.remove(task);
		if (line != null && stands(line)) {
			line.tasks.removeFirst();
			line.tasks.addFirst(retry);
			line.due = due;
			this.waiting.add(line);
		}
	}

	/**
	 * Gives out no more tasks of these partitions.
	 * @param partitions the partitions
	 */
	void withdraw(Collection<Integer> partitions) {
		this.ready.removeIf((line) -> partitions.contains(line.key.partition));
		this.waiting.removeIf((line) -> partitions.contains(line.key.partition));
		this.lines.keySet().removeIf((key) -> partitions.contains(key.partition));
	}

	/**
	 * Whether a task of these partitions is taken.
	 * @param partitions the partitions
	 * @return whether there is one that is neither done nor put off
	 */
	boolean busy(Collection<Integer> partitions) {
		return this.taken.values().stream().anyMatch((line) -> partitions.contains(line.key.partition));
	}

	/**
	 * Takes no more note of what becomes of the taken tasks of these partitions.
	 * @param partitions the partitions, withdrawn before
	 */
	void forget(Collection<Integer> partitions) {
		this.taken.values().removeIf((line) -> partitions.contains(line.key.partition));
	}

	/** A withdrawn line stands no more, even if a new one has its key. */
	private boolean stands(Line line) {
		return this.lines.get(line.key) == line;
	}

	private record Key(int partition, Object line) {

		static Key of(Task task) {
			return new Key(task.place().partition(), task.line());
		}

	}

	private static final class Line {

		private final Key key;

		private final Deque<Task> tasks = new ArrayDeque<>(4);

		private int failures;

		private long due;

		Line(Key key) {
			this.key = key;
		}

	}

}
