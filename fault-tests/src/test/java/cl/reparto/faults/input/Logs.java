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

	private Logs() {
	}

	/**
	 * No customer is in a log, and nothing that a client or a record does is an error of
	 * ours.
	 * @param folder the logs
	 */
	static void assertDiscreet(Path folder) {
		assertThat(lines(folder)).isNotEmpty().allSatisfy((line) -> {
			assertThat(line.toLowerCase(Locale.ROOT)).doesNotContain(Draft.MARK);
			assertThat(line).doesNotContain("\"level\":\"ERROR\"", "stack_trace", "\tat ", "Exception in thread");
		});
	}

	private static List<String> lines(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> !file.getFileName().toString().startsWith("broker"))
				.flatMap(Logs::linesOf)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> linesOf(Path file) {
		try {
			return Files.readAllLines(file).stream().map((line) -> file.getFileName() + ": " + line);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
