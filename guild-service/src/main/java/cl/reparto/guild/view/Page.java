package cl.reparto.guild.view;

import java.util.List;
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

}
