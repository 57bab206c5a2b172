package cl.reparto.guild.view;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A part of a longer list.
 *
 * @param <V> what is listed
 * @param filas the rows
 * @param siguiente what to ask for the rows after these with; null if there are none
 */
public record Page<V>(List<V> filas, @Nullable String siguiente) {

	/**
	 * The same page with each row shown in another way.
	 * @param <T> what is then listed
	 * @param how how
	 * @return a new page
	 */
	public <T> Page<T> map(Function<V, T> how) {
		return new Page<>(this.filas.stream().map(how).toList(), this.siguiente);
	}

	/**
	 * Reads a list from its beginning to its end.
	 * @param <V> what is listed
	 * @param list gives its pages
	 * @param reader gets each row
	 */
	public static <V> void readAll(Function<PageQuery, Page<V>> list, Consumer<V> reader) {
		String next = null;
		do {
			Page<V> page = list.apply(new PageQuery(PageQuery.LONGEST, next));
			page.filas().forEach(reader);
			next = page.siguiente();
		}
		while (next != null);
	}

}
