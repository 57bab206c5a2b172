package cl.reparto.guild.location;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import cl.reparto.guild.events.Place;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a cart is, as far as it has told.
 *
 * @param patente the cart's plate
 * @param ubicacion where it was last
 * @param medidaEn when it was there, on its own clock
 * @param vistoEn its last sign of life
 * @param estado whether it still gives any
 */
public record CartState(String patente, Place ubicacion, Instant medidaEn, Instant vistoEn, Estado estado) {

	/**
	 * Checks that all is there.
	 */
	public CartState {
		Objects.requireNonNull(patente, "patente is missing");
		Objects.requireNonNull(ubicacion, "ubicacion is missing");
		Objects.requireNonNull(medidaEn, "medidaEn is missing");
		Objects.requireNonNull(vistoEn, "vistoEn is missing");
		Objects.requireNonNull(estado, "estado is missing");
	}

	CartState in(Estado other) {
		return new CartState(this.patente, this.ubicacion, this.medidaEn, this.vistoEn, other);
	}

	/** What a cart is doing. */
	public enum Estado {

		/** It tells where it is. */
		ACTIVO,
		/** It has been silent for too long. */
		PERDIDO;

		/**
		 * Its name in JSON and addresses.
		 * @return the name in lower case
		 */
		@JsonValue
		public String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
