package cl.reparto.faults.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The table of what became of each fault, a file. */
public record Results(Path file) {

	private static final List<String> HEAD = List.of(
			"| fault | orders a second | accepted | lost | doubled | mails | twins | excused "
					+ "| seconds until well again | until at rest | in all |",
			"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");

	/** Begins a table, in place of one that is there. */
	public static Results in(Path file) {
		try {
			Files.write(file, HEAD);
			return new Results(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Adds a row. */
	public void add(Outcome outcome) throws IOException {
		Files.write(this.file, List.of(outcome.row()), StandardOpenOption.APPEND);
	}

}
