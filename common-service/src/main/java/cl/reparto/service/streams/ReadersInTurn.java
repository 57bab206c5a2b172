package cl.reparto.service.streams;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets those who ask a store come to it one at a time. Kafka's stores have one lock for
 * their writer and all who read. Whoever is the next to get it may be a virtual thread
 * that waits for a processor behind all others, and those who wait at the lock do not get
 * past it: in a crowd, the writer stood still for minutes. It never waits for more than
 * one of those who come in turn.
 */
public final class ReadersInTurn {

	private final Lock turn = new ReentrantLock();

	/**
	 * Asks when it is this thread's turn.
	 * @param <T> what the answer is
	 * @param question a short look at the store, and nothing else
	 * @return the answer
	 */
	public <T extends @Nullable Object> T ask(Supplier<T> question) {
		this.turn.lock();
		try {
			return question.get();
		}
		finally {
			this.turn.unlock();
		}
	}

}
