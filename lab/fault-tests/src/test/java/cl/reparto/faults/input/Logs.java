package cl.reparto.faults.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the services have written about all this.
 */
final class Logs {

	/** True where the repository lies in a folder for what is passing, such as /tmp. */
	private static final String IN_A_TEMP_FOLDER = "Using an OS temp directory in the state.dir";

	private Logs() {
	}

	/**
	 * No customer is in a log, and what a client or a record does wrong is no error of
	 * ours and no warning of anybody else's.
	 * @param folder the logs
	 */
	static void assertDiscreet(Path folder) {
		assertThat(lines(folder)).isNotEmpty().allSatisfy((line) -> {
			assertThat(line.text().toLowerCase(Locale.ROOT)).doesNotContain(Draft.MARK);
			if (line.isOurs() && !line.text().contains(IN_A_TEMP_FOLDER)) {
				assertThat(line.text()).containsPattern("\"level\":\"(INFO|WARN)\",\"logger\":\"cl.reparto")
					.doesNotContain("stack_trace", "\tat ", "Exception in");
			}
		});
	}

	private static List<Line> lines(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.flatMap(Line::allOf).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A line of a process, which is a service or a broker. */
	private record Line(String process, String text) {

		static Stream<Line> allOf(Path file) {
			try {
				return Files.readAllLines(file).stream().map((text) -> new Line(file.getFileName().toString(), text));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		boolean isOurs() {
			return !this.process.startsWith("broker");
		}

	}

}
