package cl.reparto.local.watch;

import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dashboard as Grafana reads it, by its file's name. */
record Dashboard(String file, JsonNode json) {

	static Dashboard read(Path path) {
		return new Dashboard(path.getFileName().toString(), JsonMapper.shared().readTree(path));
	}

	String text(String field) {
		return this.json.path(field).asString("");
	}

	List<JsonNode> variables() {
		return this.json.path("templating").path("list").valueStream().toList();
	}

	/** All panels, rows included, which only have a title. */
	List<Panel> all() {
		return this.json.path("panels").valueStream().map((panel) -> new Panel(this, panel)).toList();
	}

	List<Panel> panels() {
		return all().stream().filter((panel) -> !panel.text("type").equals("row")).toList();
	}

	@Override
	public String toString() {
		return this.file;
	}

	/** A panel of a dashboard. */
	record Panel(Dashboard dashboard, JsonNode json) {

		String text(String field) {
			return this.json.path(field).asString("");
		}

		int place(String field) {
			return this.json.path("gridPos").path(field).asInt(-1);
		}

		String unit() {
			return this.json.path("fieldConfig").path("defaults").path("unit").asString("");
		}

		List<String> links() {
			return this.json.path("links").valueStream().map((link) -> link.path("url").asString("")).toList();
		}

		List<JsonNode> targets() {
			return this.json.path("targets").valueStream().toList();
		}

		List<String> expressions() {
			return targets().stream().map((target) -> target.path("expr").asString("")).toList();
		}

		@Override
		public String toString() {
			return this.dashboard + ": " + text("title");
		}

	}

}
