package cl.reparto.faults.audit.guild;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import cl.reparto.faults.audit.Entry;
import tools.jackson.databind.JsonNode;

/**
 * Every notice counts once for the cart that it is about, and what it makes of the cart
 * is told once. Nobody is cleared here, and no agent says more than counts.
 */
final class FugitivesAudit {

	/** So many different agents confirm it. */
	private static final int CONFIRMED = 3;

	private final Notebook notebook;

	private final Set<String> taken = new HashSet<>();

	private final Set<String> sent = new HashSet<>();

	private final Map<String, Evidence> subjects = new HashMap<>();

	private final Map<String, JsonNode> told = new HashMap<>();

	private final Set<String> alerts = new HashSet<>();

	FugitivesAudit(Notebook notebook) {
		this.notebook = notebook;
	}

	void taken(String id) {
		this.taken.add(id);
	}

	/** A notice on ubicacion. One that was sent again may stand there twice. */
	void seen(Entry entry) {
		String id = entry.text("id");
		this.sent.add(id);
		String plate = entry.text("patente");
		Evidence subject = this.subjects.computeIfAbsent(plate.isEmpty() ? "pirata:" + id : plate,
				(_) -> new Evidence(new HashSet<>(), new HashSet<>()));
		subject.notices().add(id);
		subject.agents().add(entry.text("agente").strip().toLowerCase(Locale.ROOT));
	}

	/** An entry of profugos. */
	void told(Entry entry) {
		this.told.put(String.valueOf(entry.key()), entry.value());
	}

	/** An entry of alertas_profugo. */
	void alerted(Entry entry) {
		String alert = entry.key() + " " + entry.value().path("episodio").asInt() + " " + entry.text("estado");
		if (!this.alerts.add(alert)) {
			this.notebook.twice("alert again: " + alert + " at " + entry.place());
		}
	}

	int size() {
		return this.taken.size();
	}

	void missing(Consumer<String> missing) {
		this.taken.stream()
			.filter((id) -> !this.sent.contains(id))
			.forEach((id) -> missing.accept("notice " + id + " lost"));
		this.subjects.forEach((subject, evidence) -> {
			JsonNode row = this.told.get(subject);
			String found = (row == null) ? "none" : row.path("estado").asString("") + "/" + row.path("avisos").asInt()
					+ "/" + row.path("agentes").asInt();
			if (!found.equals(evidence.expected())) {
				missing.accept("fugitive " + subject + " has state/notices/agents " + found + " instead of "
						+ evidence.expected());
			}
			evidence.states()
				.filter((state) -> !this.alerts.contains(subject + " 1 " + state))
				.forEach((state) -> missing.accept("no alert that " + subject + " is " + state));
		});
	}

	/** What can only be said at rest. */
	void close(Consumer<String> wrong) {
		this.told.keySet()
			.stream()
			.filter((subject) -> !this.subjects.containsKey(subject))
			.forEach((subject) -> wrong.accept("nobody reported the fugitive " + subject));
	}

	/** What is known of a subject. */
	private record Evidence(Set<String> notices, Set<String> agents) {

		String expected() {
			return states().reduce((_, last) -> last).orElse("") + "/" + this.notices.size() + "/" + this.agents.size();
		}

		Stream<String> states() {
			return (this.agents.size() >= CONFIRMED) ? Stream.of("denunciado", "confirmado") : Stream.of("denunciado");
		}

	}

}
