package cl.reparto.faults.audit.guild;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cl.reparto.faults.audit.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Every applicant who was decided on has one outcome, the one that officials were told
 * of, and a mail that says so; a number and a plate are one member's.
 */
final class MembersAudit {

	private static final Pattern MESSAGE_ID = Pattern.compile("<?([0-9a-f-]{36})\\.(aceptada|rechazada)@.+");

	private final Notebook notebook;

	private final Set<String> taken = new HashSet<>();

	private final Map<String, Applicant> applicants = new HashMap<>();

	MembersAudit(Notebook notebook) {
		this.notebook = notebook;
	}

	void taken(String id) {
		this.taken.add(id);
	}

	/** An official was told what stands. */
	void told(String id, String outcome) {
		Applicant applicant = applicant(id);
		if (applicant.told != null && !applicant.told.equals(outcome)) {
			this.notebook.wrong("applicant " + id + " told to be " + applicant.told + " and " + outcome);
		}
		applicant.told = outcome;
	}

	/**
	 * An application on nuevosMiembros. One that was sent again may stand there twice.
	 */
	void applied(Entry entry) {
		Applicant applicant = applicant(entry.text("id"));
		applicant.rut = entry.text("rut");
		applicant.plate = entry.text("patente");
		applicant.address = entry.text("correo");
	}

	/** A decision on nuevosMiembros. */
	void decided(Entry entry) {
		Applicant applicant = applicant(entry.text("id"));
		if (applicant.firstWord == null) {
			applicant.firstWord = entry.value().path("aceptada").asBoolean(false) ? "aceptada" : "rechazada";
		}
	}

	/** An entry of miembros. */
	void stands(Entry entry) {
		Applicant applicant = applicant(String.valueOf(entry.key()));
		applicant.isKnown = true;
		if (applicant.outcome != null) {
			this.notebook.twice("applicant " + entry.key() + " changed after the outcome at " + entry.place());
		}
		else if (!entry.text("estado").equals("en-espera")) {
			applicant.outcome = entry.text("estado");
			applicant.byAWord = !entry.text("decision").isEmpty();
		}
	}

	/** The mail server took a mail for a recipient by its envelope. */
	void mailed(String messageId, String recipient) {
		Matcher id = MESSAGE_ID.matcher(messageId);
		if (!id.matches()) {
			this.notebook.wrong("mail " + messageId + " is about no application");
			return;
		}
		Applicant applicant = applicant(id.group(1));
		applicant.mails++;
		if (applicant.mailed != null && !applicant.mailed.equals(id.group(2))) {
			this.notebook.wrong("applicant " + id.group(1) + " mailed to be both");
		}
		applicant.mailed = id.group(2);
		applicant.recipient = recipient;
	}

	private Applicant applicant(String id) {
		return this.applicants.computeIfAbsent(id, (_) -> new Applicant());
	}

	int size() {
		return this.taken.size();
	}

	int mails() {
		return this.applicants.values().stream().mapToInt((each) -> each.mails).sum();
	}

	int twins() {
		return this.applicants.values().stream().mapToInt((each) -> Math.max(0, each.mails - 1)).sum();
	}

	void missing(Consumer<String> missing) {
		this.applicants.forEach((id, each) -> {
			if (each.rut == null || !each.isKnown) {
				missing.accept("applicant " + id + " is not known: in nuevosMiembros " + (each.rut != null)
						+ ", in miembros " + each.isKnown);
			}
			else if ((each.told != null || each.firstWord != null) && each.outcome == null) {
				missing.accept("applicant " + id + " was decided on and still waits");
			}
			else if (each.outcome != null && each.mails == 0) {
				missing.accept("applicant " + id + " has no mail");
			}
		});
		this.taken.stream()
			.filter((id) -> !this.applicants.containsKey(id))
			.forEach((id) -> missing.accept("applicant " + id + " lost"));
	}

	/** What can only be said at rest. */
	void close(Consumer<String> wrong) {
		Set<String> held = new HashSet<>();
		this.applicants.forEach((id, each) -> {
			if (each.outcome == null) {
				return;
			}
			if ("aceptada".equals(each.outcome) && (!held.add("rut " + each.rut) | !held.add("plate " + each.plate))) {
				wrong.accept("applicant " + id + " has a number or plate that another member has");
			}
			if (each.told != null && !each.told.equals(each.outcome)) {
				wrong.accept("applicant " + id + " told to be " + each.told + " and is " + each.outcome);
			}
			if (each.byAWord && !each.outcome.equals(each.firstWord)) {
				wrong.accept("applicant " + id + " is " + each.outcome + ", the first word was " + each.firstWord);
			}
			if (each.mailed != null && (!each.mailed.equals(each.outcome) || !each.recipient.equals(each.address))) {
				wrong.accept("applicant " + id + ", " + each.outcome + ", mailed to be " + each.mailed
						+ ", or another was told");
			}
		});
	}

	/** All that is known of one. */
	private static final class Applicant {

		private @Nullable String rut;

		private @Nullable String plate;

		private @Nullable String address;

		private @Nullable String firstWord;

		private @Nullable String told;

		private boolean isKnown;

		private @Nullable String outcome;

		private boolean byAWord;

		private int mails;

		private @Nullable String mailed;

		private String recipient = "";

	}

}
