package cl.reparto.local.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a server saw.
 */
final class Memory {

	private final List<TakenMail> mails = new ArrayList<>();

	private final List<String> commands = new ArrayList<>();

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

	synchronized void heard(String command) {
		if (this.whole) {
			this.commands.add(command);
		}
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

}
