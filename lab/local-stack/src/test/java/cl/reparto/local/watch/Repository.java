package cl.reparto.local.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The files that this package tests.
 */
final class Repository {

	static final Path HOME = Path.of(System.getProperty("reparto.home")).toAbsolutePath().normalize();

	static final Path RULES = HOME.resolve("docker/prometheus/rules.yml");

	private Repository() {
	}

	static List<Dashboard> dashboards() {
		try (Stream<Path> files = Files.list(HOME.resolve("docker/grafana/dashboards"))) {
			return files.sorted().map(Dashboard::read).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Rule> rules() {
		return new YAMLMapper().readTree(RULES)
			.get("groups")
			.valueStream()
			.flatMap((group) -> group.get("rules").valueStream())
			.map(Rule::new)
			.toList();
	}

	static String runbook() {
		try {
			return Files.readString(HOME.resolve("docs/runbook.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The headings of the runbook, written as a link has them. */
	static Set<String> anchors() {
		return runbook().lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

}
