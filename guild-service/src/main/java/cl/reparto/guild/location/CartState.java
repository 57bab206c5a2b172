package cl.reparto.guild.location;

import java.time.Instant;

import cl.reparto.guild.events.Given;
import cl.reparto.guild.events.Place;
import cl.reparto.model.Json.WireName;

/**
 * Where a cart is, as far as it has told.
 *
 * @param patente the cart's plate
 * @param ubicacion where it was last
 * @param medidaEn when it was there, on its own clock
 * @param vistoEn its last sign of life: when the guild last heard of it
 * @param estado whether it still gives any
 */
public record CartState(String patente, Place ubicacion, Instant medidaEn, Instant vistoEn, Estado estado) {

	public CartState {
		Given.all("patente", patente, "ubicacion", ubicacion, "medidaEn", medidaEn, "vistoEn", vistoEn, "estado",
				estado);
	}

	CartState in(Estado other) {
		return new CartState(this.patente, this.ubicacion, this.medidaEn, this.vistoEn, other);
	}

	/** What a cart is doing. */
	public enum Estado implements WireName {

		/** It tells where it is. */
		ACTIVO,
		/** It has been silent for too long. */
		PERDIDO

	}

}
