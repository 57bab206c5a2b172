package cl.reparto.local.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The newest mails, whoever they are for. Older ones are dropped.
 */
public final class Mailbox {

	private final int capacity;

	private final Deque<ReceivedMail> mails = new ArrayDeque<>();

	private long received;

	private long changes;

	/**
	 * An empty mailbox.
	 * @param capacity how many mails it keeps
	 */
	Mailbox(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Takes a mail in.
	 * @param mail makes the mail of its number
	 */
	synchronized void add(LongFunction<ReceivedMail> mail) {
		this.received++;
		this.changes++;
		this.mails.addFirst(mail.apply(this.received));
		if (this.mails.size() > this.capacity) {
			this.mails.removeLast();
		}
	}

	/**
	 * The mails that are kept.
	 * @return newest first
	 */
	public synchronized List<ReceivedMail> mails() {
		return List.copyOf(this.mails);
	}

	/**
	 * A mail.
	 * @param id its number
	 * @return empty if it was dropped or never came
	 */
	synchronized Optional<ReceivedMail> find(long id) {
		return this.mails.stream().filter((mail) -> mail.id() == id).findFirst();
	}

	/**
	 * How many mails came in, whether they are kept or not.
	 * @return a number that only grows
	 */
	public synchronized long received() {
		return this.received;
	}

	/**
	 * Tells one content from another.
	 * @return a number that grows with every change
	 */
	synchronized long version() {
		return this.changes;
	}

	/**
	 * Drops all mails.
	 */
	public synchronized void clear() {
		this.changes++;
		this.mails.clear();
	}

}
