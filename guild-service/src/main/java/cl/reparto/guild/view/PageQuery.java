package cl.reparto.guild.view;

import java.util.Map;
import java.util.function.Function;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
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

	private static final int USUAL = 100;

	/**
	 * Reads a question.
	 * @param limit the parameter {@code limit}; null if there is none
	 * @param siguiente the parameter {@code siguiente}; null if there is none
	 * @param errors gets what is wrong, by parameter
	 * @return the question; of no use if anything is wrong
	 */
	public static PageQuery of(@Nullable String limit, @Nullable String siguiente, Map<String, String> errors) {
		int most = (limit == null) ? USUAL : limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
		if (most < 1 || most > LONGEST) {
			errors.put("limit", "must be a number from 1 to " + LONGEST);
		}
		return new PageQuery(most, siguiente);
	}

	/**
	 * Gives the page.
	 * @param <V> what is listed
	 * @param list where it is from
	 * @return the page
	 * @throws ProblemException as {@link ProblemKind#INVALID_QUERY} if the page after
	 * none is asked for
	 */
	public <V> Page<V> from(Function<PageQuery, Page<V>> list) {
		try {
			return list.apply(this);
		}
		catch (IllegalArgumentException ex) {
			if (this.after == null) {
				throw ex;
			}
			throw new ProblemException(ProblemKind.INVALID_QUERY,
					Map.of("siguiente", "must be as the page before gave it"));
		}
	}

}
