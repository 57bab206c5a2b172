package cl.reparto.local.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What a server saw.
 */
final class Memory {

	private final List<TakenMail> mails = new ArrayList<>();

	private final List<String> commands = new ArrayList<>();

	private final Map<Said, Integer> said = new HashMap<>();

	private final AtomicInteger deliveries = new AtomicInteger();

	private final AtomicLong taken = new AtomicLong();

	private final Consumer<TakenMail> taker;

	private volatile boolean keepsContents;

	private volatile boolean keepsCommands;

	/**
	 * Keeps the mails.
	 */
	Memory() {
		this.taker = this::keep;
	}

	/**
	 * Keeps no mails.
	 * @param taker gets them
	 * @param contents whether they are to be whole
	 */
	Memory(Consumer<TakenMail> taker, boolean contents) {
		this.taker = taker;
		this.keepsContents = contents;
	}

	void keepEverything() {
		this.keepsContents = true;
		this.keepsCommands = true;
	}

	/**
	 * Whether a mail has to be whole.
	 */
	boolean keepsContents() {
		return this.keepsContents;
	}

	synchronized void heard(String command, String client) {
		this.said.merge(new Said(client, command.split(" ")[0]), 1, Integer::sum);
		if (this.keepsCommands) {
			this.commands.add(command);
		}
	}

	synchronized int timesHeard(String client, String word) {
		return this.said.getOrDefault(new Said(client, word), 0);
	}

	void taken(TakenMail mail) {
		this.taker.accept(mail);
		this.taken.incrementAndGet();
	}

	long takenSoFar() {
		return this.taken.get();
	}

	private synchronized void keep(TakenMail mail) {
		this.mails.add(mail);
	}

	void deliveryBegan() {
		this.deliveries.incrementAndGet();
	}

	void deliveryEnded() {
		this.deliveries.decrementAndGet();
	}

	synchronized List<TakenMail> mails() {
		return List.copyOf(this.mails);
	}

	synchronized List<String> commands() {
		return List.copyOf(this.commands);
	}

	int deliveries() {
		return this.deliveries.get();
	}

	private record Said(String client, String word) {
	}

}
