package cl.reparto.faults.audit.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import cl.reparto.faults.audit.Entry;

/**
 * What one order's customer was told: a note and a mail of each version, or notes alone
 * of an advance that was taken back in time and of its recall.
 */
final class Letters {

	private static final String WITHDRAWN = "withdrawn";

	private final String expected;

	private int[] mails = new int[Step.STATUSES.size()];

	/** Outcome and status of each version. */
	private final List<Note> notes = new ArrayList<>(Step.STATUSES.size());

	private int doubled;

	/** Of mails of which this becomes in the end. */
	Letters(String expected) {
		this.expected = expected;
	}

	/** An entry of order_notifications. */
	void noted(Entry entry, Consumer<String> violations) {
		if (entry.version() <= this.notes.size()) {
			this.doubled++;
			violations.accept(Findings.NOTED_AGAIN + " of version " + entry.version() + " at " + entry.place());
			return;
		}
		if (entry.version() != this.notes.size() + 1) {
			violations.accept("notified of version " + entry.version() + " after " + this.notes.size());
		}
		String outcome = entry.text("outcome");
		if (!outcome.equals(this.expected) && !outcome.equals(WITHDRAWN)) {
			violations.accept(outcome + " instead of " + this.expected + " at " + entry.place());
		}
		while (this.notes.size() < entry.version() - 1) {
			this.notes.add(Note.LEFT_OUT);
		}
		this.notes.add(new Note(outcome, entry.text("status")));
	}

	void mailed(int version) {
		if (version > this.mails.length) {
			this.mails = Arrays.copyOf(this.mails, version);
		}
		this.mails[version - 1]++;
	}

	/** Whether nothing lacks of so many versions. */
	boolean tellAll(int versions) {
		if (this.notes.size() != versions) {
			return false;
		}
		for (int version = 1; version <= versions && this.expected.equals("sent"); version++) {
			if (mails(version) == 0 && !isWithdrawn(version)) {
				return false;
			}
		}
		return true;
	}

	private int mails(int version) {
		return (version <= this.mails.length) ? this.mails[version - 1] : 0;
	}

	private boolean isWithdrawn(int version) {
		return version <= this.notes.size() && this.notes.get(version - 1).outcome().equals(WITHDRAWN);
	}

	/** What can only be said once everything has come to rest. */
	void close(Walk walk, Consumer<String> violations) {
		for (int version = 1; version <= this.mails.length; version++) {
			if (mails(version) > 0 && version > walk.length()) {
				violations.accept("mailed of version " + version + " that it never had");
			}
		}
		for (int version = 1; version <= this.notes.size(); version++) {
			String status = this.notes.get(version - 1).status();
			if (!status.isEmpty() && !status.equals(walk.status(version))) {
				violations
					.accept("notified of version " + version + " as " + status + ", which is " + walk.status(version));
			}
			if (isWithdrawn(version) && mails(version) > 0) {
				violations.accept("version " + version + " withdrawn and mailed");
			}
			if (isWithdrawn(version) && !mayBeWithdrawn(walk, version)) {
				violations.accept("version " + version + " withdrawn, which is no advance with its recall");
			}
		}
	}

	/** Both or neither of the two. */
	private boolean mayBeWithdrawn(Walk walk, int version) {
		boolean recall = walk.is(version, Step.RECALL, "shop");
		int other = recall ? version - 1 : version + 1;
		return (recall || walk.is(other, Step.RECALL, "shop")) && isWithdrawn(other);
	}

	int noted() {
		return this.notes.size();
	}

	int doubled() {
		return this.doubled;
	}

	int mails() {
		return Arrays.stream(this.mails).sum();
	}

	/** How many versions were mailed. */
	int mailed() {
		return (int) Arrays.stream(this.mails).filter((each) -> each > 0).count();
	}

	/** What became of a mail, and the status that it tells. */
	private record Note(String outcome, String status) {

		private static final Note LEFT_OUT = new Note("", "");

	}

}
