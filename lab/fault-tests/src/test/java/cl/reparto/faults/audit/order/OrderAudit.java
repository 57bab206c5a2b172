package cl.reparto.faults.audit.order;

import java.util.function.Consumer;

import cl.reparto.faults.audit.Answer;
import cl.reparto.faults.audit.Entry;
import cl.reparto.faults.audit.Request;

/**
 * All that is known of one order, and whether it fits together.
 */
final class OrderAudit {

	private final Request request;

	private final Walk walk;

	private final Letters letters;

	private final OrderCommands commands = new OrderCommands();

	private String id = "";

	private int requested;

	OrderAudit(Request request, Permissions permissions) {
		this.request = request;
		this.walk = new Walk(permissions);
		this.letters = new Letters(request.outcome());
	}

	Request request() {
		return this.request;
	}

	/** What people did with it. */
	OrderCommands commands() {
		return this.commands;
	}

	/** An entry of order_requests. A repeated request may stand there twice. */
	void requested(Entry entry, Consumer<String> violations) {
		this.requested++;
		checkContent(entry, violations);
	}

	/** An entry of order_processing. */
	void walked(Entry entry, Consumer<String> violations) {
		checkContent(entry, violations);
		this.walk.went(entry, violations);
	}

	/** A tombstone in order_processing. */
	void forgotten(Entry entry, Consumer<String> violations) {
		if (!this.walk.hasEnded()) {
			violations.accept("forgotten before its end at " + entry.place());
		}
	}

	/** An entry of order_notifications. */
	void notified(Entry entry, Consumer<String> violations) {
		this.letters.noted(entry, violations);
	}

	void mailed(int version, String recipient, Consumer<String> violations) {
		if (!recipient.equals(this.request.email())) {
			violations.accept("mail " + version + " went to another address");
		}
		this.letters.mailed(version);
	}

	private void checkContent(Entry entry, Consumer<String> violations) {
		String key = String.valueOf(entry.key());
		if (this.id.isEmpty()) {
			this.id = key;
		}
		if (!this.id.equals(key) || !this.id.equals(entry.text("id"))) {
			violations.accept("two ids: " + this.id + " and " + key + " at " + entry.place());
		}
		if (!this.request.name().equals(entry.text("name"))
				|| !this.request.price().equals(entry.value().path("price").toString())) {
			violations.accept("other content at " + entry.place());
		}
	}

	/** Whether it has been heard of and is not at its end everywhere. */
	boolean isUnderWay() {
		return lacksAStatusOrAMail() || this.commands.undecided() > 0;
	}

	private boolean lacksAStatusOrAMail() {
		return mustBeThere() && !(this.walk.hasEnded() && this.letters.tellAll(this.walk.length()));
	}

	private boolean mustBeThere() {
		return this.request.answer() == Answer.OK || this.requested > 0 || this.walk.length() > 0;
	}

	/** What can only be said once everything has come to rest. */
	void close(Consumer<String> violations) {
		if (lacksAStatusOrAMail()) {
			violations.accept(this.request.answer() + " order " + this.request.id() + " lost: in order_requests "
					+ this.requested + ", walked to version " + this.walk.length() + ", notified to "
					+ this.letters.noted() + ", versions mailed " + this.letters.mailed());
		}
		if (this.request.answer() == Answer.FAIL && mustBeThere()) {
			violations.accept("refused order " + this.id + " was published");
		}
		if (this.request.answer() == Answer.OK && !this.id.isEmpty() && !this.id.equals(this.request.id())) {
			violations.accept("answered as " + this.request.id() + ", published as " + this.id);
		}
		Consumer<String> ofThisOrder = (violation) -> violations.accept("order " + this.id + ": " + violation);
		this.letters.close(this.walk, ofThisOrder);
		this.commands.close(this.walk, ofThisOrder);
	}

	int doubled() {
		return this.walk.doubled() + this.letters.doubled() + this.commands.doubled();
	}

	int mails() {
		return this.letters.mails();
	}

	int twins() {
		return this.letters.mails() - this.letters.mailed();
	}

}
