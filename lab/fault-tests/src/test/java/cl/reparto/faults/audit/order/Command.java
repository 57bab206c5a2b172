package cl.reparto.faults.audit.order;

import java.util.function.Consumer;

import cl.reparto.faults.audit.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command and its outcome.
 */
final class Command {

	private final String id;

	private @Nullable Entry command;

	private @Nullable Entry outcome;

	private int given;

	private int decided;

	private int contradictions;

	Command(String id) {
		this.id = id;
	}

	String id() {
		return this.id;
	}

	/** An entry of order_commands. */
	void given(Entry entry, Consumer<String> violations) {
		this.given++;
		if (!entry.text("order").equals(entry.key())) {
			violations.accept("command of another order at " + entry.place());
		}
		if (this.command == null) {
			this.command = entry;
		}
		else if (!timeless(this.command).equals(timeless(entry))) {
			violations.accept("another command of the same id at " + entry.place());
		}
	}

	private static JsonNode timeless(Entry entry) {
		return (entry.value() instanceof ObjectNode json) ? json.deepCopy().without("at") : entry.value();
	}

	/** An entry of order_command_outcomes. */
	void decided(Entry entry, Consumer<String> violations) {
		this.decided++;
		if (this.outcome == null) {
			this.outcome = entry;
		}
		else if (!this.outcome.value().equals(entry.value())) {
			this.contradictions++;
			violations.accept("command " + this.id + " has another outcome at " + entry.place());
		}
	}

	boolean isGiven() {
		return this.command != null;
	}

	boolean isDecided() {
		return this.outcome != null;
	}

	/** What the command says. */
	String text(String field) {
		return (this.command != null) ? this.command.text(field) : "";
	}

	private String result() {
		return (this.outcome != null) ? this.outcome.text("result") : "";
	}

	boolean isDone() {
		return result().equals("done");
	}

	/** The order's version thereafter. */
	int version() {
		return (this.outcome != null) ? this.outcome.version() : 0;
	}

	/** Outcomes that are too many: each time that it is given it is answered once. */
	int doubled() {
		return Math.max(this.contradictions, this.decided - Math.max(1, this.given));
	}

	/** What can only be said once everything has come to rest. */
	void close(Walk walk, Consumer<String> violations) {
		if (this.command == null) {
			violations.accept("outcome of command " + this.id + ", which nobody gave");
			return;
		}
		if (!this.command.partition().equals(walk.partition())) {
			violations.accept("command at " + this.command.place() + ", its order in partition " + walk.partition());
		}
		if (this.outcome == null) {
			violations.accept("command " + this.id + " at " + this.command.place() + " lost: it has no outcome");
			return;
		}
		if (this.decided > this.given) {
			violations
				.accept("command " + this.id + ", given " + this.given + " times, has " + this.decided + " outcomes");
		}
		String wrong = wrong(this.command, this.outcome, walk);
		if (!wrong.isEmpty()) {
			violations.accept("outcome " + this.outcome.value() + " of " + this.command.value() + ": " + wrong);
		}
	}

	private String wrong(Entry command, Entry outcome, Walk walk) {
		if (!text("action").equals(outcome.text("action")) || !text("by").equals(outcome.text("by"))
				|| !text("order").equals(outcome.text("order"))) {
			return "of another command";
		}
		String status = walk.status(version());
		if (!status.equals(outcome.text("status")) || status.isEmpty()) {
			return "the order has not that status at that version";
		}
		boolean ended = version() == walk.length() && walk.hasEnded();
		int asked = command.value().path("ifVersion").asInt(0);
		return switch (result()) {
			case "done" -> done(walk, asked);
			case "stale" -> (asked == 0 || asked == version()) ? "it is the version that it was meant for" : "";
			case "ended" -> ended ? "" : "it had not ended";
			case "not-allowed", "too-late", "too-often" -> ended ? "it had ended" : "";
			default -> "not an outcome of an order that is there";
		};
	}

	private String done(Walk walk, int asked) {
		if (!walk.is(version(), text("action"), text("by"))) {
			return "no such step";
		}
		Step step = walk.step(version());
		if (!step.reason().equals(text("reason")) || !step.delay().equals(text("delay"))) {
			return "its step has another reason or delay";
		}
		return (asked != 0 && asked != version() - 1) ? "it was meant for another version" : "";
	}

	@Override
	public String toString() {
		return this.id + ": " + ((result().isEmpty()) ? "undecided" : result()) + ", version " + version();
	}

}
