package cl.reparto.guild.location;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.location.CartState.Estado;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a cart by a position and by time. Positions may come in any order, and
 * twice: the newest by the cart's clock tells where it is, and the last that was received
 * whether it is lost. A cart whose clock is wrong is not silent.
 *
 * @param silence after how long without a sign of life a cart is lost
 * @param memory after how long it is forgotten
 */
record CartWatch(Duration silence, Duration memory) {

	/** Of two places at the same time any will do, if it is always the same. */
	private static final Comparator<Place> ANY = Comparator.comparingDouble(Place::lat).thenComparingDouble(Place::lon);

	/**
	 * The cart after it has told where it is.
	 * @param known the cart before; null if it is new
	 * @param position what it told
	 * @param readUntil until when all that was said is known
	 * @return the cart; the same as before if that is no news
	 */
	CartState moved(@Nullable CartState known, Position position, Instant readUntil) {
		Instant seen = position.recibidaEn();
		Estado estado = readUntil.isBefore(seen.plus(this.silence)) ? Estado.ACTIVO : Estado.PERDIDO;
		if (known == null) {
			return new CartState(position.patente(), position.ubicacion(), position.medidaEn(), seen, estado);
		}
		boolean lives = seen.isAfter(known.vistoEn());
		int newer = position.medidaEn().compareTo(known.medidaEn());
		boolean moves = newer > 0 || (newer == 0 && ANY.compare(position.ubicacion(), known.ubicacion()) > 0);
		return new CartState(known.patente(), moves ? position.ubicacion() : known.ubicacion(),
				moves ? position.medidaEn() : known.medidaEn(), lives ? seen : known.vistoEn(),
				lives ? estado : known.estado());
	}

	/** When a cart is lost if it stays silent. */
	Instant lostAt(CartState cart) {
		return cart.vistoEn().plus(this.silence);
	}

	/** When a cart is forgotten if it stays silent. */
	Instant forgottenAt(CartState cart) {
		return cart.vistoEn().plus(this.memory);
	}

}
