package cl.reparto.local.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The configuration of Prometheus that the repository ships, with the addresses of a
 * stack in place of those of {@code docker-compose.yml}.
 *
 * @param shipped the file to begin with
 */
record PrometheusFile(Path shipped) {

	private static final YAMLMapper YAML = new YAMLMapper();

	/**
	 * The shipped file of a repository.
	 * @param home the repository's root
	 * @return the file; empty if it is not there
	 */
	static Optional<PrometheusFile> in(Path home) {
		Path shipped = home.resolve("docker/prometheus/prometheus.yml").toAbsolutePath().normalize();
		return Files.exists(shipped) ? Optional.of(new PrometheusFile(shipped)) : Optional.empty();
	}

	/**
	 * Writes a configuration that watches a stack.
	 * @param target the file to write
	 * @param addresses hosts and ports by the name of the job
	 * @return the file
	 * @throws tools.jackson.core.JacksonException if a file cannot be read or written
	 */
	Path write(Path target, Map<String, List<String>> addresses) {
		ObjectNode configuration = (ObjectNode) YAML.readTree(this.shipped);
		configuration.putArray("rule_files").add(this.shipped.resolveSibling("rules.yml").toString());
		for (JsonNode job : configuration.get("scrape_configs")) {
			ObjectNode changed = (ObjectNode) job;
			changed.remove("dns_sd_configs");
			List<String> hosts = addresses.getOrDefault(job.get("job_name").stringValue(), List.of());
			changed.putArray("static_configs").addObject().putPOJO("targets", hosts);
		}
		YAML.writeValue(target, configuration);
		return target;
	}

}
