package cl.reparto.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page about the guild names is there.
 */
class GuildFindingsTests {

	private static final Path HOME = Path.of(System.getProperty("reparto.home"));

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

	@Test
	void areShownByTestsThatThereAre() throws IOException {
		List<MatchResult> named = TEST.matcher(Files.readString(HOME.resolve("docs/results/guild.md")))
			.results()
			.toList();

		assertThat(named).isNotEmpty()
			.allSatisfy((test) -> assertThat(source(test.group(1))).contains("\tvoid " + test.group(2) + "("));
	}

	private static String source(String test) throws IOException {
		for (String tests : List.of("guild-service/src/test/java", "load-tests/src/test/java")) {
			try (Stream<Path> files = Files.walk(HOME.resolve(tests))) {
				Path found = files.filter((file) -> file.endsWith(test + ".java")).findFirst().orElse(null);
				if (found != null) {
					return Files.readString(found);
				}
			}
		}
		return "";
	}

}
