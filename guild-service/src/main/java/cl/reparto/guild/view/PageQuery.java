package cl.reparto.guild.view;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list somebody asks for.
 *
 * @param most how many rows at most
 * @param after where to go on, as of {@link Page#siguiente()}; null for the beginning
 */
public record PageQuery(int most, @Nullable String after) {

	/** The longest page. */
	public static final int LONGEST = 500;

	/** How many rows a page has if nobody says. */
	static final int USUAL = 100;

}
