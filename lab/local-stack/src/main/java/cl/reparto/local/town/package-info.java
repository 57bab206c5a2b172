/**
 * A town of carts that drive, sell and go silent, so that the guild has something to
 * show. {@link cl.reparto.local.town.CartTown} is the door.
 */
@NullMarked
package cl.reparto.local.town;

import org.jspecify.annotations.NullMarked;
