package cl.reparto.guild.events;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A constant that people meet: its name in JSON, addresses and metrics.
 */
public interface WireName {

	/**
	 * The constant's name in code.
	 * @return as of {@link Enum#name()}
	 */
	String name();

	/**
	 * The constant as it is written.
	 * @return the name in lower case, with hyphens
	 */
	@JsonValue
	default String wireName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The constant of a name.
	 * @param <E> what it is
	 * @param text the name as it is written
	 * @param known the constants that there are here
	 * @return one of them
	 * @throws IllegalArgumentException if it is none of these
	 */
	static <E extends WireName> E of(String text, List<E> known) {
		return known.stream()
			.filter((each) -> each.wireName().equals(text))
			.findAny()
			.orElseThrow(() -> new IllegalArgumentException(
					"must be one of " + known.stream().map(WireName::wireName).collect(Collectors.joining(", "))));
	}

}
