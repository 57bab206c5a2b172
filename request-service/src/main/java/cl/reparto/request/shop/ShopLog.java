package cl.reparto.request.shop;

import java.util.Optional;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Where what is said of the shop is kept for good, and known on every instance.
 */
interface ShopLog {

	/**
	 * What was said last.
	 * @return empty if that is not known here yet
	 */
	Optional<ShopState> newest();

	/**
	 * Says something: the last word wins. Once this returns, it is known here, and a
	 * moment later everywhere.
	 * @param state all there is to say
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if it is not known to
	 * be kept; it may be all the same
	 */
	void say(ShopState state);

}
