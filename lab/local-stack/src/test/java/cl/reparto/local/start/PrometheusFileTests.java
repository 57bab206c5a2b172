package cl.reparto.local.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusFileTests {

	private static final Path HOME = Path.of(System.getProperty("reparto.home"));

	@TempDir
	private Path folder;

	@Test
	void looksForEachJobWhereItIsOnThisMachine() {
		JsonNode written = write(Map.of("request-service", List.of("localhost:8090", "localhost:8093"), "kafka",
				List.of("localhost:7071")));

		assertThat(targets(written)).containsEntry("request-service", List.of("localhost:8090", "localhost:8093"))
			.containsEntry("kafka", List.of("localhost:7071"))
			.containsEntry("processing-service", List.of());
		assertThat(written.findValues("dns_sd_configs")).isEmpty();
	}

	@Test
	void keepsTheRestAsItIsShipped() {
		JsonNode written = write(Map.of());

		assertThat(written.findValues("metrics_path")).hasSize(4)
			.allSatisfy((path) -> assertThat(path.stringValue()).isEqualTo("/actuator/prometheus"));
		assertThat(written.at("/global/scrape_interval").stringValue()).isEqualTo("5s");
	}

	@Test
	void findsTheRulesFromAnywhere() {
		Path rules = Path.of(write(Map.of()).at("/rule_files/0").stringValue());

		assertThat(rules).isAbsolute().isRegularFile();
	}

	@Test
	void isNotThereWithoutTheShippedFile() {
		assertThat(PrometheusFile.in(this.folder)).isEmpty();
		assertThat(BrokerMetrics.in(this.folder)).isEmpty();
	}

	private JsonNode write(Map<String, List<String>> addresses) {
		Path file = PrometheusFile.in(HOME).orElseThrow().write(this.folder.resolve("prometheus.yml"), addresses);
		assertThat(Files.exists(file)).isTrue();
		return new YAMLMapper().readTree(file);
	}

	private static Map<String, List<String>> targets(JsonNode written) {
		return written.get("scrape_configs")
			.valueStream()
			.collect(Collectors.toMap((job) -> job.get("job_name").stringValue(),
					(job) -> job.at("/static_configs/0/targets").valueStream().map(JsonNode::stringValue).toList()));
	}

}
