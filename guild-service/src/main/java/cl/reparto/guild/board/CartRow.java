package cl.reparto.guild.board;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

import cl.reparto.guild.events.Place;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A cart by all that is known of it.
 *
 * @param sujeto what it is called: its plate, or a pirate's name
 * @param patente its plate; null for a pirate
 * @param estado what it is
 * @param ubicacion where it was last, by its own word or an agent's; null once that is
 * forgotten
 * @param medidaEn when it was there
 * @param vistoEn its last sign of life, or when an agent saw it if that was later
 * @param avisos how often agents have seen it; null unless it is fugitive
 */
record CartRow(String sujeto, @Nullable String patente, State estado, @Nullable Place ubicacion, Instant medidaEn,
		Instant vistoEn, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer avisos) {

	/** What a cart is. */
	enum State {

		/** It tells where it is. */
		ACTIVO,
		/** It has been silent for too long. */
		PERDIDO,
		/** Agents have seen it where it must not be. */
		PROFUGO;

		/**
		 * Its name in JSON and addresses.
		 * @return the name in lower case
		 */
		@JsonValue
		String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

		/**
		 * The state of a wire name.
		 * @throws IllegalArgumentException if there is no such state
		 */
		static State of(String wireName) {
			return Arrays.stream(values())
				.filter((state) -> state.wireName().equals(wireName))
				.findAny()
				.orElseThrow(() -> new IllegalArgumentException("must be one of activo, perdido, profugo"));
		}

	}

}
