package cl.reparto.notification.find.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import cl.reparto.model.Status;
import cl.reparto.notification.find.OrderSearch;
import cl.reparto.notification.find.OrderPlace;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a question about orders, and all that is wrong with them. One without
 * a value, as forms send it, is as good as none.
 */
final class FindQuery {

	private static final int USUAL = 50;

	private static final int LONGEST_NAME = 200;

	private static final Instant LAST_YEAR = Instant.parse("9999-01-01T00:00:00Z");

	private static final Set<String> NAMES = Set.of("status", "from", "to", "name", "overdue", "limit", "after");

	private final Map<String, List<String>> parameters;

	private final Map<String, String> errors = new TreeMap<>();

	private FindQuery(Map<String, List<String>> parameters) {
		this.parameters = parameters;
	}

	/**
	 * Reads a question.
	 * @param parameters its parameters by name
	 * @param now the time
	 * @return what is asked for
	 * @throws ProblemException as {@link ProblemKind#INVALID_QUERY}, naming every
	 * parameter that is bad
	 */
	static OrderSearch of(Map<String, List<String>> parameters, Instant now) {
		return new FindQuery(parameters).read(now);
	}

	private OrderSearch read(Instant now) {
		this.parameters.forEach(this::checkName);
		Set<Status> statuses = get("status", Set.<Status>of(), FindQuery::statuses);
		Instant from = get("from", null, FindQuery::time);
		Instant to = get("to", null, FindQuery::time);
		if (from != null && to != null && !from.isBefore(to)) {
			this.errors.put("to", "must be later than from");
		}
		String name = get("name", "", FindQuery::name);
		Boolean overdue = get("overdue", null, FindQuery::truth);
		int limit = get("limit", USUAL, FindQuery::limit);
		OrderPlace after = get("after", null, FindQuery::place);
		if (!this.errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, this.errors);
		}
		return new OrderSearch(statuses, from, to, name, overdue, now.minus(OrderStatus.GRACE), after, limit);
	}

	private void checkName(String name, List<String> values) {
		if (!NAMES.contains(name)) {
			this.errors.put(name, "is unknown; there are status, from, to, name, overdue, limit and after");
		}
		else if (values.size() > 1) {
			this.errors.put(name, "is given twice");
		}
	}

	private <T extends @Nullable Object> T get(String name, T otherwise, Function<String, ? extends T> reading) {
		String text = this.parameters.getOrDefault(name, List.of("")).getFirst();
		try {
			return text.isBlank() ? otherwise : reading.apply(text);
		}
		catch (IllegalArgumentException ex) {
			this.errors.putIfAbsent(name, String.valueOf(ex.getMessage()));
			return otherwise;
		}
	}

	private static Set<Status> statuses(String text) {
		Set<Status> statuses = EnumSet.noneOf(Status.class);
		Arrays.stream(text.split(",", -1)).map(Status::of).forEach(statuses::add);
		return statuses;
	}

	private static Instant time(String text) {
		try {
			Instant time = Instant.parse(text);
			if (!time.isBefore(Instant.EPOCH) && time.isBefore(LAST_YEAR)) {
				return time;
			}
		}
		catch (DateTimeParseException ex) {
			// Said below.
		}
		throw new IllegalArgumentException("must be a time such as 2026-11-28T00:00:00Z");
	}

	private static String name(String text) {
		if (text.codePointCount(0, text.length()) > LONGEST_NAME) {
			throw new IllegalArgumentException("must have " + LONGEST_NAME + " characters at most");
		}
		return text.strip();
	}

	private static Boolean truth(String text) {
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("must be true or false");
		};
	}

	private static Integer limit(String text) {
		int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
		if (limit < 1 || limit > OrderSearch.LONGEST) {
			throw new IllegalArgumentException("must be a number from 1 to " + OrderSearch.LONGEST);
		}
		return limit;
	}

	private static OrderPlace place(String text) {
		try {
			return OrderPlace.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("must be the next of an answer", ex);
		}
	}

}
