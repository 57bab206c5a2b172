package cl.reparto.faults.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The table of what became of each fault, a file. */
public record Results(Path file) {

	/**
	 * Begins a table, in place of one that is there.
	 * @param file where
	 * @param columns their names, the first of which is of texts
	 */
	public static Results in(Path file, List<String> columns) {
		try {
			Files.write(file, List.of("| " + String.join(" | ", columns) + " |",
					"| --- |" + " ---: |".repeat(columns.size() - 1)));
			return new Results(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Adds a row. */
	public void add(String row) throws IOException {
		Files.write(this.file, List.of(row), StandardOpenOption.APPEND);
	}

}
