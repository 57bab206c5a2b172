package cl.reparto.faults.audit.order;

import java.time.Instant;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * A step of an order as its history tells it; texts that are not there are empty.
 *
 * @param by {@code shop} or {@code customer}; empty for one whose time had come
 */
record Step(String status, Instant at, String by, String reason, String delay) {

	static final List<String> STATUSES = List.of("recibido", "preparando", "entregando", "finalizado");

	static final String ADVANCE = "advance";

	static final String DELAY = "delay";

	static final String RECALL = "recall";

	static final String CANCEL = "cancel";

	private static final String CANCELLED = "cancelado";

	/** Reads a step. */
	static Step of(JsonNode json) {
		return new Step(text(json, "status"), Instant.parse(json.path("at").asString("1970-01-01T00:00:00Z")),
				text(json, "by"), text(json, "reason"), text(json, "delay"));
	}

	private static String text(JsonNode json, String field) {
		return json.path(field).asString("");
	}

	/** What it did to an order after its last step; empty if no order goes so. */
	String change(Step last) {
		int from = STATUSES.indexOf(last.status);
		if (from < 0 || last.isEnd()) {
			return "";
		}
		if (this.status.equals(CANCELLED)) {
			return CANCEL;
		}
		int to = STATUSES.indexOf(this.status);
		if (to < 0) {
			return "";
		}
		return switch (to - from) {
			case 1 -> ADVANCE;
			case 0 -> DELAY;
			case -1 -> RECALL;
			default -> "";
		};
	}

	boolean isEnd() {
		return this.status.equals(STATUSES.getLast()) || this.status.equals(CANCELLED);
	}

	/** Whether it has neither a reason nor a delay. */
	boolean isPlain() {
		return this.reason.isEmpty() && this.delay.isEmpty();
	}

	boolean isByAPerson() {
		return !this.by.isEmpty();
	}

	boolean isByTheShop() {
		return this.by.equals("shop");
	}

}
