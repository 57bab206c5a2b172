package cl.reparto.faults.input;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import cl.reparto.model.Status;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A JSON object, member by member, that may break every rule.
 *
 * @param members the value of each member, as it is written
 */
record Draft(Map<String, String> members) {

	/** In the names and addresses of all customers here, and so never in a log. */
	static final String MARK = "zyxomma";

	private static final String NAME = "\"Empanadas " + MARK + "\"";

	private static final String EMAIL = "\"" + MARK + "@clientes.example\"";

	/** A body of POST /orders. */
	static Draft order() {
		return new Draft(Map.of()).with("name", NAME).with("price", "12990.50").with("email", EMAIL);
	}

	/** A value of {@code order_requests}. */
	static Draft request(UUID id) {
		return new Draft(Map.of()).with("id", "\"" + id + "\"")
			.with("name", NAME)
			.with("price", "12990.50")
			.with("email", EMAIL)
			.with("requestedAt", "\"" + Instant.now() + "\"");
	}

	/** A value of {@code order_processing}, with the status of a version. */
	static Draft progress(UUID id, int version) {
		Instant now = Instant.now();
		Status status = Status.values()[version - 1];
		String history = List.of(Status.values())
			.subList(0, version)
			.stream()
			.map((step) -> "{\"status\":\"" + step.wireName() + "\",\"at\":\"" + now + "\"}")
			.collect(Collectors.joining(",", "[", "]"));
		String dueAt = status.next().isPresent() ? "\"" + now.plusSeconds(60) + "\"" : "null";
		Map<String, String> request = new LinkedHashMap<>(request(id).members);
		String requestedAt = request.remove("requestedAt");
		return new Draft(request).with("status", "\"" + status.wireName() + "\"")
			.with("version", Integer.toString(version))
			.with("history", history)
			.with("requestedAt", requestedAt)
			.with("dueAt", dueAt);
	}

	/**
	 * This with another value, or one more member.
	 * @param value as it is written, with its quotes
	 */
	Draft with(String name, String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.members);
		changed.put(name, value);
		return new Draft(changed);
	}

	Draft without(String name) {
		Map<String, String> changed = new LinkedHashMap<>(this.members);
		changed.remove(name);
		return new Draft(changed);
	}

	/** As JSON, if the values are. */
	String json() {
		return this.members.entrySet()
			.stream()
			.map((member) -> "\"" + member.getKey() + "\":" + member.getValue())
			.collect(Collectors.joining(",", "{", "}"));
	}

	byte[] bytes() {
		return json().getBytes(UTF_8);
	}

}
