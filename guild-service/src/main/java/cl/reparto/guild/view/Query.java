package cl.reparto.guild.view;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a question about a list, and all that is wrong with them.
 */
public final class Query {

	private final Map<String, String> parameters;

	private final Map<String, String> errors = new TreeMap<>();

	/**
	 * Begins to read a question.
	 * @param parameters its parameters by name
	 */
	public Query(Map<String, String> parameters) {
		this.parameters = parameters;
	}

	/**
	 * One parameter.
	 * @param <T> what it is
	 * @param name its name
	 * @param reading makes of it what it is; throws {@link IllegalArgumentException} with
	 * what it must be if it is not that
	 * @return null if it is not there, or bad
	 */
	public <T> @Nullable T get(String name, Function<String, T> reading) {
		String text = this.parameters.get(name);
		try {
			return (text != null) ? reading.apply(text) : null;
		}
		catch (IllegalArgumentException ex) {
			this.errors.put(name, String.valueOf(ex.getMessage()));
			return null;
		}
	}

	/**
	 * One parameter that need not be there.
	 * @param <T> what it is
	 * @param name its name
	 * @param otherwise what it is if it is not there
	 * @param reading as of {@link #get(String, Function)}
	 * @return of no use if the parameter is bad
	 */
	public <T> T get(String name, T otherwise, Function<String, T> reading) {
		T value = get(name, reading);
		return (value != null) ? value : otherwise;
	}

	/**
	 * Ends the reading.
	 * @return which part of the list is asked for, by {@code limit} and {@code siguiente}
	 * @throws ProblemException as {@link ProblemKind#INVALID_QUERY}, naming every
	 * parameter that is bad
	 */
	public PageQuery page() {
		int most = get("limit", PageQuery.USUAL, Query::limit);
		if (!this.errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, this.errors);
		}
		return new PageQuery(most, this.parameters.get("siguiente"));
	}

	private static int limit(String text) {
		int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
		if (limit < 1 || limit > PageQuery.LONGEST) {
			throw new IllegalArgumentException("must be a number from 1 to " + PageQuery.LONGEST);
		}
		return limit;
	}

	/**
	 * A part of an address.
	 * @param <T> what it is
	 * @param name what it is called
	 * @param text the part
	 * @param reading as of {@link #get(String, Function)}
	 * @return what it is
	 * @throws ProblemException as {@link ProblemKind#INVALID_QUERY} if it is not that
	 */
	public static <T> T part(String name, String text, Function<String, T> reading) {
		try {
			return reading.apply(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, Map.of(name, String.valueOf(ex.getMessage())));
		}
	}

}
