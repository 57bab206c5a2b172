package cl.reparto.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The table of what became of each fault.
 *
 * @param file where it is
 */
record Results(Path file) {

	private static final List<String> HEAD = List.of(
			"| fault | orders a second | accepted | lost | doubled | mails | twins | excused | seconds until well again |",
			"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");

	/** Begins a table, in place of one that is there. */
	static Results in(Path file) {
		try {
			Files.write(file, HEAD);
			return new Results(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void add(Experiment.Outcome outcome) throws IOException {
		Files.write(this.file, List.of(outcome.row()), StandardOpenOption.APPEND);
	}

}
