package cl.reparto.guild.board;

import java.time.Instant;
import java.util.Optional;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.location.CartState;
import cl.reparto.guild.notices.Fugitive;
import org.jspecify.annotations.Nullable;

/**
 * What a cart is by what it tells and by what is told of it: a function of both, so that
 * nothing depends on which was read first.
 *
 * @param positionClears whether a position that is newer than the last notice hides that
 * the cart is fugitive
 */
record CartMerge(boolean positionClears) {

	/**
	 * Merges.
	 * @param cart what it tells; null if nothing
	 * @param mark what agents tell; null if nothing
	 * @return the cart; empty if nobody tells anything that counts
	 */
	Optional<CartRow> merge(@Nullable CartState cart, @Nullable Fugitive mark) {
		if (mark != null && isFugitive(cart, mark)) {
			return Optional.of(fugitive(cart, mark));
		}
		return Optional.ofNullable(cart)
			.map((own) -> new CartRow(own.patente(), own.patente(), state(own.estado()), own.ubicacion(),
					own.medidaEn(), own.vistoEn(), null));
	}

	private boolean isFugitive(@Nullable CartState cart, Fugitive mark) {
		boolean cleared = this.positionClears && cart != null && toldAt(cart).isAfter(mark.ultimoAviso().vistoEn());
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

	private static State state(CartState.Estado estado) {
		return switch (estado) {
			case ACTIVO -> State.ACTIVO;
			case PERDIDO -> State.PERDIDO;
		};
	}

}
