package cl.reparto.load.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A table as it is read, in HTML and in Markdown alike.
 *
 * @param title what it is about
 * @param about what its figures are, and in which unit
 * @param corner what stands above the labels of the rows
 * @param groups of columns
 * @param rows as many cells each as there are columns in all groups
 */
record Table(String title, String about, String corner, List<Group> groups, List<Row> rows) {

	/** All columns by their full names. */
	List<String> columns() {
		return this.groups.stream()
			.flatMap((group) -> group.columns().stream().map((column) -> (group.name() + " " + column).strip()))
			.toList();
	}

	/**
	 * Columns that belong together.
	 *
	 * @param name what they have in common
	 * @param columns what tells one from another
	 */
	record Group(String name, List<String> columns) {

		int span() {
			return this.columns.size();
		}

	}

	/**
	 * A line.
	 *
	 * @param label what its figures are of
	 * @param link where on the page more of it is; null if nowhere
	 * @param cells its figures
	 */
	record Row(String label, @Nullable String link, List<String> cells) {
	}

}
