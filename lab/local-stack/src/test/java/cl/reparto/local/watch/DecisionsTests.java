package cl.reparto.local.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionsTests {

	private static final Path PAGES = Repository.HOME.resolve("docs/decisions");

	private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| .*? \\| (.*?) \\| \\[.*]\\((.*)\\) \\|");

	private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");

	/** A line of the index. */
	record Decision(int number, List<String> classes, String page) {
	}

	static List<Decision> index() throws IOException {
		return ROW.matcher(Files.readString(PAGES.resolve("README.md")))
			.results()
			.map((row) -> new Decision(Integer.parseInt(row.group(1)),
					CLASS.matcher(row.group(2)).results().map((found) -> found.group(1)).toList(), row.group(3)))
			.toList();
	}

	@Test
	void theIndexHasEveryPage() throws IOException {
		try (Stream<Path> pages = Files.list(PAGES)) {
			assertThat(pages.map((page) -> page.getFileName().toString()).filter((page) -> !page.equals("README.md")))
				.containsExactlyInAnyOrderElementsOf(index().stream().map(Decision::page).toList());
		}
	}

	@ParameterizedTest
	@MethodSource("index")
	void aPageAndItsClassKnowEachOther(Decision decision) throws IOException {
		assertThat(decision.page()).startsWith("%02d-".formatted(decision.number()));
		assertThat(Files.readString(PAGES.resolve(decision.page()))).startsWith("# " + decision.number() + ". ")
			.contains("**Where:** ");
		for (String name : decision.classes()) {
			assertThat(source(name)).containsPattern("decision\\s+(\\* )?" + decision.number() + "\\b");
		}
	}

	private static String source(String name) throws IOException {
		try (Stream<Path> files = Files.find(Repository.HOME, 20,
				(file, attributes) -> file.endsWith(name + ".java") && file.toString().contains("/src/"))) {
			return Files.readString(files.findFirst().orElseThrow());
		}
	}

}
