package cl.reparto.faults.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;

/**
 * All that is known of one order, and whether it fits together.
 */
final class OrderAudit {

	private static final List<String> STATUSES = List.of("recibido", "preparando", "entregando", "finalizado");

	private final Request request;

	private final int[] mails = new int[STATUSES.size()];

	private String id = "";

	private int requested;

	private int walked;

	/** So far; not kept of an order that is at its end. */
	private List<JsonNode> history = List.of();

	private int notified;

	private int doubled;

	OrderAudit(Request request) {
		this.request = request;
	}

	Request request() {
		return this.request;
	}

	/** An entry of order_requests. A repeated request may stand there twice. */
	void requested(Entry entry, Consumer<String> violations) {
		this.requested++;
		checkContent(entry, violations);
	}

	/** An entry of order_processing. */
	void walked(Entry entry, Consumer<String> violations) {
		checkContent(entry, violations);
		List<JsonNode> steps = new ArrayList<>();
		entry.value().path("history").forEach(steps::add);
		int expected = this.walked + 1;
		if (entry.version() <= this.walked) {
			this.doubled++;
			violations.accept("version " + entry.version() + " again or backwards at " + entry.place());
			return;
		}
		if (entry.version() != expected || !entry.text("status").equals(STATUSES.get(expected - 1))) {
			violations.accept("version " + entry.version() + ", " + entry.text("status") + ", after version "
					+ (expected - 1) + " at " + entry.place());
		}
		if (steps.size() != expected || !steps.subList(0, expected - 1).equals(this.history)
				|| !steps.getLast().path("status").asString("").equals(STATUSES.get(expected - 1))) {
			violations.accept("history does not grow by one step at " + entry.place());
		}
		this.walked = steps.size();
		this.history = (this.walked < STATUSES.size()) ? steps : List.of();
	}

	/** An entry of order_notifications. */
	void notified(Entry entry, Consumer<String> violations) {
		if (entry.version() <= this.notified) {
			this.doubled++;
			violations.accept(Findings.NOTED_AGAIN + " of version " + entry.version() + " at " + entry.place());
			return;
		}
		if (entry.version() != this.notified + 1) {
			violations.accept("notified of version " + entry.version() + " after " + this.notified);
		}
		String expected = this.request.canBeMailed() ? "sent" : "rejected";
		if (!entry.text("outcome").equals(expected)) {
			violations.accept(entry.text("outcome") + " instead of " + expected + " at " + entry.place());
		}
		this.notified = entry.version();
	}

	void mailed(int version, String recipient, Consumer<String> violations) {
		if (!recipient.equals(this.request.email())) {
			violations.accept("mail " + version + " went to another address");
		}
		this.mails[version - 1]++;
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
		return mustBeThere() && !(this.walked == STATUSES.size() && this.notified == STATUSES.size()
				&& (!this.request.canBeMailed() || mailedStatuses() == STATUSES.size()));
	}

	private boolean mustBeThere() {
		return this.request.answer() == Answer.OK || this.requested > 0 || this.walked > 0;
	}

	private int mailedStatuses() {
		int count = 0;
		for (int each : this.mails) {
			count += Math.min(each, 1);
		}
		return count;
	}

	/** What can only be said once everything has come to rest. */
	void close(Consumer<String> violations) {
		if (isUnderWay()) {
			violations.accept(this.request.answer() + " order " + this.request.id() + " lost: in order_requests "
					+ this.requested + ", walked to version " + this.walked + ", notified to " + this.notified
					+ ", statuses mailed " + mailedStatuses());
		}
		if (this.request.answer() == Answer.FAIL && mustBeThere()) {
			violations.accept("refused order " + this.id + " was published");
		}
		if (this.request.answer() == Answer.OK && !this.id.isEmpty() && !this.id.equals(this.request.id())) {
			violations.accept("answered as " + this.request.id() + ", published as " + this.id);
		}
		for (int version = 1; version <= STATUSES.size(); version++) {
			if (this.mails[version - 1] > 0 && version > this.walked) {
				violations.accept("order " + this.id + " mailed of version " + version + " that it never had");
			}
		}
	}

	int doubled() {
		return this.doubled;
	}

	int mails() {
		int sum = 0;
		for (int each : this.mails) {
			sum += each;
		}
		return sum;
	}

	int twins() {
		return mails() - mailedStatuses();
	}

}
