package cl.reparto.local.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a server saw.
 */
final class Memory {

	private final List<TakenMail> mails = new ArrayList<>();

	private final List<String> commands = new ArrayList<>();

	private final Map<Said, Integer> said = new HashMap<>();

	private final AtomicInteger deliveries = new AtomicInteger();

	private volatile boolean whole;

	void keepEverything() {
		this.whole = true;
	}

	/**
	 * Whether commands and contents are kept too.
	 */
	boolean keepsEverything() {
		return this.whole;
	}

	synchronized void heard(String command, String client) {
		this.said.merge(new Said(client, command.split(" ")[0]), 1, Integer::sum);
		if (this.whole) {
			this.commands.add(command);
		}
	}

	synchronized int timesHeard(String client, String word) {
		return this.said.getOrDefault(new Said(client, word), 0);
	}

	synchronized void taken(TakenMail mail) {
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
