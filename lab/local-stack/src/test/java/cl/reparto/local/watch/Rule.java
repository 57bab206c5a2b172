package cl.reparto.local.watch;

import tools.jackson.databind.JsonNode;

/** A rule of Prometheus, as it is written: records an expression or alerts of it. */
record Rule(JsonNode yaml) {

	boolean isAlert() {
		return this.yaml.has("alert");
	}

	String name() {
		return this.yaml.get(isAlert() ? "alert" : "record").stringValue();
	}

	String expression() {
		return this.yaml.get("expr").stringValue();
	}

	String severity() {
		return this.yaml.path("labels").path("severity").asString("");
	}

	String annotation(String name) {
		return this.yaml.path("annotations").path(name).asString("");
	}

	@Override
	public String toString() {
		return name();
	}

}
