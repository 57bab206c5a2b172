package cl.reparto.faults.audit.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import cl.reparto.faults.audit.Entry;

/**
 * The steps of one order in order_processing: each one that may follow those before it,
 * in order, once, and nothing after an end.
 */
final class Walk {

	private final Permissions permissions;

	/** So far; not kept of an order at its end on which nobody acted. */
	private List<Step> steps = List.of();

	private int length;

	private boolean ended;

	private Instant due = Instant.EPOCH;

	private String partition = "";

	private int doubled;

	Walk(Permissions permissions) {
		this.permissions = permissions;
	}

	/** An entry of order_processing. */
	void went(Entry entry, Consumer<String> violations) {
		if (entry.version() <= this.length) {
			this.doubled++;
			violations.accept("version " + entry.version() + " again or backwards at " + entry.place());
			return;
		}
		if (this.ended) {
			this.doubled++;
			violations.accept(
					"version " + entry.version() + ", " + entry.text("status") + ", after the end at " + entry.place());
			return;
		}
		List<Step> told = new ArrayList<>();
		entry.value().path("history").forEach((step) -> told.add(Step.of(step)));
		String wrong = wrong(entry, told);
		if (!wrong.isEmpty()) {
			violations.accept(wrong + " at " + entry.place());
		}
		follow(entry, told);
	}

	private String wrong(Entry entry, List<Step> told) {
		if (entry.version() != this.length + 1 || told.size() != this.length + 1) {
			return "version " + entry.version() + ", " + entry.text("status") + ", of " + told.size()
					+ " steps after version " + this.length;
		}
		if (!told.subList(0, this.length).equals(this.steps)) {
			return "history does not grow by one step";
		}
		Step next = told.getLast();
		if (!next.status().equals(entry.text("status"))) {
			return entry.text("status") + " though its history ends with " + next.status();
		}
		String objection = this.permissions.objection(this.steps, next, this.due);
		if (objection != null) {
			return objection;
		}
		boolean delayed = this.length > 0 && next.change(this.steps.getLast()).equals(Step.DELAY);
		if (delayed && !due(entry).equals(this.due.plus(Duration.parse(next.delay())))) {
			return "due at " + due(entry) + ", " + next.delay() + " after " + this.due;
		}
		return (next.isEnd() != entry.text("dueAt").isEmpty()) ? next.status() + " due at " + due(entry) : "";
	}

	private void follow(Entry entry, List<Step> told) {
		this.length = told.size();
		this.due = due(entry);
		this.partition = entry.partition();
		this.ended = !told.isEmpty() && told.getLast().isEnd();
		this.steps = (this.ended && told.stream().noneMatch(Step::isByAPerson)) ? List.of() : told;
	}

	private static Instant due(Entry entry) {
		String text = entry.text("dueAt");
		return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
	}

	/** How many steps it has taken. */
	int length() {
		return this.length;
	}

	boolean hasEnded() {
		return this.ended;
	}

	/** Where it lives. */
	String partition() {
		return this.partition;
	}

	int doubled() {
		return this.doubled;
	}

	/** The status at a version; empty if it had none. */
	String status(int version) {
		if (version < 1 || version > this.length) {
			return "";
		}
		return this.steps.isEmpty() ? Step.STATUSES.get((version - 1) % Step.STATUSES.size())
				: this.steps.get(version - 1).status();
	}

	/** Whether a version is what an action of someone makes of the one before. */
	boolean is(int version, String action, String by) {
		return version > 1 && version <= this.steps.size() && this.steps.get(version - 1).by().equals(by)
				&& this.steps.get(version - 1).change(this.steps.get(version - 2)).equals(action);
	}

	/** With which words and by how much a version was cancelled or delayed. */
	Step step(int version) {
		return this.steps.get(version - 1);
	}

	/** The versions that are people's doing. */
	IntStream byPeople() {
		return IntStream.rangeClosed(1, this.steps.size()).filter((version) -> step(version).isByAPerson());
	}

}
