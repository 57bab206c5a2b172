package cl.reparto.guild.board;

import java.time.Instant;
import java.util.Optional;

import cl.reparto.guild.events.Place;
import cl.reparto.guild.location.CartState;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.model.Json.WireName;
import com.fasterxml.jackson.annotation.JsonInclude;
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

	/**
	 * What a cart is by what it tells and by what is told of it: a function of both, so
	 * that nothing depends on which was read first.
	 * @param cart what it tells; null if nothing
	 * @param mark what agents tell; null if nothing
	 * @param positionClears whether a position that is newer than the last notice hides
	 * that the cart is fugitive
	 * @return the cart; empty if nobody tells anything that counts
	 */
	static Optional<CartRow> of(@Nullable CartState cart, @Nullable Fugitive mark, boolean positionClears) {
		if (mark != null && isFugitive(cart, mark, positionClears)) {
			return Optional.of(fugitive(cart, mark));
		}
		return Optional.ofNullable(cart)
			.map((own) -> new CartRow(own.patente(), own.patente(), State.of(own.estado()), own.ubicacion(),
					own.medidaEn(), own.vistoEn(), null));
	}

	private static boolean isFugitive(@Nullable CartState cart, Fugitive mark, boolean positionClears) {
		boolean cleared = positionClears && cart != null && toldAt(cart).isAfter(mark.ultimoAviso().vistoEn());
		return mark.estado() != Fugitive.State.RECUPERADO && !cleared;
	}

	/** Who knows best where it is was there last. */
	private static CartRow fugitive(@Nullable CartState cart, Fugitive mark) {
		Instant seen = mark.ultimoAviso().vistoEn();
		boolean own = cart != null && (toldAt(cart).isAfter(seen) || mark.ultimoAviso().ubicacion() == null);
		return new CartRow(mark.sujeto(), mark.patente(), State.PROFUGO,
				own ? cart.ubicacion() : mark.ultimoAviso().ubicacion(), own ? cart.medidaEn() : seen,
				(cart != null && cart.vistoEn().isAfter(seen)) ? cart.vistoEn() : seen, mark.avisos());
	}

	/** A clock that is ahead is not believed further than the cart was heard. */
	private static Instant toldAt(CartState cart) {
		return cart.medidaEn().isBefore(cart.vistoEn()) ? cart.medidaEn() : cart.vistoEn();
	}

	/** What a cart is. */
	enum State implements WireName {

		/** It tells where it is. */
		ACTIVO,
		/** It has been silent for too long. */
		PERDIDO,
		/** Agents have seen it where it must not be. */
		PROFUGO;

		static State of(CartState.Estado own) {
			return switch (own) {
				case ACTIVO -> ACTIVO;
				case PERDIDO -> PERDIDO;
			};
		}

	}

}
