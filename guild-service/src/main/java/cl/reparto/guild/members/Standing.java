package cl.reparto.guild.members;

import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where an application stands.
 */
public enum Standing {

	EN_ESPERA, ACEPTADA, RECHAZADA;

	/**
	 * The standing as it is written in JSON, addresses and metrics.
	 * @return the name in lower case, with hyphens
	 */
	@JsonValue
	public String wireName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The standing of a wire name.
	 * @param wireName a standing in lower case, with hyphens
	 * @return the standing
	 * @throws IllegalArgumentException if there is no such standing
	 */
	@JsonCreator
	public static Standing of(String wireName) {
		return Arrays.stream(values())
			.filter((standing) -> standing.wireName().equals(wireName))
			.findAny()
			.orElseThrow(() -> new IllegalArgumentException("must be one of en-espera, aceptada, rechazada"));
	}

}
