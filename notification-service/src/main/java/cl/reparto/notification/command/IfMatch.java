package cl.reparto.notification.command;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * What an order may be for something to be done to it, as {@code If-Match} tells. It is
 * compared strongly (RFC 9110, 13.1.1): a weak tag, such as {@code W/"3"}, is no
 * version's.
 *
 * @param versions the versions that the order may have; null for any
 */
public record IfMatch(@Nullable SortedSet<Integer> versions) {

	/** Whatever it is. */
	public static final IfMatch ANY = new IfMatch(null);

	/** RFC 9110, 8.8.3; lists may have empty members (5.6.1). */
	private static final Pattern TAG = Pattern
		.compile("[ \\t,]*+(W/)?\"([!#-~\\x80-\\xff]*+)\"[ \\t]*+(?:,|$)[ \\t,]*+");

	private static final Pattern VERSION = Pattern.compile("[1-9][0-9]?");

	/**
	 * Reads the header.
	 * @param values each value of the header
	 * @return what the order may be
	 * @throws ProblemException as {@link ProblemKind#BAD_REQUEST} if it is no list of
	 * tags
	 */
	static IfMatch of(List<String> values) {
		List<String> all = new ArrayList<>(values);
		if (all.isEmpty()) {
			return ANY;
		}
		String text = String.join(",", all);
		return text.strip().equals("*") ? ANY : new IfMatch(tags(text));
	}

	private static SortedSet<Integer> tags(String text) {
		SortedSet<Integer> versions = new TreeSet<>();
		Matcher tags = TAG.matcher(text);
		int end = 0;
		while (tags.find() && tags.start() == end) {
			end = tags.end();
			if (tags.group(1) == null && VERSION.matcher(tags.group(2)).matches()) {
				versions.add(Integer.valueOf(tags.group(2)));
			}
		}
		if (end == 0 || end < text.length()) {
			throw new ProblemException(ProblemKind.BAD_REQUEST, "If-Match is no list of entity tags.");
		}
		return versions;
	}

	/**
	 * Whether no version at all will do.
	 */
	boolean isNever() {
		return this.versions != null && this.versions.isEmpty();
	}

	/**
	 * The one version to ask for. The order may have gone further than is known.
	 * @param known the version that is known
	 * @return null for any
	 */
	@Nullable Integer version(int known) {
		if (this.versions == null) {
			return null;
		}
		SortedSet<Integer> from = this.versions.tailSet(known);
		return from.isEmpty() ? this.versions.last() : from.first();
	}

}
